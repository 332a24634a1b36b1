"""What a site lets programs read, and how often it is asked."""

import threading

import pytest

from bot import wording
from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.robots import MOST_BYTES, Robots
from bot.errors import Disallowed, PageMissing, RobotsUnknown, Unreachable
from tests.corpus.web.conftest import Clock
from tests.corpus.web.site import Answer, Site

RULES = "User-agent: *\nDisallow: /private/\nAllow: /private/press/\n"


def _robots(text: str | bytes, status: int = 200) -> Answer:
    return Answer(text, status, {"Content-Type": "text/plain"})


def _ask(robots: Robots, url: str) -> None:
    with robots.turn(url):
        pass


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (RULES, "/story", True),
        (RULES, "/private/story", False),
        (RULES, "/private/press/story", True),
        ("User-agent: Dateline\nDisallow: /\n\nUser-agent: *\nDisallow:\n", "/story", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /x\n", "/story", True),
        ("User-agent: *\nDisallow: /*.pdf$\n", "/story.pdf", False),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/story", False),
        ("<!doctype html><p>Not found", "/story", True),
        ("", "/story", True),
        (b"\xff\xfe\x00 nothing that can be read", "/story", True),
    ],
)
def test_robots_txt_is_honoured(robots: Robots, site: Site, rules: str, path: str, allowed: bool) -> None:
    site.answers["/robots.txt"] = _robots(rules)
    if allowed:
        _ask(robots, site.url(path))
    else:
        with pytest.raises(Disallowed) as refused:
            _ask(robots, site.url(path))
        assert not refused.value.temporary
        line = f"may not be read by programs: news.example:{site.port}/robots.txt says so"
        assert wording.of_error(refused.value) == line


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_everything(robots: Robots, site: Site, status: int) -> None:
    site.answers["/robots.txt"] = _robots("User-agent: *\nDisallow: /\n", status)
    _ask(robots, site.url("/story"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_had_nothing_is_read_for_now(
    robots: Robots, site: Site, clock: Clock, status: int
) -> None:
    site.answers["/robots.txt"] = _robots("", status)
    for _ in range(2):
        with pytest.raises(RobotsUnknown) as refused:
            _ask(robots, site.url("/story"))
    assert refused.value.temporary
    assert len(site.asked) == 1
    site.answers["/robots.txt"] = _robots(RULES)
    clock.now += 301
    _ask(robots, site.url("/story"))


def test_a_site_that_is_down_is_said_to_be_down(robots: Robots) -> None:
    for _ in range(2):
        with pytest.raises(Unreachable) as refused:
            _ask(robots, "http://nowhere.invalid/story")
        assert "there is no nowhere.invalid" in wording.of_error(refused.value)


def test_redirects_of_robots_txt_are_followed(robots: Robots, site: Site) -> None:
    site.redirect("news.example/robots.txt", site.url("/robots.txt", "www.example"), 301)
    site.answers["www.example/robots.txt"] = _robots(RULES)
    with pytest.raises(Disallowed):
        _ask(robots, site.url("/private/story"))


def test_what_stands_behind_the_most_that_is_read_does_not_count(robots: Robots, site: Site) -> None:
    padding = "#" * MOST_BYTES + "\n"
    site.answers["/robots.txt"] = _robots(RULES + padding + "User-agent: Dateline\nDisallow: /\n")
    _ask(robots, site.url("/story"))
    with pytest.raises(Disallowed):
        _ask(robots, site.url("/private/story"))


def test_robots_txt_is_read_once_a_day(robots: Robots, site: Site, clock: Clock) -> None:
    site.answers["/robots.txt"] = _robots(RULES)
    for _ in range(3):
        _ask(robots, site.url("/story"))
    assert len(site.asked) == 1
    clock.now += 24 * 60 * 60
    _ask(robots, site.url("/story"))
    assert len(site.asked) == 2


def test_every_site_has_its_own(robots: Robots, site: Site) -> None:
    site.answers["news.example/robots.txt"] = _robots("User-agent: *\nDisallow: /\n")
    _ask(robots, site.url("/story", "other.example"))
    with pytest.raises(Disallowed):
        _ask(robots, site.url("/story"))


def test_a_redirect_to_what_a_site_forbids_is_not_followed(robots: Robots, fetcher: Fetcher, site: Site) -> None:
    site.answers["other.example/robots.txt"] = _robots(RULES)
    site.redirect("/story", site.url("/private/story", "other.example"))
    with pytest.raises(Disallowed):
        fetcher.fetch(site.url("/story"), turn=robots.turn)
    assert site.paths == ["/story"]


@pytest.mark.parametrize(
    ("rules", "pause"),
    [("", 1), ("User-agent: *\nCrawl-delay: 4\n", 4), ("User-agent: *\nCrawl-delay: 600\n", 10),
     ("User-agent: *\nCrawl-delay: 0.1\n", 1), ("User-agent: *\nCrawl-delay: soon\n", 1)],
)  # fmt: skip
def test_a_host_is_given_a_pause_between_requests(
    robots: Robots, site: Site, clock: Clock, rules: str, pause: float
) -> None:
    site.answers["/robots.txt"] = _robots(rules)
    for _ in range(3):
        _ask(robots, site.url("/story"))
    assert clock.slept == [1, pause, pause]


def test_other_hosts_are_not_waited_for(robots: Robots, site: Site, clock: Clock) -> None:
    _ask(robots, site.url("/story"))
    before = list(clock.slept)
    _ask(robots, site.url("/story", "other.example"))
    assert clock.slept == [*before, 1]  # after its own robots.txt


def test_a_failed_request_counts_as_one(robots: Robots, fetcher: Fetcher, site: Site, clock: Clock) -> None:
    for _ in range(2):
        with pytest.raises(PageMissing):
            fetcher.fetch(site.url("/story"), turn=robots.turn)
    assert clock.slept == [1, 1]


def test_a_host_gets_one_request_at_a_time(robots: Robots, site: Site) -> None:
    at_once, most = [0], [0]
    lock = threading.Lock()

    def visit() -> None:
        with robots.turn(site.url("/story")):
            with lock:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
            threading.Event().wait(0.01)
            with lock:
                at_once[0] -= 1

    threads = [threading.Thread(target=visit) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


@pytest.mark.parametrize(
    "answer",
    [Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), Answer(b"x", headers={"Content-Encoding": "gzip"})],
)
def test_a_robots_txt_that_is_none_allows_everything(robots: Robots, site: Site, answer: Answer) -> None:
    site.answers["/robots.txt"] = answer
    _ask(robots, site.url("/story"))


def test_of_very_many_sites_the_last_are_remembered(
    robots: Robots, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.corpus.web.robots._MOST_HOSTS", 2)
    for host in ("a.example", "b.example", "c.example", "b.example", "a.example"):
        _ask(robots, site.url("/story", host))
    asked = [request.headers["Host"].partition(":")[0] for request in site.asked]
    assert asked == ["a.example", "b.example", "c.example", "a.example"]
