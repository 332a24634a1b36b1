"""Every request is acknowledged before anything else, and the acknowledgement stays given."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

ANSWERED = "view_submission"
"""The type of request that is acknowledged by its listener: what is wrong in a form stands in the acknowledgement."""


class KeptAck(Ack):
    """Bolt takes an acknowledgement back when its listener fails before Bolt's next look at it, 10 ms on.

    The person then sees a timeout after three seconds, and the request goes on to the next listener. This
    one cannot be taken back.
    """

    def __init__(self) -> None:
        self._given: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        return self._given

    @response.setter
    def response(self, given: BoltResponse | None) -> None:
        self._given = given or self._given


def register(app: App) -> None:
    """Give every request such an acknowledgement, and give it at once: a listener may have to wait for a thread, and
    where it does so for three seconds Bolt hands the request to the next listener as well."""

    def acknowledge(context: BoltContext, body: Mapping[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        context["ack"] = KeptAck()
        if body.get("type") != ANSWERED:
            context["ack"]()
        return next()

    app.use(acknowledge)
