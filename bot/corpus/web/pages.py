"""One web page by its address: fetched as its site allows, and known under every address that it has."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from bot import wording
from bot.corpus.decode import decode
from bot.corpus.readers import is_readable
from bot.corpus.readers.kinds import ending_of
from bot.corpus.web.addresses import address_key, normalize
from bot.corpus.web.feed import is_feed
from bot.corpus.web.fetch import Fetched, Fetcher
from bot.corpus.web.links import find_canonical
from bot.corpus.web.robots import Robots
from bot.errors import FeedNotPage, NotText

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml")
"""Media types under which a site may send anything."""
_HEAD_BYTES = 200_000
_IS_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class WebPage(NamedTuple):
    """A page as it came. `name` says by its ending how it is read; `charset` is what the site says of its encoding.

    `url` is where the page says that it is, if that is on the same site, else where it came from. `addresses`: the
    keys of the address asked for, of that where it came from, and of `url`.
    """

    body: bytes
    charset: str | None
    name: str
    url: str
    addresses: tuple[str, ...]


def fetch_page(fetcher: Fetcher, robots: Robots, url: str) -> WebPage:
    """The page at an address.

    Raises a WebError: the site's robots.txt forbids it, it cannot be had, or it is a feed; NotText, Damaged.
    """
    asked = normalize(url)
    fetched = fetcher.fetch(asked, turn=robots.turn)
    ending = _ending(fetched)
    final = normalize(fetched.url)
    canonical = find_canonical(_head(fetched), final) if ending == ".html" else None
    known = (address_key(address) for address in (canonical or final, final, asked))
    return WebPage(fetched.body, fetched.charset, f"page{ending}", canonical or final, tuple(dict.fromkeys(known)))


def _ending(fetched: Fetched) -> str:
    """The ending of a file of that kind. What the site says counts, and where that says nothing, what it looks like.

    Raises FeedNotPage; NotText for a kind that is not read.
    """
    ending = _ENDINGS.get(fetched.media_type)
    if ending is None and fetched.media_type in _UNSAID:
        ending = _ENDINGS["text/html"] if _looks_like_page(fetched) else ending_of(urlsplit(fetched.url).path)
    if ending != ".html" and is_feed(fetched.body, fetched.charset):
        raise FeedNotPage(fetched.url)
    if not ending or not is_readable(f"page{ending}"):
        raise NotText(fetched.url, why=wording.WEB["media_type"].format(media_type=fetched.media_type or "data"))
    return ending


def _looks_like_page(fetched: Fetched) -> bool:
    try:
        return bool(_IS_PAGE.search(_head(fetched)))
    except NotText:
        return False


def _head(fetched: Fetched) -> str:
    return decode(fetched.body[:_HEAD_BYTES], fetched.charset)
