"""XML from the web, made sound: well-formed, and nothing that a slower parser could choke on. Pure."""

import re
from html.entities import html5
from typing import Any

from bot import wording
from bot.errors import Unsafe

_MOST_ELEMENTS = 300_000
_MOST_ATTRIBUTES = 100
_LONGEST_NAME = 1000
"""Characters of a person's name and address."""
_PEOPLE = ("author", "contributor", "creator", "publisher", "managingeditor", "webmaster", "owner", "name", "email")
_REFERENCE = re.compile(r"&(?P<known>#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)?(?P<name>\w{2,32};)?")
_EMPTY = re.compile(r"<(br|hr|img|wbr)\b([^<>]*?)/?>", re.IGNORECASE)


def make_sound(document: str) -> bytes:
    """The document as well-formed XML in ASCII; what is not is mended where it can be, and else left out.

    Entities other than HTML's stay as they are written. Nothing is fetched.
    Raises Unsafe for one that is made to keep parsers busy: nested deep, or with tags and attributes past all measure.
    """
    from lxml import etree

    tree, is_sound = _parse(document)
    if not is_sound:
        tree, _ = _parse(_mend(document))
    if tree is None:
        return b""
    _check(tree)
    written: bytes = etree.tostring(tree)
    return written


def _parse(document: str) -> tuple[Any, bool]:
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    tree = etree.fromstring(document.encode("utf-8", "replace"), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Unsafe(why=wording.WEB["intricate"])
    return tree, not parser.error_log


def _mend(document: str) -> str:
    """HTML's entities, a bare “&” and HTML's empty tags, which XML does not have."""
    return _EMPTY.sub(r"<\1\2/>", _REFERENCE.sub(_mend_reference, document))


def _mend_reference(reference: re.Match[str]) -> str:
    if reference["known"]:
        return reference[0]
    if (name := reference["name"]) in html5:
        return html5[name].translate({ord("<"): "&lt;", ord("&"): "&amp;"})
    return f"&amp;{name or ''}"


def _check(tree: Any) -> None:
    for number, element in enumerate(tree.iter("*")):
        if number > _MOST_ELEMENTS or len(element.attrib) > _MOST_ATTRIBUTES:
            raise Unsafe(why=wording.WEB["intricate"])
        is_person = element.tag.rpartition("}")[2].rpartition(":")[2].lower() in _PEOPLE
        if is_person and element.text and len(element.text) > _LONGEST_NAME:
            element.text = element.text[:_LONGEST_NAME]
