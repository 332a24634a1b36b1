"""Feeds on the command line, against a real site on loopback."""

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Bot
from tests.corpus.web.site import Answer, Site

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Coast News</title><link>{site}</link>
<item><title>Eels return</title><link>{site}/eels</link><guid>1</guid><pubDate>Fri, 14 Mar 2025 08:00:00 GMT</pubDate>
<description>Some eels passed the weir…</description></item></channel></rss>"""
PAGE = (
    "<!doctype html><html><head><title>Eels return</title></head><body><article><h1>Eels return</h1>"
    "<p>Some 4,300 eels passed the weir at Larvik in one night, the fishery board said on Friday.</p>"
    "<p>Nobody alive has seen that many, said the warden, who counted them by lamp with two sons.</p>"
    "</article></body></html>"
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a feed, which the bot may ask, and without pauses."""
    monkeypatch.setenv("DATELINE_FETCH_LOOPBACK", "true")
    monkeypatch.setattr("bot.corpus.web.robots.PAUSE", 0.0)
    with Site() as made:
        root = made.url("", "127.0.0.1")
        made.answers["/feed.xml"] = Answer(FEED.format(site=root), headers={"Content-Type": "application/rss+xml"})
        made.answers["/eels"] = Answer(PAGE)
        made.answers["/"] = Answer(
            '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>'
        )
        yield made


def test_a_feed_is_followed_by_its_sites_address_and_its_articles_answer(bot: Bot, corpus: object, site: Site) -> None:
    added = bot("feeds", "add", site.url("/", "127.0.0.1"))
    assert (added.status, added.err) == (0, "")
    assert added.out.splitlines()[0] == "Coast News"
    assert "new: not read yet" in added.out
    [feed] = bot("feeds", "check", "--json").values
    assert (feed["state"], feed["articles"], feed["url"]) == ("ok", 1, site.url("/feed.xml", "127.0.0.1"))
    [answer] = bot("ask", "--json", "how many eels passed the weir?").values
    (citation,) = answer["findings"][0]["citations"]
    assert (citation["url"], citation["published"]) == (site.url("/eels", "127.0.0.1"), "2025-03-14")


def test_a_feed_that_fails_or_is_gone_is_seen_to(bot: Bot, corpus: object, site: Site) -> None:
    address = site.url("/feed.xml", "127.0.0.1")
    bot("feeds", "add", address)
    site.answers["/feed.xml"] = Answer(status=500)
    failing = bot("feeds", "check", address)
    assert failing.status == 1
    assert "fails: it cannot be had now, its site has a failure (500)" in failing.out
    site.answers["/feed.xml"] = Answer(status=410)
    assert "paused: it is gone for good (410)" in bot("feeds", "check", address).out
    assert "paused: " in bot("feeds", "list").out


def test_a_feed_is_removed_and_its_articles_stay(bot: Bot, corpus: object, site: Site) -> None:
    address = site.url("/feed.xml", "127.0.0.1")
    bot("feeds", "add", address)
    bot("feeds", "check")
    assert bot("feeds", "remove", address).status == 0
    assert bot("feeds", "list").out.startswith("No feed is followed")
    assert bot("ask", "how many eels passed the weir?").status == 0
    again = bot("feeds", "remove", address)
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith(f"No feed with the address {address} is followed")


@pytest.mark.parametrize("arguments", [("list", "https://a.example/feed"), ("add",), ("remove",), ("mend",), ()])
def test_wrong_use_is_one_line(bot: Bot, arguments: tuple[str, ...]) -> None:
    outcome = bot("feeds", *arguments)
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (2, "", 1)
