"""A page is known under every address that it has, and passes itself off as nobody else's."""

import pytest

from bot import wording
from bot.corpus.decode import decode
from bot.corpus.web.addresses import address_key
from bot.corpus.web.fetch import Fetcher
from bot.corpus.web.links import find_canonical, find_feed
from bot.corpus.web.pages import fetch_page
from bot.corpus.web.robots import Robots
from bot.errors import Disallowed, FeedNotPage, NotText, PageGone
from tests.corpus.web.site import Answer, Site

STORY = "<p>The harbour opens in spring, the council said on Monday after a long debate.</p>"
URL = "https://news.example/2025/story?page=2"


def _page(head: str = "", body: str = STORY) -> str:
    return (
        f"<!doctype html><html><head><title>A story</title>{head}</head><body><article>{body}</article></body></html>"
    )


def _canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (_canonical("https://news.example/2025/story"), "https://news.example/2025/story"),
        (_canonical("/2025/story"), "https://news.example/2025/story"),
        (_canonical("https://www.news.example/2025/story?utm_source=x"), "https://www.news.example/2025/story"),
        ('<LINK HREF="/a" REL="shortlink Canonical">', "https://news.example/a"),
        ('<meta property="og:url" content="/2025/story">', "https://news.example/2025/story"),
        (_canonical("/a") + '<meta property="og:url" content="/b">', "https://news.example/a"),
        (_canonical("/a") + _canonical("https://news.example/a"), "https://news.example/a"),
        ('<base href="https://news.example/2024/">' + _canonical("story"), "https://news.example/2024/story"),
    ],
)
def test_the_address_that_a_page_states_is_found(head: str, found: str) -> None:
    assert find_canonical(_page(head), URL) == found


@pytest.mark.parametrize(
    "head",
    [
        "",
        _canonical(""),
        _canonical("https://other.example/2025/story"),
        _canonical("//other.example/2025/story"),
        _canonical("https://ann.news.example/2025/story"),
        _canonical("https://news.example:8443/2025/story"),
        _canonical("https://news.example@other.example/"),
        '<base href="https://other.example/">' + _canonical("/2025/story"),
        '<meta property="og:url" content="https://other.example/story">',
        _canonical("javascript:alert(1)"),
        _canonical("file:///etc/passwd"),
        _canonical("/a") + _canonical("/b"),
        _canonical("https://news.example/"),
        f"<!-- {_canonical('/a')} -->",
        '<link rel="alternate" href="/a">',
    ],
)
def test_what_cannot_be_its_address_is_not_believed(head: str) -> None:
    """Another site's, another subdomain's, the front page's, or two that contradict each other."""
    assert find_canonical(_page(head), URL) is None


def test_a_reader_states_nothing_in_a_comment() -> None:
    assert find_canonical(_page(body=STORY + _canonical("/a")), URL) is None


@pytest.mark.parametrize("text", ["", "no page", "<", "<html", "\0" * 50, "<head>" * 5000])
def test_broken_pages_state_nothing(text: str) -> None:
    assert find_canonical(text, URL) is None
    assert find_feed(text, URL) is None


def test_the_front_page_may_be_itself() -> None:
    head = _canonical("https://news.example/")
    assert find_canonical(_page(head), "https://www.news.example/") == "https://news.example/"


def test_a_page_names_its_feed() -> None:
    head = (
        '<link rel="alternate" hreflang="de" href="/de">'
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/feed">'
        '<link rel="alternate" type="application/atom+xml" href="/atom">'
    )
    assert find_feed(_page(head), URL) == "https://news.example/feed"


def test_a_page_comes_with_all_its_addresses(fetcher: Fetcher, robots: Robots, site: Site) -> None:
    site.redirect("/short", "/2025/story?page=1&utm_source=mail")
    head = _canonical(site.url("/2025/story", "www.news.example"))
    site.answers["/2025/story?page=1&utm_source=mail"] = Answer(
        _page(head), headers={"Content-Type": "text/html; charset=utf-8"}
    )
    page = fetch_page(fetcher, robots, site.url("/short#top"))
    assert page.url == site.url("/2025/story", "www.news.example")
    assert page.addresses == tuple(
        address_key(site.url(path)) for path in ("/2025/story", "/2025/story?page=1", "/short")
    )
    assert (page.name, page.charset) == ("page.html", "utf-8")


