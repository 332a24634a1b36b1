"""What Slack would refuse in a block: the SDK's own checks, and the limits that they miss."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.slack.composition import EITHER, POWERFUL, key_problems, string_problems, text_problems
from tests.slack.elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, FIELDS, element_problems
from tests.slack.rich_text import rich_text_problems

KEYS = {
    "header": {"text", "level"},
    "context": {"elements"},
    "section": {"text", "fields", "accessory", "expand"},
    "actions": {"elements"},
    "rich_text": {"elements"},
    "divider": set[str](),
    "input": {"label", "element", "optional", "hint", "dispatch_action"},
    "context_actions": {"elements"},
    "markdown": {"text"},
    "table": {"rows", "column_settings"},
}
MESSAGES_ALONE = {"context_actions", "markdown", "table"}
"""Blocks that no form and no Home can have."""
MOST_MARKDOWN = 12_000
_MARKDOWN_LINK = re.compile(r"!?\[[^\]]*\]\(")


def blocks_problems(blocks: Sequence[dict[str, Any]], most: int, *, message: bool = True) -> list[str]:
    """Of at most so many blocks together, in a message or else in a view."""
    found = [f"{len(blocks)} blocks where {most} are the most"] if len(blocks) > most else []
    names = Counter(block["block_id"] for block in blocks if "block_id" in block)
    found += [f"block_id {name!r} {times} times" for name, times in names.items() if times > 1]
    kinds = Counter(block.get("type") for block in blocks)
    if kinds["table"] > 1:
        found.append("more than one table")
    if not message:
        found += [f"{kind} in a view" for kind in sorted(MESSAGES_ALONE & kinds.keys())]
    if sum(len(block["text"]) for block in blocks if block.get("type") == "markdown") > MOST_MARKDOWN:
        found.append("more markdown than one message takes")
    return found + [problem for block in blocks for problem in block_problems(block)]


def block_problems(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KEYS:
        yield f"unknown block {kind!r}"
        return
    yield from key_problems(block, KEYS[kind] | {"block_id"})
    yield from string_problems(block, "block_id", 255)
    try:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.to_dict()
    except (SlackObjectFormationError, TypeError) as error:  # the latter where something is missing
        yield f"{kind}: {error}"
    yield from _OWN[kind](block)


def _header(block: dict[str, Any]) -> Iterator[str]:
    yield from text_problems(block["text"], 150)


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" in block:
        yield from text_problems(block["text"], 3000, EITHER)
    if not block.get("fields") and "text" not in block:
        yield "a section that says nothing"
    if len(block.get("fields", ())) > 10:
        yield "too many fields"
    for field in block.get("fields", ()):
        yield from text_problems(field, 2000, EITHER)
    if "accessory" in block:
        yield from element_problems(block["accessory"], ACCESSORIES)


def _context(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"context of {len(block['elements'])} elements"
    for element in block["elements"]:
        yield from text_problems(element, 2000, EITHER)


def _row(block: dict[str, Any], most: int, kinds: set[str]) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= most:
        yield f"{block['type']} of {len(elements)} elements"
    names = [element["action_id"] for element in elements if "action_id" in element]
    if len(set(names)) != len(names):
        yield "an action_id twice"
    for element in elements:
        yield from element_problems(element, kinds)


def _input(block: dict[str, Any]) -> Iterator[str]:
    yield from text_problems(block["label"], 2000)
    if "hint" in block:
        yield from text_problems(block["hint"], 2000)
    yield from element_problems(block["element"], FIELDS)


def _markdown(block: dict[str, Any]) -> Iterator[str]:
    if not block["text"].strip():
        yield "an empty markdown"
    if POWERFUL.search(block["text"]) or _MARKDOWN_LINK.search(block["text"]):
        yield f"markup: {block['text']!r}"


def _table(block: dict[str, Any]) -> Iterator[str]:
    rows = block["rows"]
    if not 1 <= len(rows) <= 100 or not all(1 <= len(row) <= 20 for row in rows):
        yield f"a table of {len(rows)} rows with up to {max(map(len, rows), default=0)} cells"
    if len(block.get("column_settings", ())) > 20:
        yield "too many column_settings"
    for cell in (cell for row in rows for cell in row):
        if cell.get("type") == "rich_text":
            yield from rich_text_problems(cell)
        elif cell.get("type") != "raw_text" or not cell.get("text"):
            yield f"a cell {cell!r}"
        elif POWERFUL.search(cell["text"]):
            yield f"markup: {cell['text']!r}"


_OWN = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": lambda block: _row(block, 25, ACTIONS),
    "context_actions": lambda block: _row(block, 5, CONTEXT_ACTIONS),
    "rich_text": rich_text_problems,
    "divider": lambda _: iter(()),
    "input": _input,
    "markdown": _markdown,
    "table": _table,
}
