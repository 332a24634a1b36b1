"""What is said in a message, wherever Slack keeps it: its text, else its blocks, and what an app attached."""

from collections.abc import Iterable, Iterator
from typing import Any

from handlers.payloads import ShownMessage

_LINES = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
_HOLDERS = ("rich_text", "rich_text_list", "context")
_TEXTS = ("plain_text", "mrkdwn")


def said_in(message: ShownMessage) -> str:
    """All of it, a line each paragraph; "" for a message of files or pictures alone.

    What Slack shows of a page that is linked to is no one's words here, and counts only where there is nothing else,
    as in a message that was passed on.
    """
    own = (message.text or "").strip() or "\n".join(_blocks(message.blocks))
    attached = [one for one in message.attachments if not one.get("from_url")]
    said = "\n".join(part for part in (own, *map(_attachment, attached)) if part)
    return said or "\n".join(filter(None, map(_attachment, message.attachments)))


def _attachment(one: dict[str, Any]) -> str:
    texts = [one.get(key) for key in ("pretext", "title", "text")]
    fields = [field.get("value") for field in _dicts(one.get("fields"))]
    lines = [text for text in (*texts, *fields, *_blocks(one.get("blocks"))) if isinstance(text, str) and text.strip()]
    fallback = one.get("fallback")
    return "\n".join(lines) or (fallback if isinstance(fallback, str) else "")


def _blocks(blocks: object) -> list[str]:
    return [line for block in _dicts(blocks) for line in _lines(block)]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    """The texts of a block, in order; none of buttons, menus and pictures."""
    kind, text = block.get("type"), block.get("text")
    if kind in _LINES:
        yield "".join(_inline(element) for element in _dicts(block.get("elements")))
    elif kind in _HOLDERS:
        yield from _blocks(block.get("elements"))
    elif kind in (*_TEXTS, "markdown") and isinstance(text, str):
        yield text
    elif kind in ("section", "header"):
        yield from _blocks([text, *_dicts(block.get("fields"))])


def _inline(element: dict[str, Any]) -> str:
    """The words of a piece of rich text: none of emoji and mentions; of a link its label."""
    text = element.get("text")
    return text if isinstance(text, str) else ""


def _dicts(found: object) -> Iterable[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
