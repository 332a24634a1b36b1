"""What Slack would refuse in an element that people act on: a button, a menu, a field of a form."""

from collections.abc import Iterator
from typing import Any

from tests.slack.composition import (
    EITHER,
    PLAIN,
    confirm_problems,
    key_problems,
    option_problems,
    string_problems,
    text_problems,
)

_MENU = {"options", "option_groups", "placeholder", "confirm", "focus_on_load"}
KEYS = {
    "button": {"text", "value", "url", "style", "confirm", "accessibility_label"},
    "checkboxes": {"options", "initial_options", "confirm", "focus_on_load"},
    "radio_buttons": {"options", "initial_option", "confirm", "focus_on_load"},
    "overflow": {"options", "confirm"},
    "static_select": {*_MENU, "initial_option"},
    "multi_static_select": {*_MENU, "initial_options", "max_selected_items"},
    "timepicker": {"initial_time", "placeholder", "timezone", "confirm", "focus_on_load"},
    "plain_text_input": {
        "initial_value", "multiline", "min_length", "max_length", "placeholder", "focus_on_load"
    },
    "feedback_buttons": {"positive_button", "negative_button"},
    "icon_button": {"icon", "text", "value", "confirm", "accessibility_label", "visible_to_user_ids"},
}  # fmt: skip
FIELDS = {"checkboxes", "radio_buttons", "static_select", "multi_static_select", "timepicker", "plain_text_input"}
"""Elements of a form."""
ACTIONS = KEYS.keys() - {"plain_text_input", "multi_static_select", "feedback_buttons", "icon_button"}
"""Elements of a row of actions."""
ACCESSORIES = ACTIONS | {"multi_static_select"}
CONTEXT_ACTIONS = {"feedback_buttons", "icon_button"}
_MOST_OPTIONS = {"checkboxes": 10, "radio_buttons": 10, "overflow": 5}


def element_problems(element: dict[str, Any], kinds: set[str]) -> Iterator[str]:
    """Of an element that stands where only those `kinds` belong."""
    kind = element.get("type")
    if kind not in kinds or kind not in KEYS:
        yield f"element {kind!r} where one of {sorted(kinds)} belongs"
        return
    yield from key_problems(element, KEYS[kind] | {"action_id"})
    yield from string_problems(element, "action_id", 255)
    if "action_id" not in element and kind != "feedback_buttons":
        yield f"{kind} without an action_id"
    if "placeholder" in element:
        yield from text_problems(element["placeholder"], 150)
    if "confirm" in element:
        yield from confirm_problems(element["confirm"])
    if "options" in KEYS[kind]:
        yield from _choice(element)
    yield from _OWN.get(kind, lambda _: iter(()))(element)


def _button(element: dict[str, Any]) -> Iterator[str]:
    yield from text_problems(element.get("text"), 75)
    yield from string_problems(element, "value", 2000)
    yield from string_problems(element, "url", 3000)
    yield from string_problems(element, "accessibility_label", 75)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"a button of style {element['style']!r}"


def _feedback(element: dict[str, Any]) -> Iterator[str]:
    for name in ("positive_button", "negative_button"):
        button = element.get(name) or {}
        yield from key_problems(button, {"text", "value", "accessibility_label"})
        yield from text_problems(button.get("text"), 75)
        yield from string_problems({"value": "", **button}, "value", 2000)
        yield from string_problems(button, "accessibility_label", 75)


def _choice(element: dict[str, Any]) -> Iterator[str]:
    """Of what may be chosen, and what is chosen from the start."""
    kind = element["type"]
    groups = element.get("option_groups", [])
    lists = [group["options"] for group in groups] if groups else [element.get("options", [])]
    for group in groups:
        yield from text_problems(group["label"], 75)
    if len(groups) > 100 or not all(1 <= len(options) <= _MOST_OPTIONS.get(kind, 100) for options in lists):
        yield f"{kind} of {[len(options) for options in lists]} options"
    options = [option for options in lists for option in options]
    for option in options:
        yield from option_problems(option, EITHER if kind in ("checkboxes", "radio_buttons") else PLAIN)
    if element.get("initial_options") == []:
        yield "empty initial_options"
    initial = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    if any(one not in options for one in initial):
        yield f"{initial} is no option"


def _input(element: dict[str, Any]) -> Iterator[str]:
    most = element.get("max_length", 3000)
    if not 1 <= most <= 3000 or not 0 <= element.get("min_length", 0) <= most:
        yield "a field of an impossible length"
    if len(element.get("initial_value", "")) > most:
        yield "an initial value longer than the field takes"


_OWN = {"button": _button, "icon_button": _button, "feedback_buttons": _feedback, "plain_text_input": _input}
