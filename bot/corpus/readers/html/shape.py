"""A tree put in the shape that the search for the article expects."""

from collections.abc import Iterator
from typing import Any

_HEADED = ("th", "thead", "caption")
_PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_BLOCKS = ("p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "img", "hr", "section", "article")
_COLUMN_OF_TEXT = 400
_WAS_A_TABLE = "data-was-a-table"
_BOXES = ("main", "section", "div")
_FEWEST_POSTS = 2


def reshape(root: Any) -> None:
    """Tables that only hold a page in place are boxes, and the posts of a live blog are one article."""
    for table in reversed(list(root.iter("table"))):
        if _is_layout(table):
            _unmake(table)
    for feed in _feeds(root):
        for post in list(feed.iter("article")):
            post.tag = "section"
        around = feed.getparent()
        (around if around.tag in _BOXES else feed).tag = "article"


def _is_layout(table: Any) -> bool:
    """Whether its cells hold blocks, pictures or columns of text, and no line of headings stands above them."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = list(_own_parts(table))
    if any(part.tag in _HEADED for part in own):
        return False
    one_column = all(len(part) < 2 for part in own if part.tag == "tr")
    blocks = any(part.tag in _BLOCKS for part in own)
    return one_column or blocks or any(len(part.text_content()) > _COLUMN_OF_TEXT for part in own if part.tag == "td")


def _unmake(table: Any) -> None:
    for part in [table, *_own_parts(table)]:
        if part.tag in _PARTS:
            part.tag = "div"
            part.attrib.clear()
    table.set(_WAS_A_TABLE, "")


def _own_parts(table: Any) -> Iterator[Any]:
    """All in it, but for what is in a table within."""
    waiting = list(table)
    while waiting:
        part = waiting.pop()
        yield part
        if part.tag != "table" and part.get(_WAS_A_TABLE) is None:
            waiting += part


def _feeds(root: Any) -> list[Any]:
    """What holds the posts of a live blog, as the page says itself."""
    live = any("LiveBlogPosting" in (script.text or "") for script in root.iter("script"))
    feeds = [element for element in root.iter("div", "section", "ol", "ul", "main") if element.get("role") == "feed"]
    if live and not feeds:
        feeds = [posts[0].getparent()] if len(posts := list(root.iter("article"))) >= _FEWEST_POSTS else []
    return feeds
