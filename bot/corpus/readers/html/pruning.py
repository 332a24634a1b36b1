"""What is no part of a page's article, taken out of its tree: what is hidden, and what the page calls otherwise."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import islice, pairwise
from typing import Any, NamedTuple

_NEVER = (
    *(
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "canvas",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
    ),
    *("button", "select", "textarea", "input", "label", "dialog", "nav", "menu"),
    *("amp-ad", "amp-consent", "amp-sidebar", "amp-analytics", "amp-iframe", "amp-embed", "amp-carousel"),
    *("amp-sticky-ad", "amp-social-share", "amp-lightbox"),
)
"""Elements that hold no article's text."""
_ROLES = frozenset(("navigation", "dialog", "alertdialog", "search", "contentinfo", "menu", "menubar", "toolbar"))
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset(
    ("hidden", "is-hidden", "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "d-none")
)
_FRAME = ("html", "head", "body", "main")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MUCH = 0.35  # of the page's text: what has as much is no furniture, whatever it is called
_SHORTEST_TOKEN = 4  # shorter words of furniture count where they stand alone: "ad" is also the start of a chance name
_TOKEN = re.compile(r"[A-Za-z]+(?=\d*$)")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_QUOTES = 200
_SHORTEST_QUOTE = 15
_NO_LETTERS = re.compile(r"[\W_]+")


class _Furniture(NamedTuple):
    whatever_length: frozenset[str]
    short: frozenset[str]
    pulled: frozenset[str]
    headings: re.Pattern[str]


def prune(root: Any) -> None:
    """Take out of the tree what is not the article's."""
    _drop(root.iter(*_NEVER))
    _drop(element for element in root.iter() if _is_hidden(element))
    _drop_forms(root)
    _drop_named(root, _furniture().whatever_length, most=1)
    _drop_named(root, _furniture().short, most=_MUCH)
    _drop_other_articles(root)
    _drop_repeated_quotes(root)


@cache
def _furniture() -> _Furniture:
    table = tomllib.loads(resources.files(__package__).joinpath("furniture.toml").read_text("utf-8"))

    def names(key: str) -> frozenset[str]:
        return frozenset(" ".join(name.split()) for name in table[key].split(";") if name.strip())

    headings = re.compile(table["headings"], re.IGNORECASE)
    return _Furniture(names("whatever_length"), names("short"), names("pulled"), headings)


def _drop(elements: Iterator[Any]) -> None:
    """What follows an element stays."""
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _is_hidden(element: Any) -> bool:
    """Of the page's frame, a style only hides it until the page is complete."""
    if element.tag in _FRAME:
        return False
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None or element.get("role") in _ROLES:
        return True
    style, classes = element.get("style"), element.get("class")
    return bool((style and _HIDDEN.search(style)) or (classes and not _HIDDEN_CLASSES.isdisjoint(classes.split())))


def _drop_forms(root: Any) -> None:
    """But for those around a whole page, as some servers write them."""
    weights = _weights(root)
    for form in list(root.iter("form")):
        if weights[form] > _MUCH * weights[root] or next(form.iter("h1"), None) is not None:
            form.tag = "div"
        else:
            _drop(iter([form]))


def _drop_named(root: Any, names: frozenset[str], *, most: float) -> None:
    """Drop what is called by one of the names, but for what holds the main heading, and for names that more than
    `most` of the page's text is called by.
    """
    weights = _weights(root)
    called: dict[str, list[Any]] = defaultdict(list)
    for element in root.iter():
        if element.tag not in _FRAME and (name := next(iter(_names(element) & names), None)):
            called[name].append(element)
    titled = {ancestor for heading in root.iter("h1") for ancestor in (heading, *heading.iterancestors())}
    for elements in called.values():
        inside = set(elements)
        outer = [
            element for element in elements if element not in titled and inside.isdisjoint(element.iterancestors())
        ]
        if sum(weights[element] for element in outer) <= most * weights[root]:
            _drop(iter(outer))


def _names(element: Any) -> set[str]:
    """The words that an element is called by, and each two that follow each other."""
    stated = " ".join(filter(None, map(element.get, ("class", "id", "data-component"))))
    if not stated:
        return set()
    words: list[str] = []
    for part in re.split(r"[\s_-]+", stated):
        if token := _TOKEN.match(part):
            inner = _WORD.findall(token[0])
            words += [part.lower() for part in inner if len(inner) == 1 or len(part) >= _SHORTEST_TOKEN or part == "up"]
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


def _weights(root: Any) -> dict[Any, int]:
    """How many characters stand in each element, those of links left out."""
    weights: dict[Any, int] = defaultdict(int)
    for element in reversed(list(root.iter())):
        weights[element] = 0 if element.tag == "a" else weights[element] + len((element.text or "").strip())
        if (parent := element.getparent()) is not None:
            weights[parent] += weights[element] + len((element.tail or "").strip())
    return weights


def _drop_other_articles(root: Any) -> None:
    """Lists of other articles, told by the heading above them."""
    weights = _weights(root)
    headings = [heading for heading in root.iter(*_HEADINGS) if _furniture().headings.fullmatch(_text(heading))]
    for heading in headings:
        box = heading.getparent()
        if box is None:
            continue
        if box.tag in ("body", "main", "article", "html"):
            following = heading.getnext()
            if (
                following is not None
                and following.tag in ("ul", "ol", "div")
                and weights[following] <= _MUCH * weights[root]
            ):
                _drop(iter([following]))
            _drop(iter([heading]))
        elif weights[box] <= _MUCH * weights[root] and next(box.iter("h1"), None) is None:
            _drop(iter([box]))


def _drop_repeated_quotes(root: Any) -> None:
    """Quotations that stand in the text as well, and are only shown again in larger letters."""
    letters = _letters(root.text_content())
    for quote in list(islice((element for element in root.iter() if _is_set_apart(element)), _MOST_QUOTES)):
        words = next((inner for inner in quote.iter("q", "blockquote", "p")), quote)
        said = _letters(words.text_content())
        if len(said) >= _SHORTEST_QUOTE and letters.count(said) > 1:
            _drop(iter([quote]))


def _is_set_apart(element: Any) -> bool:
    return element.tag == "blockquote" or not _furniture().pulled.isdisjoint(_names(element))


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
