"""What Slack would refuse in a message: the SDK's own checks, and the limits that they miss."""

import json
import re
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

RICH_PARTS = {"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"}
STYLES = {"bold", "italic", "strike", "code"}
KEYS = {
    "header": {"type", "text", "block_id"},
    "context": {"type", "elements", "block_id"},
    "section": {"type", "text", "fields", "accessory", "block_id"},
    "actions": {"type", "elements", "block_id"},
    "rich_text": {"type", "elements", "block_id"},
    "divider": {"type", "block_id"},
}
POWERFUL = re.compile(r"<[!@#]|<https?:|<mailto:", re.IGNORECASE)
"""What would ping somebody or hide where a link leads; the bot has no use for it."""


def problems(message: dict[str, Any]) -> list[str]:
    """Why Slack, or a careful reader, would refuse the message; empty where it is well."""
    found = list(_text_problems(message.get("text")))
    blocks = message.get("blocks") or []
    if len(blocks) > 50:
        found.append(f"{len(blocks)} blocks")
    if len(json.dumps(blocks, ensure_ascii=False)) > 12_000:
        found.append("msg_blocks_too_long")
    return found + [problem for block in blocks for problem in _block_problems(block)]


def _text_problems(text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "no text for screen readers"
    elif len(text) > 4000:
        yield f"text of {len(text)} characters"
    elif POWERFUL.search(text):
        yield f"markup in the text: {text!r}"


def _block_problems(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KEYS:
        yield f"unknown block {kind!r}"
        return
    if unknown := set(block) - KEYS[kind]:
        yield f"{kind} has {unknown}"
    try:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    except SlackObjectFormationError as error:
        yield f"{kind}: {error}"
    yield from {
        "header": _header,
        "context": _context,
        "actions": _actions,
        "rich_text": _rich_text,
        "section": _section,
        "divider": lambda _: iter(()),
    }[kind](block)


def _header(block: dict[str, Any]) -> Iterator[str]:
    yield from _composition(block["text"], 150, {"plain_text"})


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" in block:
        yield from _composition(block["text"], 3000, {"plain_text", "mrkdwn"})
    if len(block.get("fields", ())) > 10:
        yield "too many fields"
    for field in block.get("fields", ()):
        yield from _composition(field, 2000, {"plain_text", "mrkdwn"})


def _context(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"context of {len(block['elements'])} elements"
    for element in block["elements"]:
        yield from _composition(element, 2000, {"plain_text", "mrkdwn"})


def _actions(block: dict[str, Any]) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= 25:
        yield f"actions of {len(elements)} elements"
    if len({element["action_id"] for element in elements}) != len(elements):
        yield "an action_id twice"
    for element in elements:
        yield from _composition(element["text"], 75, {"plain_text"})
        if not 1 <= len(element.get("value", " ")) <= 2000:
            yield "a value too long"
        if len(element["action_id"]) > 255:
            yield "an action_id too long"


def _composition(text: dict[str, Any], most: int, kinds: set[str]) -> Iterator[str]:
    if text["type"] not in kinds:
        yield f"{text['type']} where {kinds} belongs"
    if not 1 <= len(text["text"]) <= most or not text["text"].strip():
        yield f"{len(text['text'])} characters where 1 to {most} belong"
    if text["type"] == "mrkdwn" and POWERFUL.search(text["text"]):
        yield f"markup: {text['text']!r}"


def _rich_text(block: dict[str, Any]) -> Iterator[str]:
    if not block["elements"]:
        yield "an empty rich_text"
    for part in block["elements"]:
        if part["type"] not in RICH_PARTS or not part["elements"]:
            yield f"a rich_text part {part['type']} of {len(part['elements'])} elements"
        items = part["elements"] if part["type"] == "rich_text_list" else [part]
        for element in (element for item in items for element in item["elements"]):
            yield from _inline(element)


def _inline(element: dict[str, Any]) -> Iterator[str]:
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
    else:
        yield f"unknown element {element['type']!r}"
