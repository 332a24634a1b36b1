"""The stand-in's forms: what opens one, what Slack would refuse in it, and what it sends when a person is through."""

import json
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.views import View

from tests.slack.blocks import blocks_problems
from tests.slack.composition import key_problems, text_problems

TRIGGER_SECONDS = 3
MOST_BLOCKS = 100
KEYS = {
    "modal": {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"},
    "home": set[str](),
}


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
    """Why Slack would refuse the form, or the Home; empty where it is well."""
    try:
        View(**view).to_dict()
    except SlackObjectFormationError as error:
        return [str(error)]
    return [*_of_view(view), *blocks_problems(view["blocks"], MOST_BLOCKS, message=False)]


def _of_view(view: dict[str, Any]) -> Iterator[str]:
    kind = view.get("type")
    if kind not in KEYS:
        yield f"unknown view {kind!r}"
        return
    yield from key_problems(view, KEYS[kind] | {"blocks", "private_metadata", "callback_id", "external_id"})
    if kind == "modal":
        yield from text_problems(view.get("title"), 24)
    for name in ("submit", "close"):
        if name in view:
            yield from text_problems(view[name], 24)
    if len(view.get("private_metadata", "")) > 3000 or len(view.get("callback_id", "")) > 255:
        yield "too long a name"
    if not view["blocks"]:
        yield "no blocks"
    if kind == "modal" and "submit" not in view and any(block.get("type") == "input" for block in view["blocks"]):
        yield "fields, and nothing to send them in with"
    if len(json.dumps(view)) > 250_000:
        yield "view_too_large"


def submitted_state(view: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The form's fields as Slack sends them: as they were filled in, but for the `changes`, by the blocks' names.

    A change is a time, a text, an option's value, or a list of those.
    """
    return {
        "values": {
            block["block_id"]: {block["element"]["action_id"]: _field(block, changes)} for block in _fields(view)
        }
    }


def missing_fields(view: dict[str, Any], state: dict[str, Any]) -> list[str]:
    """The fields without which Slack does not let the form go."""
    needed = [block["block_id"] for block in _fields(view) if not block.get("optional")]
    return [name for name in needed if not any(next(iter(state["values"][name].values())).get(key) for key in _CHOSEN)]


_CHOSEN = ("selected_time", "selected_option", "selected_options", "value")


def _fields(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def _field(block: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    element, name = block["element"], block["block_id"]
    kind = element["type"]
    if kind == "timepicker":
        return {"type": kind, "selected_time": changes.get(name, element.get("initial_time"))}
    if kind == "plain_text_input":
        return {"type": kind, "value": changes.get(name, element.get("initial_value"))}
    groups = element.get("option_groups", [element])
    options = {option["value"]: option for group in groups for option in group["options"]}
    if kind in ("static_select", "radio_buttons"):
        chosen = options[changes[name]] if name in changes else element.get("initial_option")
        return {"type": kind, "selected_option": chosen}
    several = [options[value] for value in changes[name]] if name in changes else element.get("initial_options", [])
    return {"type": kind, "selected_options": several}
