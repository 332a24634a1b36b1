"""The shape of a payload: what Bolt takes for granted in one, and breaks over where it is not there."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from handlers.payloads import Payload, validated


class Shape(Payload):
    """Of any payload."""

    response_url: str | None = Field(default=None, pattern=r"^https?://")


class Typed(Payload):
    """Something that has a type."""

    type: str


class Act(Payload):
    """What was pressed or chosen."""

    action_id: str


class View(Typed):
    """A form."""

    callback_id: str


class WithEvent(Shape):
    """Of an event in its envelope."""

    event: Typed


class WithActions(Shape):
    """Of something pressed or chosen."""

    actions: list[Act] = Field(min_length=1)


class WithView(Shape):
    """Of a form that was sent in, or closed."""

    view: View


_OF_TYPE: Mapping[object, type[Shape]] = {
    "event_callback": WithEvent,
    "block_actions": WithActions,
    "view_submission": WithView,
    "view_closed": WithView,
}


def check_shape(body: Mapping[str, Any]) -> None:
    """Raises Malformed for a payload that lacks what its type has, or has it of another kind."""
    kind = body.get("type")
    validated(_OF_TYPE.get(kind, Shape) if isinstance(kind, str) else Shape, body)
