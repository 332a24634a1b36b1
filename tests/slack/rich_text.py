"""What Slack, or a careful reader, would refuse in rich text."""

import re
from collections.abc import Iterator
from typing import Any

from tests.slack.composition import POWERFUL, key_problems

PARTS = {
    "rich_text_section": {"elements"},
    "rich_text_quote": {"elements", "border"},
    "rich_text_preformatted": {"elements", "border", "language"},
    "rich_text_list": {"elements", "style", "indent", "offset", "border"},
}
KEYS = {"link": {"text", "style", "url"}, "channel": {"channel_id", "style"}}
STYLES = {"bold", "italic", "strike", "code"}


def rich_text_problems(block: dict[str, Any]) -> Iterator[str]:
    if not block["elements"]:
        yield "an empty rich_text"
    for part in block["elements"]:
        kind = part.get("type")
        if kind not in PARTS or not part["elements"]:
            yield f"a rich_text part {kind} of {len(part['elements'])} elements"
            continue
        yield from key_problems(part, PARTS[kind])
        items = part["elements"] if kind == "rich_text_list" else [part]
        for element in (element for item in items for element in item["elements"]):
            yield from _inline(element)


def _inline(element: dict[str, Any]) -> Iterator[str]:
    yield from key_problems(element, KEYS.get(element["type"], {"text", "style"}))
    if not set(element.get("style", {})) <= STYLES:
        yield f"unknown style {element['style']}"
    if element["type"] == "text":
        if not element["text"]:
            yield "an empty text element"
        if POWERFUL.search(element["text"]):
            yield f"markup in one piece: {element['text']!r}"
    elif element["type"] == "link":
        if not re.fullmatch(r"(?i)https?://[^\s<>|]{1,2990}", element["url"]):
            yield f"a link to {element['url']!r}"
        if element.get("text") and element["text"] not in element["url"].lower():
            yield f"a link to {element['url']!r} that says {element['text']!r}"
    elif element["type"] == "channel":
        if not re.fullmatch(r"[CG][A-Z0-9]+", element["channel_id"]):
            yield f"a channel {element['channel_id']!r}"
    else:
        yield f"unknown element {element['type']!r}"
