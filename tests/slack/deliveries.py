"""How Slack delivers an event: until it is acknowledged, and four times at most."""

from collections.abc import Callable
from typing import NamedTuple

PAUSES = (0, 0, 60, 300)
"""Seconds before each attempt, on Slack's clock: no test waits for them."""


class Attempt(NamedTuple):
    """`at`: seconds after the first, on Slack's clock. `retry`, `reason`: what Slack says of it; None for the first."""

    at: int
    retry: int | None
    reason: str | None


def deliver(send: Callable[[int | None, str | None], str | None], lost: int = 0) -> list[Attempt]:
    """Send until it is acknowledged; every attempt. `send` gives why it failed, or None.

    The first `lost` acknowledgements get lost on their way: what was sent has been received, and is sent again.
    """
    attempts: list[Attempt] = []
    at, reason = 0, None
    for number, pause in enumerate(PAUSES):
        at += pause
        attempts.append(Attempt(at, number or None, reason))
        failed = send(number or None, reason)
        if failed is None and number >= lost:
            break
        reason = failed or "http_timeout"
    return attempts
