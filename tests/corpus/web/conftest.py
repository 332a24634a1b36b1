"""A site on loopback, a fetcher that may reach it, and a clock that nobody waits for."""

import ipaddress
import socket
from collections.abc import Iterator

import pytest

from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.robots import Robots
from tests.corpus.web.site import Site


class Names:
    """A name server: every name ending in .example is on loopback, unless `hosts` says otherwise."""

    def __init__(self) -> None:
        self.hosts: dict[str, list[str]] = {}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host in self.hosts:
            return self.hosts[host]
        if host.endswith(".example"):
            return ["127.0.0.1"]
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            raise socket.gaierror(socket.EAI_NONAME, "no such name") from None


class Clock:
    """Seconds that pass when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as made:
        yield made


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(names: Names) -> Fetcher:
    return Fetcher(resolve=names, allow_loopback=True)


@pytest.fixture
def robots(fetcher: Fetcher, clock: Clock) -> Robots:
    return Robots(fetcher, clock=clock, sleep=clock.sleep)
