"""The way out: connections to public addresses alone, and one deadline for all that is said over them.

A name is resolved once, its addresses are checked, and the connection is made to one that was checked: an answer of
the name server that changes in between changes nothing.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any

import httpcore

from bot import wording
from bot.errors import TimedOut, TlsFailed, Unreachable, UnsafeAddress

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host, for a port. Raises OSError where it has none."""

_MOST_TRIED = 6
"""Addresses of one host to which a connection is tried."""
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024

_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_NOT_FOR_HOSTS = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "3fff::/20"),
    )
)
"""Special blocks inside the public ones (IANA's registries) that not every Python knows."""
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Deadline:
    """The moment by which an exchange must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then. Raises TimedOut when there are none."""
        if (left := self._end - time.monotonic()) <= 0:
            raise TimedOut
        return left


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system has for a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of a single host on the public internet.

    An IPv4 address in IPv6 clothes (mapped, 6to4, NAT64) is judged as what it is.
    """
    ip = _undressed(ipaddress.ip_address(address.partition("%")[0]))
    if any(ip in block for block in _NOT_FOR_HOSTS if block.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return ip in _GLOBAL_V6
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine's own."""
    return _undressed(ipaddress.ip_address(address.partition("%")[0])).is_loopback


def _undressed(ip: _IPAddress) -> _IPAddress:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects for httpcore; raises UnsafeAddress, Unreachable, TlsFailed and TimedOut."""

    def __init__(self, deadline: Deadline, *, resolve: Resolve = resolve, allow_loopback: bool = False) -> None:
        """`allow_loopback` is for tests, which fetch from this machine."""
        self._deadline = deadline
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that takes one."""
        if port < _FIRST_FREE_PORT and port not in _WEB_PORTS:
            raise UnsafeAddress(why=wording.WEB["port"].format(port=port))
        found = self._look_up(host, port)
        places = [place for place in found if self._is_allowed(place)][:_MOST_TRIED]
        if not places:
            raise UnsafeAddress(f"{host}: {found}", why=wording.WEB["host"].format(host=host))
        tried: list[str] = []
        for waiting, place in zip(range(len(places), 0, -1), places, strict=True):
            try:
                stream = self._plain.connect_tcp(place, port, self._deadline.left() / waiting)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                tried.append(f"{place}: {error}")
            else:
                return _TimedStream(stream, self._deadline)
        raise Unreachable("; ".join(tried), why=wording.WEB["connection"])

    def _look_up(self, host: str, port: int) -> Sequence[str]:
        """In a thread of its own: the system waits for name servers as long as it likes."""
        answer: Future[Sequence[str]] = Future()
        threading.Thread(target=self._answer, args=(answer, host, port), daemon=True).start()
        try:
            return answer.result(self._deadline.left())
        except TimeoutError as error:
            raise TimedOut(f"no name server answered for {host}") from error
        except (OSError, UnicodeError) as error:
            raise Unreachable(str(error), why=wording.WEB["name"].format(host=host)) from error

    def _answer(self, answer: "Future[Sequence[str]]", host: str, port: int) -> None:
        try:
            answer.set_result(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    def _is_allowed(self, address: str) -> bool:
        return is_public(address) or (self._allow_loopback and is_loopback(address))


class _TimedStream(httpcore.NetworkStream):
    """A stream each of whose steps has only the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        except httpcore.ConnectError as error:
            why = getattr(error.__cause__, "verify_message", "") or wording.WEB["handshake"]
            raise TlsFailed(str(error), why=why) from error
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
