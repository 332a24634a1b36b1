"""The morning digest: what to say (pure), where and when, and how it is posted exactly once."""

from typing import TYPE_CHECKING, Any

from bot.digest.digests import FIRST_REACH, Digests

if TYPE_CHECKING:
    from bot.digest.schedule import DigestSchedule

__all__ = ["FIRST_REACH", "DigestSchedule", "Digests"]


def __getattr__(name: str) -> Any:
    """DigestSchedule on first use: a command that posts nothing need not load the scheduler."""
    if name != "DigestSchedule":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bot.digest.schedule import DigestSchedule

    return DigestSchedule
