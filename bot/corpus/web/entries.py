"""What a feed document holds, whatever its format, and the rule by which a full text is told from a summary."""

import re
from datetime import date
from html import escape
from typing import NamedTuple

from bot.corpus.page import fold, unescape

MOST_ENTRIES = 500
"""Entries of one document that are taken, from its beginning, where the newest stand."""

_ENOUGH_AS_CONTENT = 500
_ENOUGH_AS_SUMMARY = 1500
_END = 160
_LONGEST_TITLE = 1000
# A cut: dots at the very end, also before WordPress' “The post … appeared first on …”; or an invitation to go on.
_DOTS = re.compile(r"(?:…|\.\.\.)[\s\]\)”\"»→>]*(?:$|the post\b|read\b|continue\b|more\b)", re.IGNORECASE)
_GO_ON = re.compile(
    r"\b(?:(?:read|continue|keep) (?:more|on|reading|the (?:rest|full|whole|entire))"
    r"|(?:full|whole|entire) (?:story|article|text))\b",
    re.IGNORECASE,
)


class FeedEntry(NamedTuple):
    """One entry. `published` is the day that the feed states, as it stands there; None where it states none.

    `id` is unique in its feed. `content` is HTML, and `is_full` says whether it is the whole text. `updated` is what
    the feed says of the last change, as it stands there.
    """

    id: str
    url: str | None
    title: str | None
    author: str | None
    published: date | None
    updated: str
    content: str
    is_full: bool


class ParsedFeed(NamedTuple):
    """A feed document. `is_cut_off`: it ends too early, and `entries` are those that are whole.

    `pause`: seconds for which the feed asks not to be polled again; 0 where it does not.
    """

    title: str | None
    entries: tuple[FeedEntry, ...]
    is_cut_off: bool
    pause: int


def is_full_text(content: str, *, stated_as_content: bool) -> bool:
    """Whether that is an article's whole text.

    It is where it is long enough and does not end like a cut. “Enough” is 500 characters without markup for what the
    format keeps for full texts (RSS' content:encoded, Atom's and JSON Feed's content), and 1500 for what it keeps for
    summaries. A full text that is taken for a summary costs a look at its page; the other way round, text is lost.
    """
    text = plain(content)
    end = text[-_END:]
    if _DOTS.search(end) or _GO_ON.search(end):
        return False
    return len(text) >= (_ENOUGH_AS_CONTENT if stated_as_content else _ENOUGH_AS_SUMMARY)


def plain(markup: str, between: str = " ") -> str:
    """A piece of HTML as one line of text, `between` what stands in different tags."""
    from lxml import etree, html

    if not markup.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser=parser)
    etree.strip_elements(tree, "script", "style", with_tail=False)
    return fold(between.join(tree.itertext()))


def plain_title(markup: str | None) -> str | None:
    """A title, which may be HTML, also where it was escaped twice; None where nothing is left."""
    return fold(unescape(plain((markup or "")[:_LONGEST_TITLE], ""))) or None


def as_html(text: str) -> str:
    """Plain text as HTML, its paragraphs as paragraphs."""
    paragraphs = (escape(part) for part in re.split(r"\n\s*\n", text) if part.strip())
    return "".join(f"<p>{part}</p>" for part in paragraphs)
