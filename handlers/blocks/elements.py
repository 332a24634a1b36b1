"""The pieces of Block Kit that messages are made of. Foreign text may be given to any of them."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from handlers.blocks.message import MOST_BUTTON, MOST_HEADER, MOST_JSON, MOST_VALUE, Block
from handlers.blocks.text import address, cut, fit, literal

Inline = list[dict[str, Any]]

_CHANNEL = re.compile(r"[CG][A-Z0-9]+")


def plain(text: str) -> Inline:
    """Text shown as it is, of any length; an empty text gives nothing, which Slack would refuse."""
    return [{"type": "text", "text": piece} for piece in literal(text)]


def styled(text: str, style: str) -> Inline:
    """The same, `bold`, `italic` or `code`."""
    return [{**element, "style": {style: True}} for element in plain(text)]


def link(url: str | None) -> Inline:
    """A link that shows the host it leads to, and so cannot pretend to lead elsewhere; nothing for no web
    address."""
    target = address(url)
    return [{"type": "link", "url": target[0], "text": target[1]}] if target else []


def channel(channel_id: str) -> Inline:
    """A channel by its name, with a link to it, as far as whoever reads may see it; nothing for what is no channel."""
    return [{"type": "channel", "channel_id": channel_id}] if _CHANNEL.fullmatch(channel_id) else []


def section(*parts: Inline) -> Block:
    """A line of rich text."""
    return {"type": "rich_text_section", "elements": [element for part in parts for element in part]}


def quote(text: str) -> Block:
    """A quote, verbatim."""
    return {"type": "rich_text_quote", "elements": plain(text)}


def preformatted(text: str) -> Block:
    """Text to be copied, with its lines as they are."""
    return {"type": "rich_text_preformatted", "elements": plain(text)}


def bullets(lines: Iterable[Block]) -> Block:
    """A list of sections."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(parts: Iterable[Block]) -> Block:
    """One block of rich text: sections, quotes, lists. Parts that hold nothing are left out."""
    return {"type": "rich_text", "elements": [part for part in parts if part["elements"]]}


def header(text: str) -> Block:
    """A headline: large where Slack's headers take its length, else bold."""
    if len(text) > MOST_HEADER or not text.strip():
        return rich([section(styled(text or "…", "bold"))])
    return {"type": "header", "text": plain_text(text, MOST_HEADER)}


def remark(mrkdwn: str) -> Block:
    """A small line of our own wording, in Slack's markup. No foreign text may stand in it."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn}]}


def plain_text(text: str, most: int) -> Block:
    """Text without formatting, in at most that many characters."""
    return {"type": "plain_text", "text": fit(text, most), "emoji": False}


def button(text: str, action: str, value: str, spoken: str = "") -> Block:
    """A button; the value is what comes back when it is pressed, at most MOST_VALUE characters. `spoken`: what a screen
    reader says in place of the text, where that alone does not tell enough."""
    if len(value) > MOST_VALUE:
        raise ValueError(f"a button's value has {len(value)} characters; Slack takes {MOST_VALUE}")
    label = {"accessibility_label": cut(spoken, MOST_BUTTON)} if spoken else {}
    return {"type": "button", "text": plain_text(text, MOST_BUTTON), "action_id": action, "value": value, **label}


def actions(buttons: Sequence[Block]) -> list[Block]:
    """A row of buttons, or nothing where there are none."""
    return [{"type": "actions", "elements": list(buttons)}] if buttons else []


def size(block: Block) -> int:
    """A block's share of MOST_JSON."""
    return len(json.dumps(block, ensure_ascii=False)) + 2


def leading(blocks: Iterable[Block], taken: int) -> list[Block]:
    """The first blocks, as many as MOST_JSON leaves room for next to the `taken` characters."""
    kept: list[Block] = []
    for block in blocks:
        taken += size(block)
        if taken > MOST_JSON:
            break
        kept.append(block)
    return kept
