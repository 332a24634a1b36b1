"""Feeds are polled from a real server: what is new comes in, and how each feed fares is there to see."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

import bot.corpus.feeds
from bot.corpus.feed_articles import MOST_PAGES, MOST_TRIES
from bot.corpus.feed_health import FeedHealth
from bot.corpus.feeds import INTERVAL, LEASE, LONGEST, SOON, PollReport, poll
from bot.corpus.following import add_feed, check_feeds, list_feeds, remove_feed
from bot.corpus.pages import add_pages
from bot.corpus.web.access import Web
from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.robots import Robots
from bot.errors import FeedRefused, UnknownFeed
from bot.store import Origin, Store
from tests.corpus.web.conftest import Clock, Names
from tests.corpus.web.site import Answer, Site

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
SENTENCES = [
    "The council of the harbour met on Monday to talk about the new pier.",
    "Its chair, Jo Berg, said that the work would begin in spring.",
    "Twelve members voted for the plan, and three against it.",
    "The pier is to be two hundred metres long and open to the public.",
    "Fishermen had asked for a wider basin, which the plan does not have.",
    "A second vote on the money is expected before the end of the year.",
    "The old pier was closed after a storm had damaged its pillars.",
    "Ferries have used the northern quay since then, with many delays.",
]
STORY = "".join(f"<p>{one} {other}</p>" for one, other in zip(SENTENCES[::2], SENTENCES[1::2], strict=True))
SUMMARY = "The council of the harbour met."


class Polling:
    """A store, a site with a feed, and a clock that a test turns on."""

    def __init__(self, store: Store, site: Site, web: Web) -> None:
        self.store = store
        self.site = site
        self.web = web
        self.now = NOON

    def clock(self) -> datetime:
        return self.now

    def follow(self, path: str = "/feed") -> FeedHealth:
        return add_feed(self.site.url(path), self.store, self.web, now=self.now)

    def poll(self, after: timedelta = timedelta()) -> PollReport:
        self.now += after
        return poll(self.store, self.web, clock=self.clock)

    @property
    def health(self) -> FeedHealth:
        (feed,) = list_feeds(self.store)
        return feed

    @property
    def wait(self) -> timedelta:
        """Until the next poll."""
        assert self.health.due is not None
        return self.health.due - self.now

    def text(self, article: str) -> str:
        found = self.store.article(article)
        assert found is not None
        return found.text


@pytest.fixture
def polling(store: Store, site: Site, fetcher: Fetcher, robots: Robots) -> Polling:
    return Polling(store, site, Web(fetcher, robots))


def _item(number: int, *, title: str = "", text: str = "", summary: str = SUMMARY, more: str = "") -> str:
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    return (
        f"<item><guid isPermaLink='false'>{number}</guid><title>{title or f'The pier, part {number}'}</title>"
        f"<link>/story/{number}</link><description>{summary}</description>{content}{more}</item>"
    )


def _rss(*items: str, channel: str = "") -> str:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = f'<rss version="2.0" {names}><channel><title>The Harbour Post</title>{channel}'
    return head + "".join(items) + "</channel></rss>"


def _feed(*items: str, channel: str = "", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(_rss(*items, channel=channel), headers={"Content-Type": "application/rss+xml", **named})


def _page(text: str = STORY, title: str = "The pier") -> Answer:
    return Answer(
        f"<!doctype html><html><head><title>{title}</title></head><body><article>{text}</article></body></html>"
    )


# What comes in


def test_a_full_text_comes_from_the_feed(polling: Polling) -> None:
    more = "<dc:creator>Ann Lind</dc:creator><pubDate>Fri, 14 Mar 2025 23:30:00 -0800</pubDate>"
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY, more=more))
    polling.follow()
    report = polling.poll()
    assert (report.polled, report.report.new, report.report.refused, report.paused) == (1, 1, (), ())
    (article,) = polling.store.changes(0, 9)
    assert (article.title, article.url) == ("The pier, part 1", polling.site.url("/story/1"))
    assert (article.publisher, article.author) == ("The Harbour Post", "Ann Lind")
    assert article.published == date(2025, 3, 14)
    assert all(sentence in article.text for sentence in SENTENCES)
    assert polling.site.paths == ["/feed", "/feed"]
    assert polling.health == FeedHealth(
        url=polling.site.url("/feed"),
        title="The Harbour Post",
        state="ok",
        says="1 article",
        checked=NOON,
        due=NOON + INTERVAL,
        articles=1,
        newest=NOON,
    )


def test_where_a_feed_has_a_summary_the_page_is_read(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, more="<pubDate>Fri, 14 Mar 2025 23:30:00 +0000</pubDate>"))
    polling.site.answers["/story/1"] = _page()
    polling.follow()
    assert polling.poll().report.new == 1
    (article,) = polling.store.changes(0, 9)
    assert SENTENCES[-1] in article.text
    assert SUMMARY not in article.text
    assert (article.url, article.published) == (polling.site.url("/story/1"), date(2025, 3, 14))


@pytest.mark.parametrize("kind", ["Atom", "JSON Feed"])
def test_other_formats_come_in_too(polling: Polling, kind: str) -> None:
    escaped = STORY.replace("<", "&lt;")
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title><entry><id>1</id>'
        f'<title>The pier</title><link href="/story/1"/><content type="html">{escaped}</content></entry></feed>'
    )
    item = {"id": "1", "title": "The pier", "url": "/story/1", "content_html": STORY}
    as_json = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": [item]})
    polling.site.answers["/feed"] = Answer(atom if kind == "Atom" else as_json)
    polling.follow()
    assert polling.poll().report.new == 1
    (article,) = polling.store.changes(0, 9)
    assert (article.title, article.url) == ("The pier", polling.site.url("/story/1"))


def test_what_did_not_change_is_not_sent_nor_read_again(polling: Polling) -> None:
    day = "Fri, 14 Mar 2025 08:00:00 GMT"
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY), ETag='"7"', Last_Modified=day)
    polling.follow()
    polling.poll()
    polling.site.answers["/feed"] = Answer(status=304)
    report = polling.poll(INTERVAL)
    asked = polling.site.asked[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"7"', day)
    assert (report.polled, report.report.new) == (1, 0)
    assert (polling.health.state, polling.health.checked) == ("ok", NOON + INTERVAL)


def test_an_entry_that_the_feed_changes_is_read_again(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY), _item(2, text=STORY.replace("pier", "mole")))
    polling.follow()
    polling.poll()
    mended = STORY.replace("Twelve", "Thirteen")
    polling.site.answers["/feed"] = _feed(_item(1, text=mended), _item(2, text=STORY.replace("pier", "mole")))
    report = polling.poll(INTERVAL).report
    assert (report.new, report.changed) == (0, 1)
    (changed,) = [article for article in polling.store.changes(0, 9) if article.version == 2]
    assert "Thirteen members" in changed.text
    assert polling.poll(INTERVAL).report.changed == 0


def test_a_page_whose_entry_changes_is_read_again_but_not_all_the_time(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.site.answers["/story/1"] = _page()
    polling.follow()
    polling.poll()
    polling.site.answers["/story/1"] = _page(STORY.replace("Twelve", "Thirteen"))
    for comments in range(1, 4):
        polling.site.answers["/feed"] = _feed(_item(1, summary=f"{SUMMARY} {comments} comments."))
        assert polling.poll(INTERVAL).report.changed == 0
    assert polling.site.paths.count("/story/1") == 1
    assert polling.poll(timedelta(hours=3)).report.changed == 1


def test_an_article_that_is_there_is_not_fetched_again(polling: Polling) -> None:
    polling.site.answers["/story/1"] = _page()
    add_pages([polling.site.url("/story/1", "www.news.example")], polling.store, polling.web, now=NOON)
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.follow()
    assert polling.poll().report.new == 0
    assert polling.site.paths.count("/story/1") == 1
    assert polling.health.articles == 1
    assert polling.store.counts().articles == 1


def test_one_article_in_two_feeds_is_one(polling: Polling) -> None:
    for path in ("/feed", "/news"):
        polling.site.answers[path] = _feed(_item(1, text=STORY))
        polling.follow(path)
    report = polling.poll()
    assert (report.polled, report.report.new) == (2, 1)
    assert [feed.articles for feed in list_feeds(polling.store)] == [1, 1]


def test_what_a_feed_says_of_another_sites_article_is_read_there(polling: Polling) -> None:
    elsewhere = polling.site.url("/theirs", "paper.example")
    entry = f"<item><guid>1</guid><title>Not so</title><link>{elsewhere}</link>"
    forged = STORY.replace("Twelve members voted for the plan", "Nobody at all voted for the plan")
    polling.site.answers["/feed"] = _feed(f"{entry}<content:encoded><![CDATA[{forged}]]></content:encoded></item>")
    polling.site.answers["paper.example/theirs"] = _page()
    polling.follow()
    assert polling.poll().report.new == 1
    (article,) = polling.store.changes(0, 10)
    assert "Twelve members voted for the plan" in article.text
    assert "Nobody" not in article.text


def test_an_entry_without_a_link_is_an_article_of_its_feed(polling: Polling) -> None:
    text = f"<description><![CDATA[{STORY}]]></description>"
    polling.site.answers["/feed"] = _feed(f"<item><guid>x</guid><title>A note</title>{text}</item>")
    polling.follow()
    assert polling.poll().report.new == 1
    (article,) = polling.store.changes(0, 9)
    assert (article.title, article.url) == ("A note", None)
    assert article.source.startswith(polling.site.url("/feed#"))


def test_of_two_entries_with_one_id_the_first_counts(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY), _item(1, text=STORY.replace("pier", "mole")))
    polling.follow()
    polling.poll()
    assert polling.poll(INTERVAL).report.changed == 0
    assert polling.store.last_change() == 1


def test_a_hostile_entry_puts_nothing_but_text_into_the_store(polling: Polling) -> None:
    hostile = (
        f"{STORY}<script>alert('x')</script><img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe>"
    )
    title = "&lt;b onclick=alert(1)&gt;The pier&lt;/b&gt;&lt;script&gt;alert(2)&lt;/script&gt;"
    polling.site.answers["/feed"] = _feed(_item(1, title=title, text=hostile))
    polling.follow()
    polling.poll()
    (article,) = polling.store.changes(0, 9)
    assert article.title == "The pier"
    assert "alert" not in article.text
    assert "<" not in article.text


# Pages that cannot be had


def test_a_page_that_fails_is_tried_again_and_the_feed_is_well(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1), _item(2), ETag='"7"')
    polling.site.answers["/story/1"] = Answer(status=500)
    polling.site.answers["/story/2"] = _page()
    polling.follow()
    report = polling.poll()
    assert (report.report.new, report.report.refused) == (1, ())
    assert (polling.health.state, polling.health.articles) == ("ok", 1)
    polling.site.answers["/story/1"] = _page(STORY.replace("pier", "mole"))
    assert polling.poll(INTERVAL).report.new == 1
    assert "If-None-Match" not in polling.site.asked[-2].headers  # or the entry would not have come again
    polling.poll(INTERVAL)
    assert polling.site.paths.count("/story/1") == 2


def test_a_page_that_fails_for_long_is_refused_with_the_reason(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.follow()
    reports = [polling.poll(INTERVAL * 2**number).report for number in range(MOST_TRIES + 2)]
    assert [len(report.refused) for report in reports] == [0] * (MOST_TRIES - 1) + [1, 0, 0]
    assert polling.site.paths.count("/story/1") == MOST_TRIES
    (refused,) = polling.store.refusals(Origin.FEED)
    assert (refused.source, refused.reason) == (polling.site.url("/story/1"), "is not there (404)")
    assert polling.health.state == "ok"
    polling.site.answers["/feed"] = _feed(_item(1, summary="It has been written anew."))
    polling.site.answers["/story/1"] = _page()
    assert polling.poll(LONGEST).report.new == 1
    assert polling.store.refusals(Origin.FEED) == []


def test_the_tries_of_a_page_become_rarer(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.follow()
    tried = []
    for _ in range(8):
        polling.poll()
        tried.append(polling.site.paths.count("/story/1"))
        polling.now += INTERVAL
    assert tried == [1, 2, 2, 3, 3, 3, 3, 4]


def test_a_page_that_came_has_all_its_tries_anew(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.follow()
    for number in range(MOST_TRIES - 1):
        polling.poll(INTERVAL * 2**number)
    polling.site.answers["/story/1"] = _page()
    assert polling.poll(LONGEST).report.new == 1
    polling.site.answers["/feed"] = _feed(_item(1, summary="It has been written anew."))
    polling.site.answers["/story/1"] = Answer(status=500)
    assert polling.poll(LONGEST).report.refused == ()
    assert polling.health.articles == 1


def test_a_refusal_is_dropped_though_the_page_is_found_elsewhere(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.site.answers["/story/1"] = Answer(status=410)
    polling.follow()
    polling.poll()
    assert len(polling.store.refusals(Origin.FEED)) == 1
    polling.site.redirect("/story/1", "/archive/1")
    polling.site.answers["/archive/1"] = _page()
    polling.site.answers["/feed"] = _feed(_item(1, summary="It has been written anew."))
    assert polling.poll(LONGEST).report.new == 1
    assert polling.store.refusals(Origin.FEED) == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=410), "is gone for good (410)"),
        (Answer(b"\x89PNG", headers={"Content-Type": "image/png"}), "it is image/png"),
        (Answer("<!doctype html><html><body><nav>Menu</nav></body></html>"), "no article"),
    ],
)
def test_what_no_later_try_mends_is_refused_at_once(polling: Polling, answer: Answer, reason: str) -> None:
    polling.site.answers["/feed"] = _feed(_item(1))
    polling.site.answers["/story/1"] = answer
    polling.follow()
    (refused,) = polling.poll().report.refused
    assert reason in refused.reason
    polling.poll(LONGEST)
    assert polling.site.paths.count("/story/1") == 1


def test_robots_txt_holds_for_the_pages_of_a_feed(polling: Polling) -> None:
    polling.site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /story/2\n")
    polling.site.answers["/feed"] = _feed(_item(1), _item(2))
    for number in (1, 2):
        polling.site.answers[f"/story/{number}"] = _page()
    polling.follow()
    report = polling.poll().report
    assert report.new == 1
    assert [refused.source for refused in report.refused] == [polling.site.url("/story/2")]
    assert "/story/2" not in polling.site.paths


def test_a_site_that_asks_to_wait_is_left_alone(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1), _item(2))
    polling.site.answers["/story/1"] = Answer(status=429, headers={"Retry-After": "7200"})
    polling.site.answers["/story/2"] = _page()
    polling.follow()
    polling.poll()
    assert "/story/2" not in polling.site.paths
    assert polling.wait == timedelta(hours=2)
    polling.site.answers["/story/1"] = _page(STORY.replace("pier", "mole"))
    assert polling.poll(timedelta(hours=2)).report.new == 2


def test_of_very_many_pages_some_are_for_the_next_poll(polling: Polling) -> None:
    count = MOST_PAGES + 2
    polling.site.answers["/feed"] = _feed(*(_item(number) for number in range(count)), ETag='"7"')
    for number in range(count):
        polling.site.answers[f"/story/{number}"] = _page(STORY.replace("pier", f"pier number {number}"))
    polling.follow()
    assert polling.poll().report.new == MOST_PAGES
    assert polling.wait == SOON
    assert polling.poll(SOON).report.new == 2
    assert polling.wait == INTERVAL


def test_a_host_gets_pauses_between_its_pages(polling: Polling, clock: Clock) -> None:
    polling.site.answers["/feed"] = _feed(_item(1), _item(2))
    for number in (1, 2):
        polling.site.answers[f"/story/{number}"] = _page()
    polling.follow()
    before = len(clock.slept)
    polling.poll()
    assert clock.slept[before:] == [1, 1, 1]


# How a feed fares


def _slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"<rss>")
    handler.rfile.read(1)  # until the reader has gone


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(status=404), "it is not there (404)"),
        (Answer(status=403), "it is not given out by its site (403)"),
        (Answer(status=500), "it cannot be had now, its site has a failure (500): try again later"),
        (Answer(status=429), "it gets too many requests (429): try again later"),
        (Answer(status=301, headers={"Location": "/feed"}), "it leads on to other addresses without end"),
        (Answer(status=302, headers={"Location": "http://10.0.0.1/"}), "it is not fetched, to be safe (10.0.0.1 is"),
        (Answer(gzip.compress(b" " * 20_000_000), headers={"Content-Encoding": "gzip"}), "it is over 10 MB"),
        (Answer(b" " * 60_000_000), "it is over 10 MB, which is the most that is read"),
        (Answer("<!doctype html><p>Welcome"), "it is no feed (RSS, Atom or JSON Feed)"),
        (Answer(b"\x00\x01\x02"), "it is no feed (RSS, Atom or JSON Feed)"),
        (Answer(b"x", headers={"Content-Encoding": "gzip"}), "it is damaged"),
        (_slow, "it did not arrive in time: try again later"),
    ],
    ids=["404", "403", "500", "429", "loop", "private", "bomb", "60 MB", "page", "binary", "damaged", "slow"],
)  # fmt: skip
def test_a_feed_that_fails_says_why_and_keeps_what_came(
    polling: Polling, names: Names, answer: Answer | Callable[[BaseHTTPRequestHandler], None], says: str
) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.follow()
    polling.poll()
    polling.site.answers["/feed"] = answer
    if answer is _slow:
        fetcher = Fetcher(seconds=0.3, resolve=names, allow_loopback=True)
        polling.web = Web(fetcher, polling.web.robots)
    polling.poll(INTERVAL)
    assert (polling.health.state, polling.health.articles) == ("failing", 1)
    assert polling.health.says.startswith(says)
    assert polling.wait == INTERVAL
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.web = Web(Fetcher(resolve=names, allow_loopback=True), polling.web.robots)
    polling.poll(INTERVAL)
    assert (polling.health.state, polling.health.says) == ("ok", "1 article")


def test_failures_in_a_row_make_the_polls_rarer(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    polling.site.answers["/feed"] = Answer(status=500)
    waits = []
    for _ in range(9):
        polling.poll()
        waits.append(polling.wait)
        polling.now += polling.wait
    assert waits == [min(INTERVAL * 2**failed, LONGEST) for failed in range(9)]
    assert polling.health.says.endswith("; 9 tries in a row failed")
    polling.site.answers["/feed"] = _feed()
    polling.poll()
    assert (polling.health.state, polling.wait) == ("ok", INTERVAL)


@pytest.mark.parametrize(("status", "asked", "wait"), [(429, "7200", 7200), (503, "7200", 7200), (429, "5", 900)])
def test_a_feed_that_asks_to_wait_is_left_alone(polling: Polling, status: int, asked: str, wait: int) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    polling.site.answers["/feed"] = Answer(status=status, headers={"Retry-After": asked})
    polling.poll()
    assert polling.wait == timedelta(seconds=wait)


def test_a_feed_that_is_gone_is_paused_and_told_once(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.follow()
    polling.poll()
    polling.site.answers["/feed"] = Answer(status=410)
    (paused,) = polling.poll(INTERVAL).paused
    assert (paused.url, paused.state, paused.articles) == (polling.site.url("/feed"), "paused", 1)
    assert paused.says == "it is gone for good (410). Look for its new address, or remove it"
    assert polling.health == paused
    assert polling.poll(LONGEST) == PollReport(0, polling.poll().report, ())
    again, _ = check_feeds(polling.store, polling.web, clock=polling.clock)
    assert (again.polled, again.paused) == (1, ())
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    _, (health,) = check_feeds(polling.store, polling.web, clock=polling.clock)
    assert health.state == "ok"
    assert polling.poll(INTERVAL).polled == 1


@pytest.mark.parametrize(
    ("channel", "headers", "wait"),
    [
        ("", {}, INTERVAL),
        ("<ttl>5</ttl>", {}, INTERVAL),
        ("<ttl>60</ttl>", {}, timedelta(hours=1)),
        ("", {"Cache_Control": "max-age=7200"}, timedelta(hours=2)),
        ("<ttl>60</ttl>", {"Cache_Control": "max-age=60"}, timedelta(hours=1)),
        ("<ttl>999999999</ttl>", {"Cache_Control": "max-age=999999999"}, LONGEST),
    ],
)
def test_a_feed_is_polled_as_often_as_it_wants(
    polling: Polling, channel: str, headers: dict[str, str], wait: timedelta
) -> None:
    polling.site.answers["/feed"] = _feed(channel=channel, ETag='"7"', **headers)
    polling.follow()
    polling.poll()
    assert polling.wait == wait
    assert polling.poll(wait - timedelta(seconds=1)).polled == 0
    polling.site.answers["/feed"] = Answer(status=304, headers=dict(polling.site.answers["/feed"].headers))  # type: ignore[union-attr]
    assert polling.poll(timedelta(seconds=1)).polled == 1
    assert polling.wait == wait


def test_a_feed_that_has_moved_is_followed_there(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.follow()
    polling.site.redirect("/feed", "/new", 301)
    polling.site.answers["/new"] = _feed(_item(1, text=STORY))
    polling.poll()
    assert polling.health.url == polling.site.url("/new")
    polling.poll(INTERVAL)
    assert polling.site.paths[-1] == "/new"
    assert polling.site.paths.count("/feed") == 2


def test_a_feed_that_is_elsewhere_for_now_stays_where_it_is(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    polling.site.redirect("/feed", "/now", 302)
    polling.site.answers["/now"] = _feed(_item(1, text=STORY))
    assert polling.poll().report.new == 1
    assert polling.health.url == polling.site.url("/feed")


def test_a_feed_does_not_move_to_what_is_none(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    polling.site.redirect("/feed", "/sale", 301)
    polling.site.answers["/sale"] = Answer("<!doctype html><p>This domain is for sale")
    polling.poll()
    assert (polling.health.url, polling.health.state) == (polling.site.url("/feed"), "failing")


def test_a_feed_that_moved_to_one_that_is_followed_is_paused(polling: Polling) -> None:
    for path in ("/feed", "/new"):
        polling.site.answers[path] = _feed()
        polling.follow(path)
    polling.site.redirect("/feed", "/new", 308)
    (paused,) = polling.poll().paused
    assert paused.url == polling.site.url("/feed")
    assert polling.site.url("/new") in paused.says


def test_a_feed_that_is_cut_off_gives_what_is_whole_and_says_so(polling: Polling) -> None:
    whole = _rss(_item(1, text=STORY), _item(2, text=STORY.replace("pier", "mole")))
    answer = Answer(whole[: whole.rindex("quay")], headers={"ETag": '"7"'})
    polling.site.answers["/feed"] = answer
    polling.follow()
    assert polling.poll().report.new == 1
    assert polling.health.says == "1 article; it ends too early: what is whole of it was taken"
    polling.site.answers["/feed"] = Answer(whole)
    assert polling.poll(INTERVAL).report.new == 1
    assert "If-None-Match" not in polling.site.asked[-1].headers
    assert polling.health.says == "2 articles"


def test_a_feed_in_the_wrong_encoding_is_read(polling: Polling) -> None:
    document = '<?xml version="1.0" encoding="windows-1252"?>' + _rss(_item(1, title="“Été à la mer”", text=STORY))
    headers = {"Content-Type": "application/rss+xml; charset=utf-8"}
    polling.site.answers["/feed"] = Answer(document.encode("windows-1252"), headers=headers)
    polling.follow()
    polling.poll()
    assert [article.title for article in polling.store.changes(0, 9)] == ["“Été à la mer”"]


def test_a_fault_in_reading_one_feed_keeps_none_of_the_others(
    polling: Polling, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("/broken", "/feed"):
        polling.site.answers[path] = _feed(_item(1, text=STORY))
        polling.follow(path)
    read = bot.corpus.feeds.parse_feed

    def faulty(data: bytes, charset: str | None, url: str) -> object:
        if url.endswith("/broken"):
            raise KeyError("a fault of the parser's")
        return read(data, charset, url)

    monkeypatch.setattr(bot.corpus.feeds, "parse_feed", faulty)
    assert polling.poll().report.new == 1
    states = {feed.url.rpartition("/")[2]: feed.state for feed in list_feeds(polling.store)}
    assert states == {"broken": "failing", "feed": "ok"}


# One poll at a time


def test_a_feed_that_another_process_polls_is_left_to_it(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.follow()
    (feed_id,) = polling.store.due_feeds(NOON)
    polling.store.claim_feed(feed_id, NOON, NOON + LEASE)
    assert polling.poll().polled == 0
    assert polling.poll(LEASE).polled == 1  # that one died


def test_a_poll_that_is_to_stop_leaves_the_rest_for_later(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(
        _item(1, text=STORY), _item(2, text=STORY.replace("pier", "mole")), ETag='"7"'
    )
    polling.follow()
    stops = iter([False, False, True, True])
    report = poll(polling.store, polling.web, clock=polling.clock, should_stop=lambda: next(stops))
    assert report.report.new == 1
    assert polling.poll(SOON).report.new == 1


# Which are followed


def test_a_feed_is_new_until_it_is_polled(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    added = polling.follow()
    assert (added.title, added.state, added.says) == ("The Harbour Post", "new", "not read yet")
    assert list_feeds(polling.store) == [added]


def test_a_page_leads_to_its_feed(polling: Polling) -> None:
    polling.site.answers["/"] = Answer('<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed">')
    polling.site.answers["/feed"] = _feed()
    assert polling.follow("/").url == polling.site.url("/feed")


def test_a_feed_that_has_moved_is_added_where_it_is(polling: Polling) -> None:
    polling.site.redirect("/feed", "/new", 301)
    polling.site.answers["/new"] = _feed()
    assert polling.follow().url == polling.site.url("/new")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("news.example/feed", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("http://10.0.0.1/feed", "is not fetched, to be safe"),
        ("http://nowhere.invalid/feed", "cannot be reached"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_the_reason(polling: Polling, url: str, why: str) -> None:
    with pytest.raises(FeedRefused) as refused:
        add_feed(url, polling.store, polling.web, now=NOON)
    assert why in str(refused.value.facts["why"])
    assert list_feeds(polling.store) == []


def test_a_page_without_a_feed_is_refused(polling: Polling) -> None:
    polling.site.answers["/"] = _page()
    with pytest.raises(FeedRefused) as refused:
        polling.follow("/")
    assert refused.value.facts["why"] == "is no feed (RSS, Atom or JSON Feed)"


def test_a_feed_is_followed_once(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    for spelling in ("/feed", "/feed/", "/feed#top"):
        polling.site.answers[spelling] = _feed()
        with pytest.raises(FeedRefused) as refused:
            polling.follow(spelling)
        assert refused.value.facts["why"] == "is followed already"


def test_adding_a_paused_feed_again_polls_it_again(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed()
    polling.follow()
    polling.site.answers["/feed"] = Answer(status=410)
    polling.poll()
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    assert polling.follow().state != "paused"
    assert polling.poll().report.new == 1


def test_a_feed_that_is_removed_leaves_its_articles(polling: Polling) -> None:
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    polling.follow()
    polling.poll()
    removed = remove_feed(polling.site.url("/feed/", "www.news.example"), polling.store)
    assert removed.title == "The Harbour Post"
    assert list_feeds(polling.store) == []
    assert polling.store.counts().articles == 1
    polling.follow()
    assert polling.poll().report.new == 0
    assert polling.health.articles == 1


def test_a_feed_that_is_not_followed_is_unknown(polling: Polling) -> None:
    for url in ("https://news.example/feed", "nonsense"):
        with pytest.raises(UnknownFeed):
            remove_feed(url, polling.store)
        with pytest.raises(UnknownFeed):
            check_feeds(polling.store, polling.web, clock=polling.clock, url=url)


def test_a_check_polls_a_feed_at_once(polling: Polling) -> None:
    for path in ("/feed", "/other"):
        polling.site.answers[path] = _feed()
        polling.follow(path)
    polling.poll()
    polling.site.answers["/feed"] = _feed(_item(1, text=STORY))
    report, (health,) = check_feeds(polling.store, polling.web, clock=polling.clock, url=polling.site.url("/feed"))
    assert (report.polled, report.report.new, health.articles) == (1, 1, 1)
