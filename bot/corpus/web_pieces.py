"""What comes from the web as pieces for the pipeline: pages, and entries of feeds. Pure."""

import hashlib
from html import escape

from bot.corpus.piece import Piece, Stated
from bot.corpus.web.addresses import address_key, article_id
from bot.corpus.web.entries import FeedEntry, plain
from bot.corpus.web.pages import WebPage
from bot.store import Feed, Origin

_KEY = 32
_ID = 12
"""Hexadecimal digits."""


def entry_key(entry: FeedEntry) -> str:
    """A short name of an entry, unique in its feed: ids may be of any length."""
    return _hash(entry.id)


def fingerprint(entry: FeedEntry) -> str:
    """Of what a feed says of an entry, apart from its markup."""
    return _hash("\n".join((entry.title or "", entry.url or "", entry.updated, plain(entry.content))))


def source_of(feed: Feed, entry: FeedEntry) -> str:
    """Where an entry lies: at its address, or in the feed."""
    return entry.url or f"{feed.url}#{entry_key(entry)}"


def text_piece(feed: Feed, entry: FeedEntry) -> Piece:
    """The text that stands in the feed itself."""
    source = source_of(feed, entry)
    return Piece(
        id=article_id(entry.url) if entry.url else _hash(f"{feed.id} {entry.id}")[:_ID],
        origin=Origin.FEED,
        source=source,
        stamp="",
        name="entry.html",
        data=_as_page(entry),
        charset="utf-8",
        stated=_stated(feed, entry, entry.url),
        addresses=(address_key(entry.url),) if entry.url else (),
        by_address=entry.url is not None,
    )


def entry_piece(feed: Feed, entry: FeedEntry, page: WebPage) -> Piece:
    """The entry's page; what the feed says of it counts where the page does not say it."""
    return page_piece(page, Origin.FEED, _stated(feed, entry, page.url))


def page_piece(page: WebPage, origin: Origin, stated: Stated) -> Piece:
    """A page, whoever wanted it."""
    return Piece(
        id=article_id(page.url),
        origin=origin,
        source=page.url,
        stamp="",
        name=page.name,
        data=page.body,
        charset=page.charset,
        stated=stated,
        addresses=page.addresses,
        by_address=True,
        size=1,
    )


def _stated(feed: Feed, entry: FeedEntry, url: str | None) -> Stated:
    return Stated(entry.title, url, feed.title, entry.author, entry.published)


def _as_page(entry: FeedEntry) -> bytes:
    title = f"<title>{escape(entry.title)}</title>" if entry.title else ""
    page = f"<!doctype html><meta charset=utf-8>{title}<article>{entry.content}</article>"
    return page.encode("utf-8", "replace")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_KEY]
