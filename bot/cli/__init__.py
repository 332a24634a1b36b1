"""The command line: thin commands over the services. What a command does not use, it does not import."""

from bot.cli.commands import run

__all__ = ["run"]
