"""Feeds of every format, whole, cut off, broken or hostile."""

import json
from datetime import date

import pytest

from bot import wording
from bot.corpus.web.entries import MOST_ENTRIES, FeedEntry, ParsedFeed, is_full_text
from bot.corpus.web.feed import is_feed, parse_feed
from bot.errors import FeedElsewhere, NotFeed, Unsafe

URL = "https://news.example/blog/feed.xml"
LONG = "<p>" + "The harbour opens in spring, the council said on Monday. " * 12 + "</p>"
SHORT = "The harbour opens in spring."
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def _rss(items: str, channel: str = "<title>The Harbour Post</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {NAMES}><channel>{channel}{items}</channel></rss>'


def _atom(entries: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title>{entries}</feed>'


def _json(*items: object, version: str = "https://jsonfeed.org/version/1.1") -> str:
    return json.dumps({"version": version, "title": "The Harbour Post", "items": items})


def _parse(document: str | bytes, charset: str | None = None) -> ParsedFeed:
    return parse_feed(document.encode() if isinstance(document, str) else document, charset, URL)


def _only(document: str) -> FeedEntry:
    (entry,) = _parse(document).entries
    return entry


RDF = (
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMES}>'
    "<channel><title>The Harbour Post</title><items><rdf:Seq/></items></channel>"
    '<item rdf:about="https://news.example/1"><title>The harbour</title><link>https://news.example/1</link>'
    f"<dc:creator>Jo Berg</dc:creator><dc:date>2025-03-15T23:30:00-08:00</dc:date><description>{SHORT}</description>"
    "</item></rdf:RDF>"
)
ONE_ENTRY = {
    "RSS 2.0": _rss(
        "<item><guid isPermaLink='false'>7</guid><title>The harbour</title><link>https://news.example/1</link>"
        f"<author>jo@news.example (Jo Berg)</author><pubDate>Sat, 15 Mar 2025 23:30:00 -0800</pubDate>"
        f"<description>{SHORT}</description></item>"
    ).replace("<author>jo@news.example (Jo Berg)</author>", "<dc:creator>Jo Berg</dc:creator>"),
    "RSS 0.91": '<rss version="0.91"><channel><title>The Harbour Post</title><item><title>The harbour</title>'
    f"<link>https://news.example/1</link><description>{SHORT}</description></item></channel></rss>",
    "RSS 1.0": RDF,
    "Atom": _atom(
        "<entry><id>tag:news.example,2025:1</id><title>The harbour</title><link href='https://news.example/1'/>"
        "<author><name>Jo Berg</name></author><published>2025-03-15T23:30:00-08:00</published>"
        f"<updated>2025-03-16T09:00:00Z</updated><summary>{SHORT}</summary></entry>"
    ),
    "JSON Feed": _json(
        {"id": "7", "url": "https://news.example/1", "title": "The harbour", "summary": SHORT,
         "date_published": "2025-03-15T23:30:00-08:00", "authors": [{"name": "Jo Berg"}]}
    ),
    "JSON Feed 1.0": _json(
        {"id": 7, "url": "https://news.example/1", "title": "The harbour", "summary": SHORT,
         "date_published": "2025-03-15T23:30:00-08:00", "author": {"name": "Jo Berg"}},
        version="https://jsonfeed.org/version/1"
    ),
}  # fmt: skip


@pytest.mark.parametrize("document", ONE_ENTRY.values(), ids=ONE_ENTRY)
def test_every_format_is_read(document: str) -> None:
    feed = _parse(document)
    assert (feed.title, feed.is_cut_off, feed.pause) == ("The Harbour Post", False, 0)
    (entry,) = feed.entries
    assert (entry.title, entry.url, entry.is_full) == ("The harbour", "https://news.example/1", False)
    assert SHORT in entry.content
    assert entry.id
    if "0.91" not in document:
        assert (entry.author, entry.published) == ("Jo Berg", date(2025, 3, 15))


# Dates: the day as the feed states it


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sat, 15 Mar 2025 00:10:00 +1300", date(2025, 3, 15)),
        ("15 March 2025", date(2025, 3, 15)),
        ("2025-03-15", date(2025, 3, 15)),
        ("03/04/2025", None),
        ("yesterday", None),
        ("", None),
        ("9" * 1_000_000, None),
    ],
)
def test_a_date_is_the_stated_day_or_none(written: str, day: date | None) -> None:
    assert _only(_rss(f"<item><title>a</title><pubDate>{written}</pubDate></item>")).published == day


