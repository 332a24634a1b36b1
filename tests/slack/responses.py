"""The stand-in's response_urls: each answers five times, for half an hour."""

from dataclasses import dataclass
from itertools import count

from tests.slack.sent import Sent

USES, LASTS = 5, 30 * 60


@dataclass
class ResponseUrl:
    """Where it answers, and to whom. `about`: the message whose button was pressed; `made`: on Slack's clock."""

    about: Sent | None
    channel: str
    person: str
    made: float
    uses: int = USES


class ResponseUrls:
    def __init__(self) -> None:
        self._made: dict[str, ResponseUrl] = {}
        self._numbers = count(1)

    def new(self, url: ResponseUrl) -> str:
        """Its name."""
        name = f"r{next(self._numbers)}"
        self._made[name] = url
        return name

    def use(self, name: str, now: float) -> ResponseUrl | str:
        """It, with one use less; else why it does not answer any more."""
        url = self._made.get(name)
        if url is None or not url.uses:
            return "used_url"
        if now > url.made + LASTS:
            return "expired_url"
        url.uses -= 1
        return url
