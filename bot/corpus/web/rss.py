"""RSS 2.0, 1.0 and 0.9x, and Atom. Pure: no entities but HTML's, nothing is fetched."""

import hashlib
import io
import re
from itertools import islice
from typing import Any

from bot.corpus.dates import parse_date
from bot.corpus.page import fold
from bot.corpus.web.addresses import join
from bot.corpus.web.entries import MOST_ENTRIES, FeedEntry, ParsedFeed, as_html, is_full_text, plain_title
from bot.corpus.web.soundness import make_sound

_FIRST_TAG = re.compile(r"<([A-Za-z_][\w.:-]*)")
_ROOTS = ("rss", "rdf", "feed")
_ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>]|$)", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_TEXT_TYPES = ("text/plain", "text/html", "application/xhtml+xml")
_MINUTE = 60
_LONGEST_DATE = 100
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def root_of(text: str) -> re.Match[str] | None:
    """The start of a feed's root element, with its name; None where the text is none of these formats."""
    first = _FIRST_TAG.search(text)
    return first if first and first[1].rpartition(":")[2].lower() in _ROOTS else None


def parse_xml(text: str, root: re.Match[str], url: str) -> ParsedFeed:
    """The feed in a text; `root` as `root_of` finds it. `url`: where it came from.

    What stands before the root is left out: with the document type go entities of the feed's own, which could grow
    without end or point to files.
    Raises Unsafe for a document that would keep the parser busy for minutes.
    """
    import feedparser

    document, is_cut_off = _whole_entries(text[root.start() :], root[1])
    parsed = feedparser.parse(
        io.BytesIO(make_sound(document)),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # only text is taken from it in the end
        resolve_relative_uris=False,
    )
    is_atom = parsed.get("version", "").startswith("atom")
    entries = tuple(_entry(entry, url, is_atom=is_atom) for entry in parsed.entries)
    return ParsedFeed(plain_title(parsed.feed.get("title")), entries, is_cut_off, _pause(parsed.feed))


def _whole_entries(document: str, root: str) -> tuple[str, bool]:
    """The document up to the end of its last whole entry, and whether it is cut off there.

    Of very many entries the first are taken.
    """
    starts = [start.start() for start in islice(_ENTRY.finditer(document), MOST_ENTRIES + 1)]
    if len(starts) > MOST_ENTRIES:
        return document[: starts[-1]], False
    last = starts[-1] if starts else 0
    end = _ENTRY_END.search(document, last)
    if document.find(f"</{root}", end.end() if end else last) >= 0:
        return document, False
    return document[: end.end() if end else last or None], True


def _entry(entry: Any, url: str, *, is_atom: bool) -> FeedEntry:
    content, is_full = _content(entry)
    link = _link(entry, url)
    title = plain_title(entry.get("title"))
    updated = entry["updated"] if "updated" in entry else ""  # noqa: SIM401 - get() answers with another date
    # RSS 1.0 has no other date; in Atom, that of the last change says nothing about the first day.
    day = entry.get("published") or ("" if is_atom else updated)
    return FeedEntry(
        id=entry.get("id") or link or _hash(title, content),
        url=link,
        title=title,
        author=_author(entry),
        published=parse_date(day[:_LONGEST_DATE]),
        updated=updated,
        content=content,
        is_full=is_full,
    )


def _link(entry: Any, url: str) -> str | None:
    """Where the entry leads to. An id stands for a link only where it is a whole address itself."""
    link = entry.get("link") or ""
    if "links" not in entry and not link.lower().startswith(("http://", "https://")):
        return None
    return join(url, link) if link else None


def _author(entry: Any) -> str | None:
    """The names of the people; “jo@news.example (Jo Berg)” is one too."""
    names = [fold(person.get("name") or "") for person in entry.get("authors", ())]
    return ", ".join(dict.fromkeys(filter(None, names))) or fold(entry.get("author") or "") or None


def _content(entry: Any) -> tuple[str, bool]:
    """The longest that the entry has, and whether it is the full text."""
    contents = [_markup(part) for part in entry.get("content", ()) if part.get("type") in _TEXT_TYPES]
    content = max(contents, key=len, default="")
    summary = _markup(entry.get("summary_detail") or {"value": entry.get("summary") or ""})
    if is_full_text(content, stated_as_content=True):
        return content, True
    longer = max(content, summary, key=len)
    return longer, is_full_text(longer, stated_as_content=False)


def _markup(part: Any) -> str:
    value: str = part.get("value") or ""
    return as_html(value) if part.get("type") == "text/plain" else value


def _pause(feed: Any) -> int:
    """As RSS' <ttl> has it, in minutes, or the syndication module's period and frequency."""
    ttl = str(feed.get("ttl", "")).strip()
    if ttl.isdecimal() and ttl.isascii():
        return int(ttl[:9]) * _MINUTE
    frequency = str(feed.get("sy_updatefrequency", "")).strip()
    times = int(frequency[:9]) if frequency.isdecimal() and frequency.isascii() else 1
    return _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0) // max(times, 1)


def _hash(*parts: str | None) -> str:
    return hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()