def test_the_last_change_of_an_atom_entry_is_not_its_day_of_publication() -> None:
    entry = _only(_atom("<entry><id>1</id><title>a</title><updated>2025-03-16T09:00:00Z</updated></entry>"))
    assert (entry.published, entry.updated) == (None, "2025-03-16T09:00:00Z")


# Links


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/1?a=1&amp;b=2</link>", "https://news.example/1?a=1&b=2"),
        ("<link>2.html</link>", "https://news.example/blog/2.html"),
        ("<link> https://news.example/1?utm_source=rss </link>", "https://news.example/1"),
        ("<guid>https://news.example/g</guid>", "https://news.example/g"),
        ("<guid>7</guid>", None),
        ("<guid>/7</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>mailto:jo@news.example</link>", None),
        ("<link>ftp://news.example/a</link>", None),
        ("<link></link>", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(item: str, url: str | None) -> None:
    assert _only(_rss(f"<item><title>a</title>{item}</item>")).url == url


def test_relative_links_of_atom_follow_its_base() -> None:
    feed = _atom("<entry><id>1</id><link rel='enclosure' href='x.mp3'/><link href='story'/></entry>")
    assert _only(feed).url == "https://news.example/blog/story"
    based = feed.replace("<feed ", '<feed xml:base="https://b.example/x/" ')
    assert _only(based).url == "https://b.example/x/story"


def test_relative_links_of_json_are_resolved() -> None:
    assert _only(_json({"id": "1", "url": "story"})).url == "https://news.example/blog/story"
    assert _only(_json({"id": "1", "external_url": "https://b.example/"})).url == "https://b.example/"


def test_an_entry_without_an_id_has_one_of_its_own() -> None:
    feed = _parse(_rss("<item><title>a</title></item><item><title>b</title></item>"))
    again = _parse(_rss("<item><title>b</title></item><item><title>a</title></item>"))
    assert len({entry.id for entry in feed.entries}) == 2
    assert {entry.id for entry in feed.entries} == {entry.id for entry in again.entries}


# Titles


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("<![CDATA[Fish & <b>chips</b>]]>", "Fish & chips"),
        ("  Fish\n and   chips ", "Fish and chips"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Fish", "Fish"),
        ("H&lt;sub&gt;2&lt;/sub&gt;O", "H2O"),
        ("", None),
        ("&amp;" + "amp;" * 200_000 + " x", None),
    ],
)
def test_titles_are_text(written: str, title: str | None) -> None:
    found = _only(_rss(f"<item><guid>1</guid><title>{written}</title></item>")).title
    if "amp;amp;amp;" in written:
        assert found is not None
        assert len(found) < 1000
    else:
        assert found == title


# Full text or summary


@pytest.mark.parametrize(
    ("item", "is_full"),
    [
        (f"<content:encoded><![CDATA[{LONG}]]></content:encoded>", True),
        (f"<description>{SHORT}</description><content:encoded><![CDATA[{LONG}]]></content:encoded>", True),
        (f"<description><![CDATA[{LONG}]]></description>", False),
        (f"<description><![CDATA[{LONG * 3}]]></description>", True),
        (f"<description><![CDATA[{LONG * 3}Read more]]></description>", False),
        (f"<content:encoded><![CDATA[{LONG}<p>The story goes on…</p>]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{LONG}[...]]]></content:encoded>", False),
        (f"<content:encoded><![CDATA[{LONG}]]>[&amp;#8230;] The post A appeared first on B.</content:encoded>", False),
        (f"<content:encoded><![CDATA[{LONG}<a href='/1'>Continue reading <b>A</b></a>]]></content:encoded>", False),
        (f"<content:encoded>{SHORT}</content:encoded>", False),
        (f"<content:encoded><![CDATA[<script>{'x ' * 2000}</script>]]></content:encoded>", False),
        ("", False),
    ],
)  # fmt: skip
def test_full_text_is_told_from_a_summary(item: str, is_full: bool) -> None:
    assert _only(_rss(f"<item><title>a</title>{item}</item>")).is_full is is_full


