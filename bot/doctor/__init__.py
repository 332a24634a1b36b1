"""Looks at everything the bot needs, a finding a line. It changes nothing but what any start does too."""

from collections.abc import Iterator
from pathlib import Path

from bot.doctor.articles import check_services
from bot.doctor.check import Check
from bot.doctor.machine import check_disk, check_port
from bot.doctor.slack import check_slack
from bot.settings import Settings

__all__ = ["Check", "examine"]


def examine(settings: Settings, corpus: Path | None = None) -> Iterator[Check]:
    """Every check in turn, as it is done; of another folder's own store where one is named. What is wrong is a check
    that is not well."""
    yield from check_slack(settings)
    yield from check_services(settings, corpus)
    yield check_disk(settings.dateline_data)
    if settings.slack_signing_secret and not settings.slack_app_token:
        yield check_port(settings.port)
