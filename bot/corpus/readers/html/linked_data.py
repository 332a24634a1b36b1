"""What a page states of its article for machines: JSON-LD, and schema.org's attributes on its elements."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from bot.corpus.dates import parse_date
from bot.corpus.page import fold, web_address

_ARTICLES = re.compile(r"(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report)")
_DEEPEST = 6
_MOST_NODES = 2000


class Stated(NamedTuple):
    """What is said of the article; `text` is its whole text, where that stands there too, else ""."""

    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    text: str = ""
    live: bool = False


def read_linked_data(root: Any) -> Stated:
    """From the first article that the page describes."""
    nodes = [
        node for script in root.iter("script") if _is_linked_data(script) for node in _nodes(_load(script.text or ""))
    ]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    article = next((node for node in nodes if _is_article(node)), None)
    if article is None:
        return _from_attributes(root)
    return Stated(
        author=_names(article.get("author"), by_id),
        publisher=_names(article.get("publisher"), by_id),
        published=_day(article.get("datePublished")),
        text=article["articleBody"] if isinstance(article.get("articleBody"), str) else "",
        live="LiveBlogPosting" in str(article.get("@type")),
    )


def _is_linked_data(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _load(text: str) -> Any:
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip("; \n"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects at the top, in lists and in graphs. What an article only refers to is not among them."""
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            yield node
            waiting += [
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(key), list | dict)
            ]


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in (types if isinstance(types, list) else [types])
    )


def _names(value: Any, by_id: dict[str, dict[str, Any]], deepest: int = _DEEPEST) -> str | None:
    """The name, or the names, of who is meant; an address is none."""
    if isinstance(value, list) and deepest:
        names = [_names(part, by_id, deepest - 1) for part in value]
        return ", ".join(dict.fromkeys(name for name in names if name)) or None
    if isinstance(value, dict):
        named = value.get("name") or by_id.get(str(value.get("@id")), {}).get("name")
        return _names(named, by_id, deepest - 1) if deepest else None
    name = fold(value) if isinstance(value, str) else ""
    return name if name and not web_address(name) else None


def _day(value: Any) -> date | None:
    return parse_date(value) if isinstance(value, str) else None


def _from_attributes(root: Any) -> Stated:
    article = next((element for element in root.iter() if _ARTICLES.fullmatch(element.get("itemtype") or "")), None)
    if article is None:
        return Stated()
    authors = [_named(element) for element in article.iter() if element.get("itemprop") == "author"]
    publishers = [_named(element) for element in article.iter() if element.get("itemprop") == "publisher"]
    days = [_content(element) for element in article.iter() if element.get("itemprop") == "datePublished"]
    return Stated(
        author=", ".join(dict.fromkeys(filter(None, authors))) or None,
        publisher=next(filter(None, publishers), None),
        published=next(filter(None, map(_day, days)), None),
    )


def _named(element: Any) -> str:
    """What the element says, or of what it holds the part that is the name."""
    names = [inner for inner in element.iter() if inner.get("itemprop") == "name"]
    name = _content(names[0] if names else element)
    return "" if web_address(name) else name


def _content(element: Any) -> str:
    return fold(element.get("content") or element.get("datetime") or element.text_content())