def test_full_text_in_atom_and_json() -> None:
    escaped = LONG.replace("<", "&lt;")
    plain = LONG.removeprefix("<p>").removesuffix("</p>")
    assert _only(_atom(f"<entry><id>1</id><content type='html'>{escaped}</content></entry>")).is_full
    xhtml = f"<div xmlns='http://www.w3.org/1999/xhtml'>{LONG}</div>"
    assert _only(_atom(f"<entry><id>1</id><content type='xhtml'>{xhtml}</content></entry>")).is_full
    text = _only(_atom(f"<entry><id>1</id><content>{plain} 1 &lt; 2</content></entry>"))
    assert text.is_full
    assert "1 &lt; 2</p>" in text.content
    assert _only(_json({"id": "1", "content_html": LONG, "summary": SHORT})).is_full
    assert _only(_json({"id": "1", "content_text": plain})).content.startswith("<p>The harbour")


def test_the_rule_counts_text_and_not_markup() -> None:
    assert not is_full_text("<p class='" + "x" * 2000 + "'>Short.</p>", stated_as_content=True)
    assert is_full_text("word " * 101, stated_as_content=True)
    assert not is_full_text("word " * 101, stated_as_content=False)


def test_what_is_no_text_is_no_content() -> None:
    entry = _only(_atom("<entry><id>1</id><content type='image/png'>iVBORw0KGgo=</content></entry>"))
    assert entry.content == ""


# How often


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("<ttl>30</ttl>", 1800),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        ("<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21600),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3600),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", 0),
    ],
)
def test_a_feed_says_how_often_it_is_to_be_polled(channel: str, seconds: int) -> None:
    assert _parse(_rss("", channel)).pause == seconds


# Cut off


@pytest.mark.parametrize("format_name", ["RSS 2.0", "RSS 1.0", "Atom"])
def test_of_a_feed_that_is_cut_off_the_whole_entries_are_taken(format_name: str) -> None:
    """At every byte: never a part of an entry, and it is said."""
    document = ONE_ENTRY[format_name]
    end = max(document.rfind("</item>") + 7, document.rfind("</entry>") + 8)
    closing = max(document.rfind("</rss"), document.rfind("</feed"), document.rfind("</rdf:RDF"))
    whole = _parse(document).entries
    for cut in range(len('<?xml version="1.0"?><rss '), closing + 5):
        feed = _parse(document[:cut])
        assert feed.is_cut_off
        assert feed.entries == (whole if cut >= end else ())


def test_entries_before_the_cut_one_are_taken() -> None:
    items = "".join(f"<item><guid>{n}</guid><title>Story {n}</title></item>" for n in range(5))
    feed = _parse(_rss(items)[:-60])
    assert [entry.title for entry in feed.entries] == ["Story 0", "Story 1", "Story 2", "Story 3"]
    assert feed.title == "The Harbour Post"


def test_a_json_feed_that_is_cut_off() -> None:
    document = _json({"id": "1", "title": "One"}, {"id": "2", "title": "Two"}, {"id": "3", "title": "Three"})
    feed = _parse(document[:-12])
    assert feed.is_cut_off
    assert [entry.title for entry in feed.entries] == ["One", "Two"]


# Broken


@pytest.mark.parametrize(
    "item",
    [
        "<title>Fish & chips</title>",
        "<title>Fish &amp; chips</title><description>one&nbsp;two &eacute; &nonsense;</description>",
        "<title>Fish &amp; chips</title><description>one<br>two<hr></description>",
        "<title>Fish &amp; chips</title><media:thumbnail url='x'/>",
        "<title>Fish &amp; chips</title>\x01\x02",
        "<title>Fish &amp; chips</title><description a='1' a='2'>one</description>",
    ],
)
def test_mistakes_in_the_xml_are_mended(item: str) -> None:
    feed = _parse(_rss(f"<item>{item}<link>https://news.example/1</link></item><item><title>Next</title></item>"))
    assert [entry.title for entry in feed.entries] == ["Fish & chips", "Next"]
    assert feed.entries[0].url == "https://news.example/1"
    assert not feed.is_cut_off


def test_what_follows_the_end_does_not_matter() -> None:
    assert _parse(_rss("<item><title>a</title></item>") + "\n<!-- cached --> junk").entries[0].title == "a"


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("windows-1252", "windows-1252", "utf-8"),
        ("windows-1252", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-16", "utf-16", None),
        ("windows-1251", "windows-1251", None),
    ],
)
def test_the_bytes_have_the_last_word_on_the_encoding(encoding: str, declared: str, charset: str | None) -> None:
    title = "Гавань открыта" if encoding == "windows-1251" else "“Été à la mer” — l’article"
    document = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title></item></channel></rss>'
    )
    assert _parse(document.encode(encoding), charset).entries[0].title == title


