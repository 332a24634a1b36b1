"""A feed document of any format: what it is, and what it holds. Pure."""

import re

from bot.corpus.decode import decode
from bot.corpus.web.entries import ParsedFeed
from bot.corpus.web.jsonfeed import parse_json
from bot.corpus.web.links import find_feed
from bot.corpus.web.rss import parse_xml, root_of
from bot.errors import FeedElsewhere, NotFeed, NotText

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_HEAD_BYTES = 4096


def parse_feed(data: bytes, charset: str | None, url: str) -> ParsedFeed:
    """The feed in a document from `url`. `charset` is what came with it; what the document says itself, and most of
    all its bytes, count more.

    Raises FeedElsewhere for a page that names its feed, NotFeed for anything else that is none, Unsafe.
    """
    try:
        text = _decode(data, charset)
    except NotText as error:
        raise NotFeed(str(error)) from error
    if root := root_of(text):
        return parse_xml(text, root, url)
    if text.lstrip().startswith("{"):
        return parse_json(text, url)
    if feed := find_feed(text, url):
        raise FeedElsewhere(feed=feed)
    raise NotFeed(url)


def is_feed(data: bytes, charset: str | None) -> bool:
    """Whether a document begins like a feed in XML."""
    try:
        return root_of(_decode(data[:_HEAD_BYTES], charset)) is not None
    except NotText:
        return False


def _decode(data: bytes, charset: str | None) -> str:
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    return decode(data, declared[1].decode("ascii") if declared else charset)
