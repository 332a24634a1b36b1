"""An acknowledgement that stays given."""

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext, BoltResponse


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
    """Give every request such an acknowledgement."""

    def keep(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        context["ack"] = KeptAck()
        return next()

    app.use(keep)
