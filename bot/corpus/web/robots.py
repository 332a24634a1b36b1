"""Good manners: robots.txt is honoured (RFC 9309), and a host gets one request at a time, with pauses between them."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from bot.corpus.web.fetch import PRODUCT, Fetcher
from bot.errors import Damaged, Disallowed, NotText, RobotsUnknown, TimedOut, TlsFailed, Unreachable, WebError

MOST_BYTES = 500_000
"""Of a robots.txt: what stands behind is not read (RFC 9309, 2.5)."""
PAUSE = 1.0
"""Seconds between two requests to one host, at least."""
LONGEST_PAUSE = 10.0
"""Seconds, whatever a robots.txt asks for."""

_KEPT = 24 * 60 * 60.0
_KEPT_UNKNOWN = 5 * 60.0
_MOST_HOSTS = 1000
_SITE_IS_DOWN = (TimedOut, TlsFailed, Unreachable)
_PLAIN = "text/plain,*/*;q=0.5"


class _Rules(NamedTuple):
    """What a site's robots.txt says; or why it cannot be had now, and nothing is allowed."""

    said: Protego
    failure: WebError | None
    until: float

    @property
    def pause(self) -> float:
        return min(max(self.said.crawl_delay(PRODUCT) or 0.0, PAUSE), LONGEST_PAUSE)

    def check(self, url: str, host: str) -> None:
        """Raise what keeps the bot from that address."""
        if isinstance(self.failure, _SITE_IS_DOWN):
            raise self.failure.with_traceback(None)
        if self.failure:
            raise RobotsUnknown(url, host=host) from self.failure
        if not self.said.can_fetch(url, PRODUCT):
            raise Disallowed(url, host=host)


class _Host:
    """One site. Its lock is held while something is asked of it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rules: _Rules | None = None
        self.free = 0.0
        """When it may be asked again."""


class Robots:
    """What sites allow, and whose turn it is. For any number of threads; what it knows lasts as long as it does."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """The time for one request to an address: a Turn, see `fetch`.

        Raises Disallowed; RobotsUnknown where the site's robots.txt cannot be had now; and what keeps the whole
        site from being reached.
        """
        parts = urlsplit(url)
        host = self._host(f"{parts.scheme}://{parts.netloc}")
        with host.lock:
            rules = self._rules(host, f"{parts.scheme}://{parts.netloc}/robots.txt")
            rules.check(url, parts.netloc)
            with self._wait(host, rules.pause):
                yield

    @contextmanager
    def _wait(self, host: _Host, pause: float) -> Iterator[None]:
        if (wait := host.free - self._clock()) > 0:
            self._sleep(wait)
        try:
            yield
        finally:
            host.free = self._clock() + pause

    def _host(self, origin: str) -> _Host:
        with self._lock:
            host = self._hosts.setdefault(origin, _Host())
            self._hosts.move_to_end(origin)
            while len(self._hosts) > _MOST_HOSTS:
                self._hosts.popitem(last=False)
            return host

    def _rules(self, host: _Host, url: str) -> _Rules:
        if host.rules is None or host.rules.until <= self._clock():
            with self._wait(host, PAUSE):
                host.rules = self._read(url)
        return host.rules

    def _read(self, url: str) -> _Rules:
        """Where a site has no robots.txt that can be read, everything is allowed."""
        written = ""
        try:
            fetched = self._fetcher.fetch(url, accept=_PLAIN, most_bytes=MOST_BYTES, cut=True)
            written = fetched.body.decode("utf-8-sig", "replace")
        except WebError as error:
            if error.temporary:
                return _Rules(Protego.parse(""), error, self._clock() + _KEPT_UNKNOWN)
        except (NotText, Damaged):
            pass
        return _Rules(Protego.parse(written), None, self._clock() + _KEPT)
