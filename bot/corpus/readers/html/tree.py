"""A page's text to its tree, within limits."""

import re
import sys
from typing import Any

from bot import wording
from bot.errors import NoArticle, Unsafe

MOST_ELEMENTS = 60_000
"""A long live blog has 20,000. Some of what comes after takes the square of their number."""
_MOST_INLINE = 500
"""Among the parts of one element: no paragraph has as many links and the like."""
_INLINE = (
    *("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strong"),
    *("sub", "sup", "u"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_TOO_DEEP = "depth"


def parse(text: str) -> Any:
    """The root of a page's tree, without comments. The parser neither opens nor expands what a page names.

    Raises NoArticle for an empty page; Unsafe for one that is nested beyond what the parser follows, or has too many
    parts.
    """
    from lxml import etree, html

    text = _REFERENCE.sub(_without_controls, _CONTROLS.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise NoArticle(str(error)) from error
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise Unsafe(why=wording.READING["too_deep"])
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise Unsafe(why=wording.READING["too_long"])
    for element in list(root.iter()):
        if len(element) > _MOST_INLINE:
            _join_inline(element)
    return root


def _without_controls(reference: re.Match[str]) -> str:
    """A reference as it is, or nothing for a character that no tree may hold."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if number > sys.maxunicode or _CONTROLS.match(chr(number)) else reference[0]


def _join_inline(element: Any) -> None:
    """Make text of the links and such among an element's children."""
    pieces, kept = [[element.text or ""]], []
    for child in element:
        if child.tag in _INLINE:
            pieces[-1] += [child.text_content(), child.tail or ""]
        else:
            kept.append(child)
            pieces.append([child.tail or ""])
    element[:] = kept
    element.text = "".join(pieces[0])
    for child, tail in zip(kept, pieces[1:], strict=True):
        child.tail = "".join(tail)