# No feed


@pytest.mark.parametrize(
    "document",
    ["", "words", "<html><p>A page", "<sitemap/>", "{}", '{"items": []}', "[1]", "{", '{"version": 1, "items": []}',
     '{"version": "https://example.org/", "items": []}', b"\x89PNG\x00\x00", '{"a":' * 100_000],
)  # fmt: skip
def test_what_is_no_feed_is_said_to_be_none(document: str | bytes) -> None:
    with pytest.raises(NotFeed) as refused:
        _parse(document)
    assert wording.of_error(refused.value) == "is no feed (RSS, Atom or JSON Feed)"


def test_a_page_that_names_its_feed_leads_there() -> None:
    page = '<!doctype html><head><link rel="alternate" type="application/atom+xml" href="../atom.xml"></head>'
    with pytest.raises(FeedElsewhere) as refused:
        _parse(page)
    assert refused.value.feed == "https://news.example/atom.xml"
    assert "https://news.example/atom.xml" in wording.of_error(refused.value)


def test_an_item_of_json_that_is_none_is_left_out() -> None:
    feed = _parse(_json(7, None, {"title": "no id"}, {"id": True}, {"id": 2, "title": "Two", "tags": 7, "author": []}))
    assert [entry.id for entry in feed.entries] == []
    assert _only(_json(7, {"id": 2, "title": ["x"], "authors": [{"url": "x"}, {"name": "Jo"}]})).author == "Jo"


def test_a_feed_is_told_by_its_beginning() -> None:
    assert is_feed(_rss("").encode()[:60], None)
    assert not is_feed(b"<!doctype html><rss>", None) or is_feed(b"<rss>", None)
    assert not is_feed(b"<html><feed>", None)
    assert not is_feed(b"\x00\x01", None)


# Hostile


def test_entities_of_a_feeds_own_stay_as_they_are_written(tmp_path: object) -> None:
    document = (
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
        '<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY net SYSTEM "http://127.0.0.1:9/x">]>'
        "<rss><channel><title>&c;</title><item><title>&file;&net;</title><description>&c;</description></item></channel></rss>"
    )
    feed = _parse(document)
    assert (feed.title, feed.entries[0].title) == ("&c;", "&file;&net;")


def test_a_quadratic_bomb_is_none() -> None:
    entity = "x" * 100_000
    document = f'<!DOCTYPE rss [<!ENTITY a "{entity}">]><rss><channel><item><description>{"&a;" * 10_000}'
    (entry,) = _parse(document + "</description></item></channel></rss>").entries
    assert len(entry.content) < 100_000


@pytest.mark.parametrize(
    "content",
    [
        "<a>" * 100_000,
        "<a>" * 100_000 + "</a>" * 100_000,
        "<a " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>",
        "<a/>" * 400_000,
    ],
    ids=["unclosed", "deep", "attributes", "many"],
)
def test_a_document_past_all_measure_is_refused(content: str) -> None:
    with pytest.raises(Unsafe):
        _parse(_rss(f"<item><title>a</title><description>{content}</description></item>"))


def test_a_name_without_end_is_cut() -> None:
    author = _only(_rss(f"<item><guid>1</guid><author>{'a@' * 50_000}</author></item>")).author
    assert author is not None
    assert len(author) <= 1000


@pytest.mark.parametrize("document", ["<rss", "<feed ", "<rss>", "<rdf:RDF xmlns"])
def test_a_feed_of_which_only_the_beginning_came_has_no_entries(document: str) -> None:
    feed = _parse(document)
    assert (feed.entries, feed.is_cut_off) == ((), True)


def test_of_very_many_entries_the_first_are_taken() -> None:
    items = "".join(f"<item><guid>{n}</guid></item>" for n in range(MOST_ENTRIES + 10))
    feed = _parse(_rss(items))
    assert [entry.id for entry in feed.entries] == [str(n) for n in range(MOST_ENTRIES)]
    assert not feed.is_cut_off
    many = _json(*({"id": n} for n in range(MOST_ENTRIES + 10)))
    assert len(_parse(many).entries) == MOST_ENTRIES
