"""The web as one process has it: what fetches, and what it knows of sites' rules."""

from typing import NamedTuple

from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.robots import Robots


class Web(NamedTuple):
    """Shared by all that fetches in a process, so that a site gets one request at a time. For any number of threads."""

    fetcher: Fetcher
    robots: Robots


def open_web(*, allow_loopback: bool = False) -> Web:
    """Nothing is fetched by opening it. `allow_loopback` is for tests, whose sites are on this machine."""
    fetcher = Fetcher(allow_loopback=allow_loopback)
    return Web(fetcher, Robots(fetcher))
