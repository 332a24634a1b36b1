"""What the articles say to the claims of a text: where they state them, and where they give something else."""

from bot.claims.checker import Checker

__all__ = ["Checker"]
