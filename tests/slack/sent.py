"""A message as somebody in the workspace sees it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sent:
    """`only_for`: the person who alone sees it; `replaced`: the ts of the message whose place it took."""

    text: str
    blocks: list[dict[str, Any]]
    channel: str
    ts: str
    thread: str | None = None
    only_for: str | None = None
    replaced: str | None = None
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """All that the blocks show, in order."""
        return "\n".join(shown(block) for block in self.blocks)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The buttons by their labels."""
        return {label: button for block in self.blocks for label, button in _buttons(block)}

    @property
    def quotes(self) -> list[str]:
        parts = (part for block in self.blocks if block["type"] == "rich_text" for part in block["elements"])
        return [_said(part) for part in parts if part["type"] == "rich_text_quote"]


def shown(block: dict[str, Any]) -> str:
    """All that a block shows."""
    match block["type"]:
        case "rich_text":
            return "\n".join(_said(part) for part in block["elements"])
        case "actions" | "context_actions":
            return " ".join(f"[{label}]" for label, _ in _buttons(block))
        case "context":
            return " ".join(text["text"] for text in block["elements"])
        case "section":
            texts = [*([block["text"]] if "text" in block else []), *block.get("fields", ())]
            labels = (f"[{label}]" for label, _ in _buttons(block))
            return " ".join([*(text["text"] for text in texts), *labels])
        case "input":
            return str(block["label"]["text"])
        case "divider":
            return ""
        case "markdown":
            return str(block["text"])
        case _:
            return str(block["text"]["text"])


def _buttons(block: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Labels and elements. A pair of feedback buttons counts as two, each with the value that it sends."""
    elements = block["elements"] if block["type"] in ("actions", "context_actions") else [block.get("accessory") or {}]
    found = [(element["text"]["text"], element) for element in elements if element.get("type") == "button"]
    for element in elements:
        if element.get("type") == "feedback_buttons":
            for half in (element["positive_button"], element["negative_button"]):
                name = {"type": "feedback_buttons", "action_id": element.get("action_id", "")}
                found.append((half["text"]["text"], {**name, "value": half["value"], "text": half["text"]}))
    return found


def _said(part: dict[str, Any]) -> str:
    if part["type"] == "rich_text_list":
        return "\n".join(_said(item) for item in part["elements"])
    return "".join(map(_said_inline, part["elements"]))


def _said_inline(element: dict[str, Any]) -> str:
    if element["type"] == "channel":
        return f"#{element['channel_id']}"
    return str(element.get("text", element.get("url")))
