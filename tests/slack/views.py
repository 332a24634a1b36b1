"""The stand-in's forms: what opens one, what Slack would refuse in it, and what it sends when a person is through."""

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.views import View

TRIGGER_SECONDS = 3


class Triggers:
    """Each opens one form, within three seconds."""

    def __init__(self) -> None:
        self._made: dict[str, float] = {}
        self._used: set[str] = set()

    def new(self, now: float) -> str:
        trigger = f"{len(self._made)}.7.abcdef"
        self._made[trigger] = now
        return trigger

    def use(self, trigger: str, now: float) -> str | None:
        """Why Slack does not take it; None where it does."""
        if trigger not in self._made:
            return "invalid_trigger_id"
        if trigger in self._used:
            return "exchanged_trigger_id"
        if now > self._made[trigger] + TRIGGER_SECONDS:
            return "expired_trigger_id"
        self._used.add(trigger)
        return None


def view_problems(view: dict[str, Any]) -> list[str]:
    """Why Slack would refuse the form; empty where it is well."""
    try:
        View(**view).to_dict()
    except SlackObjectFormationError as error:
        return [str(error)]
    return [*_of_view(view), *(problem for block in view["blocks"] for problem in _of_block(block))]


def _of_view(view: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "submit", "close"):
        yield from _text(view[name], 24, name)
    if len(view["private_metadata"]) > 3000 or len(view["callback_id"]) > 255:
        yield "too long a name"
    if not 1 <= len(view["blocks"]) <= 100:
        yield f"{len(view['blocks'])} blocks"
    names = [block["block_id"] for block in view["blocks"]]
    if len(set(names)) != len(names):
        yield "a block_id twice"
    if len(json.dumps(view)) > 250_000:
        yield "view_too_large"


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    if block["type"] != "input":
        yield f"unknown block {block['type']}"
        return
    if unknown := set(block) - {"type", "block_id", "label", "element", "optional", "hint"}:
        yield f"input has {unknown}"
    yield from _text(block["label"], 2000, "label")
    yield from _text(block.get("hint", block["label"]), 2000, "hint")
    yield from _of_element(block["element"])


def _of_element(element: dict[str, Any]) -> Iterator[str]:
    kind = element["type"]
    if kind not in KEYS:
        yield f"unknown element {kind}"
        return
    if unknown := set(element) - KEYS[kind] - {"type", "action_id", "placeholder"}:
        yield f"{kind} has {unknown}"
    if kind == "timepicker":
        return
    groups = (
        [group["options"] for group in element["option_groups"]] if "option_groups" in element else [element["options"]]
    )
    most = 10 if kind == "checkboxes" else 100
    if len(groups) > 100 or not all(1 <= len(group) <= most for group in groups):
        yield f"{kind} of {[len(group) for group in groups]} options"
    options = [option for group in groups for option in group]
    for option in options:
        yield from _text(option["text"], 75, "option")
        if not 1 <= len(option["value"]) <= 150:
            yield "an option's value"
    initial = [
        *element.get("initial_options", ()),
        *([element["initial_option"]] if "initial_option" in element else []),
    ]
    if "initial_options" in element and not element["initial_options"]:
        yield "empty initial_options"
    if any(one not in options for one in initial):
        yield f"{initial} is no option"


KEYS = {
    "timepicker": {"initial_time"},
    "checkboxes": {"options", "initial_options"},
    "static_select": {"options", "option_groups", "initial_option"},
    "multi_static_select": {"options", "option_groups", "initial_options"},
}


def _text(text: dict[str, Any], most: int, what: str) -> Iterator[str]:
    if text["type"] != "plain_text" or not 1 <= len(text["text"]) <= most:
        yield f"{what}: {text}"


def submitted_state(view: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The form's fields as Slack sends them: as they were filled in, but for the `changes`, by the blocks' names.

    A change is a time, an option's value, or a list of those.
    """
    return {
        "values": {
            block["block_id"]: {block["element"]["action_id"]: _field(block, changes)} for block in view["blocks"]
        }
    }


def missing_fields(view: dict[str, Any], state: dict[str, Any]) -> list[str]:
    """The fields without which Slack does not let the form go."""
    needed = [block["block_id"] for block in view["blocks"] if not block.get("optional")]
    return [name for name in needed if not any(next(iter(state["values"][name].values())).get(key) for key in _CHOSEN)]


_CHOSEN = ("selected_time", "selected_option", "selected_options")


def _field(block: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    element, name = block["element"], block["block_id"]
    kind = element["type"]
    if kind == "timepicker":
        return {"type": kind, "selected_time": changes.get(name, element["initial_time"])}
    groups = element.get("option_groups", [element])
    options = {option["value"]: option for group in groups for option in group["options"]}
    if kind == "static_select":
        return {
            "type": kind,
            "selected_option": options[changes[name]] if name in changes else element["initial_option"],
        }
    chosen = [options[value] for value in changes[name]] if name in changes else element.get("initial_options", [])
    return {"type": kind, "selected_options": chosen}
