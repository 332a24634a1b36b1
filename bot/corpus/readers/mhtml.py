"""Saved web pages (MHTML): the page among its pictures and styles."""

from email.message import Message
from urllib.parse import urldefrag

from bot.corpus.page import Page, web_address
from bot.corpus.readers import html
from bot.corpus.readers.mime import header, own_parts, parse, text_of
from bot.errors import NoArticle


def read(data: bytes) -> Page:
    """Its address is what the page says itself, else where it was saved from. When it was saved is no date of its own.

    Raises NoArticle, NotText, Damaged, Unsafe.
    """
    message = parse(data)
    root = _root(message)
    if root is None:
        raise NoArticle
    page = html.read(text_of(root))
    places = (header(message, "Snapshot-Content-Location"), header(root, "Content-Location"))
    saved_from = next(filter(None, map(web_address, places)), None)
    return page.model_copy(
        update={
            "url": page.url or (urldefrag(saved_from).url if saved_from else None),
            "title": page.title or header(message, "Subject") or None,
        }
    )


def _root(message: Message) -> Message | None:
    """The part that the others belong to: the one that is named, else the first page. Frames are pages too."""
    pages = [part for part in own_parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    named = (part for part in pages if start and part.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)
