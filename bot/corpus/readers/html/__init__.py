"""Web pages: the article is found among menus, teasers and notices."""

import re
from functools import cache
from typing import Any

from bot import wording
from bot.corpus.clean import clean
from bot.corpus.dates import parse_date
from bot.corpus.page import Line, Page, fold, web_address
from bot.corpus.readers.html.blocks import blocks_of
from bot.corpus.readers.html.fuller import take_fuller
from bot.corpus.readers.html.lines import lines_of
from bot.corpus.readers.html.linked_data import Stated, read_linked_data
from bot.corpus.readers.html.listing import find_teasers, is_listing, says_failure
from bot.corpus.readers.html.pruning import prune
from bot.corpus.readers.html.shape import reshape
from bot.corpus.readers.html.tree import parse
from bot.errors import NoArticle, Unsafe

_DATES = {"extensive_search": False, "original_date": True}  # only what the page states
_BODY = re.compile(r"<(?:body|html)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\w+\W+\w+.*[.!?…][”’\"')\]]*$|.{120,}")
_PRINTED = re.compile(
    r"(?:printer[- ]friendly(?: version)?|print(?: this)?(?: article| page)?)\s*[:|–—-]\s*", re.IGNORECASE
)


@cache
def _config() -> Any:
    """A short article is one too: without this, pages of less than 250 characters come as one lump."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return config


def read(text: str) -> Page:
    """Raises NoArticle where there is none; Unsafe for what no browser would show."""
    from trafilatura.metadata import extract_metadata

    root = parse(text if _BODY.search(text) else f"<html><body><article>{text}</article></body></html>")
    stated = read_linked_data(root)
    found = extract_metadata(root, date_config=dict(_DATES))
    title = _PRINTED.sub("", fold(found.title or "")) or None
    day = stated.published or (parse_date(found.date) if found.date else None)
    teasers = find_teasers(root)
    try:
        lines = _article(root, stated)
    except RecursionError as error:  # lists within lists, of which each takes several calls
        raise Unsafe(str(error), why=wording.READING["too_deep"]) from error
    says_article = day is not None or found.pagetype == "article"
    if says_failure(title, lines) or (not says_article and is_listing(teasers, lines)):
        raise NoArticle
    return Page(
        lines=tuple(lines),
        title=title,
        url=web_address(found.url),
        publisher=_publisher(found, stated),
        author=stated.author or _author(found.author),
        published=day,
    )


def read_fragment(text: str) -> list[Line]:
    """The lines of HTML that holds an article and nothing else, as feeds and exports have it.

    Raises NoArticle for an empty one, Unsafe.
    """
    root = parse(f"<html><body>{text}</body></html>")
    reshape(root)
    prune(root)
    return list(blocks_of(root))


def _article(root: Any, stated: Stated) -> list[Line]:
    """Raises NoArticle where nothing that was found is a sentence."""
    from trafilatura import bare_extraction

    reshape(root)
    prune(root)
    document: Any = bare_extraction(root, with_metadata=False, include_comments=False, config=_config())
    lines = take_fuller(list(lines_of(document.body)) if document is not None else [], stated.text)
    if not any(_SENTENCE.match(line.text) for line in clean(lines)):
        raise NoArticle
    return lines


def _publisher(found: Any, stated: Stated) -> str | None:
    """A site's name; the part of an address that trafilatura takes for one counts where there is no better one."""
    name = fold(found.sitename or "")
    return stated.publisher if stated.publisher and (not name or name == found.hostname) else name or None


def _author(names: str | None) -> str | None:
    return fold(names.replace("; ", ", ")) or None if names else None
