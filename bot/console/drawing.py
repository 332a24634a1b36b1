"""Slack messages on a terminal: block by block, with numbers where there are buttons."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.console.page import printable, put

Block = dict[str, Any]

RULE = "─" * 40
LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
STYLES = {"bold": "bold", "italic": "italic", "strike": "strike", "code": "cyan"}
EMOJI = re.compile(r":[a-z][a-z0-9_+-]*: ?")
MARKS = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)")
MARK_STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "cyan"}


def buttons_of(message: Block) -> Iterator[tuple[Block, str]]:
    """The buttons of a message in order, each with the id of its block."""
    for number, block in enumerate(message.get("blocks") or ()):
        for element in [*block.get("elements", ()), block.get("accessory") or {}]:
            for button in _pressable(element):
                yield button, block.get("block_id", f"block{number}")


def draw_message(console: Console, message: Block, numbers: Iterable[int]) -> None:
    """Print a message; `numbers` are those of its buttons, in order. Without blocks its text stands."""
    blocks = message.get("blocks") or ()
    left = iter(numbers)
    if not blocks and message.get("text"):
        put(console, marked_up(message["text"]))
    for number, block in enumerate(blocks):
        if number and block["type"] != "context":
            put(console, Text())
        for text, indent in _lines(block, left):
            put(console, text, indent)


def marked_up(mrkdwn: str) -> Text:
    """Slack's markup as styled text: marks and links; a link shows its address too, an emoji nothing."""
    text = Text()
    for piece, style in _pieces(LINK.sub(_link, EMOJI.sub("", mrkdwn))):
        text.append(printable(html.unescape(piece)), style)
    return text


def _lines(block: Block, numbers: Iterator[int]) -> Iterator[tuple[Text, int]]:
    """The lines of a block with their indents."""
    match block["type"]:
        case "header":
            yield Text(_plain(block["text"]), style="bold"), 0
        case "section":
            texts = [block["text"]] if "text" in block else []
            for part in [*texts, *block.get("fields", ())]:
                yield _composition(part), 0
            yield from _row([block.get("accessory") or {}], numbers)
        case "context":
            for part in block["elements"]:
                if "text" in part:
                    yield Text.assemble(_composition(part), style="dim"), 0
        case "rich_text":
            for part in block["elements"]:
                yield from _rich_part(part)
        case "divider":
            yield Text(RULE, style="dim"), 0
        case "actions" | "context_actions":
            yield from _row(block["elements"], numbers)
        case kind:
            yield Text(f"[{kind}]", style="dim"), 0


def _row(elements: Iterable[Block], numbers: Iterator[int]) -> Iterator[tuple[Text, int]]:
    row = Text("  ").join(
        Text(f"[{next(numbers)}] {_plain(button['text'])}", style="reverse")
        for element in elements
        for button in _pressable(element)
    )
    if row:
        yield row, 2


def _pressable(element: Block) -> Iterator[Block]:
    """The buttons that an element is: itself, the two with which people say what they think, or what may be chosen in a
    menu, but for what is chosen."""
    match element.get("type"):
        case "button":
            yield element
        case "feedback_buttons" as kind:
            for half in ("positive_button", "negative_button"):
                yield {"type": kind, "action_id": element["action_id"], **element[half]}
        case "static_select" as kind:
            for option in element["options"]:
                if option != element.get("initial_option"):
                    chosen = {"action_id": element["action_id"], "selected_option": option}
                    yield {"type": kind, "text": option["text"], **chosen}


def _rich_part(part: Block) -> Iterator[tuple[Text, int]]:
    match part["type"]:
        case "rich_text_list":
            for item in part["elements"]:
                yield Text("• ").append_text(_inline(item)), 2 + 2 * int(part.get("indent", 0))
        case "rich_text_quote":
            yield Text.assemble("“", _inline(part), "”"), 4
        case _:
            yield _inline(part), 0


def _inline(part: Block) -> Text:
    """The elements of a rich_text section, list item or quote, one after the other."""
    text = Text()
    for element in part["elements"]:
        styles = [STYLES[name] for name, on in element.get("style", {}).items() if on and name in STYLES]
        text.append(printable(_said(element)), " ".join(styles))
    return text


def _said(element: Block) -> str:
    match element["type"]:
        case "text":
            return str(element["text"])
        case "link":
            label = element.get("text")
            return f"{label} ({element['url']})" if label else str(element["url"])
        case kind:
            return f"[{element.get('name') or kind}]"


def _composition(part: Block) -> Text:
    return marked_up(part["text"]) if part["type"] == "mrkdwn" else Text(_plain(part))


def _plain(part: Block) -> str:
    return printable(html.unescape(part["text"]))


def _link(match: re.Match[str]) -> str:
    target, label = match.groups()
    return f"{label} ({target})" if label else target


def _pieces(mrkdwn: str) -> Iterator[tuple[str, str]]:
    """Stretches of text with the style of the mark around each. Marks inside marks are left as they are."""
    end = 0
    for match in MARKS.finditer(mrkdwn):
        yield mrkdwn[end : match.start()], ""
        yield match[2], MARK_STYLES[match[1]]
        end = match.end()
    yield mrkdwn[end:], ""
