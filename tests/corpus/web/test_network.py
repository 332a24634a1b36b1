"""Nothing is fetched from where the public has no access, whatever a name server or a site says."""

import threading

import pytest

from bot import wording
from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.network import is_public
from bot.errors import TimedOut, Unreachable, UnsafeAddress
from tests.corpus.web.conftest import Names
from tests.corpus.web.site import Answer, Site

HIDDEN = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.9.10",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1", "2606:4700::1111"]


@pytest.mark.parametrize("address", HIDDEN)
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", HIDDEN)
def test_a_name_that_leads_there_is_refused(address: str, names: Names) -> None:
    names.hosts["news.example"] = [address]
    with pytest.raises(UnsafeAddress) as refused:
        Fetcher(resolve=names).fetch("http://news.example/")
    line = wording.of_error(refused.value)
    assert line == "is not fetched, to be safe (news.example is not on the public internet)"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "localhost"]
)
def test_no_way_of_writing_loopback_reaches_it(host: str, site: Site) -> None:
    """With the system's own resolver, which knows them all."""
    with pytest.raises((UnsafeAddress, Unreachable)):
        Fetcher().fetch(f"http://{host}:{site.port}/")
    assert site.asked == []


def test_tests_reach_loopback_and_nothing_else_that_is_hidden(names: Names, site: Site) -> None:
    fetcher = Fetcher(resolve=names, allow_loopback=True)
    site.answers["/"] = Answer("here")
    assert fetcher.fetch(site.url()).body == b"here"
    names.hosts["news.example"] = ["10.0.0.1"]
    with pytest.raises(UnsafeAddress):
        fetcher.fetch(site.url())


def test_of_a_names_addresses_only_those_that_are_allowed_are_tried(names: Names, fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer("here")
    names.hosts["news.example"] = ["10.0.0.1", "169.254.169.254", "127.0.0.1"]
    assert fetcher.fetch(site.url()).body == b"here"


def test_a_name_is_resolved_once_for_a_request(names: Names, site: Site) -> None:
    """An answer that changes between the check and the connection (DNS rebinding) has no second chance."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    fetcher = Fetcher(resolve=rebinding, allow_loopback=True)
    site.answers["/"] = Answer("here")
    assert fetcher.fetch(site.url()).body == b"here"
    assert asked == ["news.example"]
    with pytest.raises(UnsafeAddress):
        fetcher.fetch(site.url())


def test_every_redirect_is_checked_anew(names: Names, fetcher: Fetcher, site: Site) -> None:
    """The second hop's name now leads elsewhere."""
    answers = iter([["127.0.0.1"], ["192.168.0.1"]])
    rebinding = Fetcher(resolve=lambda host, port: next(answers), allow_loopback=True)
    site.redirect("/", "/again")
    with pytest.raises(UnsafeAddress):
        rebinding.fetch(site.url())
    assert site.paths == ["/"]


def test_the_next_address_is_tried_where_one_takes_no_connection(names: Names, fetcher: Fetcher, site: Site) -> None:
    site.answers["/"] = Answer("here")
    names.hosts["news.example"] = ["127.0.0.9", "::1", "127.0.0.1"]
    assert fetcher.fetch(site.url()).body == b"here"


@pytest.mark.parametrize("port", [1, 22, 25, 79, 444, 1023])
def test_ports_of_other_services_are_refused(port: int, fetcher: Fetcher) -> None:
    with pytest.raises(UnsafeAddress, match="port"):
        fetcher.fetch(f"http://news.example:{port}/")


def test_a_name_that_is_not_there_is_said(fetcher: Fetcher) -> None:
    with pytest.raises(Unreachable) as refused:
        fetcher.fetch("http://nowhere.invalid/")
    assert wording.of_error(refused.value) == "cannot be reached (there is no nowhere.invalid): try again later"


def test_where_nobody_listens_nothing_is_reached(fetcher: Fetcher, site: Site) -> None:
    site.__exit__(None, None, None)
    with pytest.raises(Unreachable, match=r"Connection refused"):
        fetcher.fetch(site.url())


def test_a_name_server_that_never_answers_is_not_waited_for() -> None:
    never = threading.Event()

    def silent(host: str, port: int) -> list[str]:
        never.wait(10)
        return []

    try:
        with pytest.raises(TimedOut):
            Fetcher(seconds=0.1, resolve=silent).fetch("http://news.example/")
    finally:
        never.set()


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher, site: Site) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site.answers["/"] = Answer("here")
    assert fetcher.fetch(site.url()).body == b"here"