def test_two_addresses_of_one_page_share_a_key(fetcher: Fetcher, robots: Robots, site: Site) -> None:
    for path in ("/story", "/story?print=1"):
        site.answers[path] = Answer(_page(_canonical("/story")))
    one, other = (fetch_page(fetcher, robots, site.url(path)) for path in ("/story", "/story?print=1"))
    assert one.url == other.url
    assert set(one.addresses) & set(other.addresses)


def test_a_page_that_claims_to_be_another_sites_is_itself(fetcher: Fetcher, robots: Robots, site: Site) -> None:
    site.answers["/story"] = Answer(_page(_canonical(site.url("/story", "other.example"))))
    page = fetch_page(fetcher, robots, site.url("/story"))
    assert page.url == site.url("/story")
    assert page.addresses == (address_key(site.url("/story")),)


def test_what_robots_txt_forbids_is_not_fetched(fetcher: Fetcher, robots: Robots, site: Site) -> None:
    site.answers["/robots.txt"] = Answer("User-agent: *\nDisallow: /private")
    site.answers["/private/story"] = Answer(_page())
    with pytest.raises(Disallowed):
        fetch_page(fetcher, robots, site.url("/private/story"))
    assert site.paths == []


def test_a_page_that_is_gone_is_said(fetcher: Fetcher, robots: Robots, site: Site) -> None:
    site.answers["/story"] = Answer(status=410)
    with pytest.raises(PageGone):
        fetch_page(fetcher, robots, site.url("/story"))


@pytest.mark.parametrize(
    ("media_type", "path", "body", "name"),
    [
        ("text/html", "/a", _page(), "page.html"),
        ("application/xhtml+xml", "/a", _page(), "page.html"),
        ("application/xml", "/a", _page(), "page.html"),
        ("text/xml; charset=utf-8", "/a", '<?xml version="1.0"?>' + _page(), "page.html"),
        ("", "/a", _page(), "page.html"),
        ("application/octet-stream", "/a.txt", "The harbour opens.", "page.txt"),
        ("text/plain", "/a", "The harbour opens.", "page.txt"),
        ("text/markdown", "/a", "# The harbour", "page.md"),
        ("application/pdf", "/a", b"%PDF-1.7", "page.pdf"),
    ],
)
def test_how_a_page_is_read_is_told_by_what_its_site_says(
    fetcher: Fetcher, robots: Robots, site: Site, media_type: str, path: str, body: str | bytes, name: str
) -> None:
    site.answers[path] = Answer(body, headers={"Content-Type": media_type})
    assert fetch_page(fetcher, robots, site.url(path)).name == name


@pytest.mark.parametrize(
    ("media_type", "path", "body", "kind"),
    [
        ("application/zip", "/a.zip", b"PK\x03\x04", "application/zip"),
        ("application/xml", "/a.xml", "<sitemap/>", "application/xml"),
        ("application/octet-stream", "/a", b"\x00\x01\x02", "application/octet-stream"),
        ("", "/a", "words", "data"),
        ("text/css", "/a.css", "a {}", "text/css"),
    ],
)
def test_what_is_no_article_is_refused(
    fetcher: Fetcher, robots: Robots, site: Site, media_type: str, path: str, body: str | bytes, kind: str
) -> None:
    site.answers[path] = Answer(body, headers={"Content-Type": media_type})
    with pytest.raises(NotText) as refused:
        fetch_page(fetcher, robots, site.url(path))
    assert f"it is {kind}" in wording.of_error(refused.value)


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml", "text/plain"])
def test_a_feed_is_said_to_be_one(fetcher: Fetcher, robots: Robots, site: Site, media_type: str) -> None:
    site.answers["/feed"] = Answer("<?xml version='1.0'?><rss></rss>", headers={"Content-Type": media_type})
    with pytest.raises(FeedNotPage, match="feed"):
        fetch_page(fetcher, robots, site.url("/feed"))


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("text/html; charset=utf-8", "windows-1252"), ("text/html; charset=ascii", "utf-8"),
     ("text/html", "utf-16"), ("text/html; charset=klingon", "utf-8")],
)  # fmt: skip
def test_a_wrong_encoding_in_the_head_does_no_harm(
    fetcher: Fetcher, robots: Robots, site: Site, stated: str, encoding: str
) -> None:
    body = "<p>“Žofie’s café opens in spring,” the council said on Monday after a long debate — twice.</p>" * 3
    head = _canonical("/caf%C3%A9")
    site.answers["/a"] = Answer(_page(head, body).encode(encoding), headers={"Content-Type": stated})
    page = fetch_page(fetcher, robots, site.url("/a"))
    assert page.url == site.url("/caf%C3%A9")
    assert "“Žofie’s café opens" in decode(page.body, page.charset)
