"""What the head of a web page links to: its own address, and its site's feed. Pure."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.corpus.web.addresses import is_same_site, join

_MOST_CHARACTERS = 200_000
_HEAD_END = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
)


def find_canonical(text: str, url: str) -> str | None:
    """The address that a page states as its own, in one spelling; None where it states none that can be it.

    It is one of the site that the page came from: a page cannot pass itself off as another site's article. And it is
    not the front page, which a badly set up site states for all its pages. `<link rel="canonical">`, else `og:url`.
    """
    head = _parse_head(text)
    base = _base(head, url)
    links = {join(base, href) for href in _links(head, "canonical")} or {
        join(base, meta.get("content", "")) for meta in head.iter("meta") if meta.get("property") == "og:url"
    }
    stated = links.pop() if len(links) == 1 else None  # where they contradict each other, none is believed
    if stated is None or not is_same_site(stated, url) or (_is_front(stated) and not _is_front(url)):
        return None
    return stated


def find_feed(text: str, url: str) -> str | None:
    """The address of the first feed that a page names; None where it names none."""
    head = _parse_head(text)
    base = _base(head, url)
    feeds = (join(base, href) for href in _links(head, "alternate", _FEED_TYPES))
    return next(filter(None, feeds), None)


def _parse_head(text: str) -> Any:
    """The tree of what stands before the body: no reader's comment can state anything there."""
    from lxml import html

    end = _HEAD_END.search(text)
    head = text[: end.start() if end else _MOST_CHARACTERS]
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    return html.document_fromstring(f"<html>{head}</html>".encode(), parser=parser)


def _base(head: Any, url: str) -> str:
    href = next((base.get("href") for base in head.iter("base") if base.get("href")), "")
    return join(url, href) or url


def _links(head: Any, rel: str, types: tuple[str, ...] = ()) -> Iterator[str]:
    for link in head.iter("link"):
        is_of_type = not types or (link.get("type") or "").partition(";")[0].strip().lower() in types
        if rel in (link.get("rel") or "").lower().split() and is_of_type and link.get("href"):
            yield link.get("href")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query
