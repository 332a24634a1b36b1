"""What Slack would refuse in the pieces that blocks and elements are made of: texts, options, questions to confirm."""

import re
from collections.abc import Iterator
from typing import Any

POWERFUL = re.compile(r"<[!@#]|<https?:|<mailto:", re.IGNORECASE)
"""What would ping somebody or hide where a link leads; the bot has no use for it."""
PLAIN, EITHER = {"plain_text"}, {"plain_text", "mrkdwn"}


def text_problems(text: Any, most: int, kinds: set[str] = PLAIN) -> Iterator[str]:
    """Of a text object of at most so many characters."""
    if not isinstance(text, dict) or text.get("type") not in kinds or not isinstance(text.get("text"), str):
        yield f"{text!r} where {sorted(kinds)} belongs"
        return
    if unknown := set(text) - {"type", "text", "emoji", "verbatim"}:
        yield f"a text has {unknown}"
    if not 1 <= len(text["text"]) <= most or not text["text"].strip():
        yield f"{len(text['text'])} characters where 1 to {most} belong"
    if text["type"] == "mrkdwn" and POWERFUL.search(text["text"]):
        yield f"markup: {text['text']!r}"


def string_problems(owner: dict[str, Any], name: str, most: int) -> Iterator[str]:
    """Of a string that may be left out."""
    if name in owner and not (isinstance(owner[name], str) and 1 <= len(owner[name]) <= most):
        yield f"a {name} that is not 1 to {most} characters"


def key_problems(owner: dict[str, Any], known: set[str]) -> Iterator[str]:
    """Of keys that Slack does not know there."""
    if unknown := set(owner) - known - {"type"}:
        yield f"{owner.get('type')} has {unknown}"


def option_problems(option: dict[str, Any], kinds: set[str]) -> Iterator[str]:
    yield from key_problems(option, {"text", "value", "description", "url"})
    yield from text_problems(option["text"], 75, kinds)
    if not 1 <= len(option["value"]) <= 150:
        yield "an option's value that is not 1 to 150 characters"
    if "description" in option:
        yield from text_problems(option["description"], 75, kinds)


def confirm_problems(confirm: dict[str, Any]) -> Iterator[str]:
    yield from key_problems(confirm, {"title", "text", "confirm", "deny", "style"})
    for name, most, kinds in (
        ("title", 100, PLAIN),
        ("text", 300, EITHER),
        ("confirm", 30, PLAIN),
        ("deny", 30, PLAIN),
    ):
        yield from text_problems(confirm.get(name), most, kinds)
