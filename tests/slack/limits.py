"""What Slack would refuse in a message, or in the preview of a link."""

import json
from collections.abc import Iterator
from typing import Any

from tests.slack.blocks import blocks_problems
from tests.slack.composition import POWERFUL

MOST_BLOCKS, MOST_TEXT, MOST_JSON = 50, 4000, 12_000


def problems(message: dict[str, Any]) -> list[str]:
    """Why Slack, or a careful reader, would refuse the message; empty where it is well."""
    return [*_text_problems(message.get("text")), *attached_problems(message)]


def attached_problems(body: dict[str, Any]) -> list[str]:
    """The same of blocks that have no text beside them, such as a link's preview."""
    blocks = body.get("blocks") or []
    found = blocks_problems(blocks, MOST_BLOCKS)
    if len(json.dumps(blocks, ensure_ascii=False)) > MOST_JSON:
        found.append("msg_blocks_too_long")
    return found


def _text_problems(text: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield "no text for screen readers"
    elif len(text) > MOST_TEXT:
        yield f"text of {len(text)} characters"
    elif POWERFUL.search(text):
        yield f"markup in the text: {text!r}"
