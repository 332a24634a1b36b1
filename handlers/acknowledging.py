"""Every request is acknowledged before anything else, and the acknowledgement stays given."""

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
    """Give every request such an acknowledgement. To be called before the surfaces are registered."""

    def keep(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002
        context["ack"] = KeptAck()
        return next()

    app.use(keep)


def at_once(app: App) -> None:
    """Have Bolt acknowledge whatever has been registered so far, before it looks for a thread.

    A listener may have to wait for a thread, and where it does so for three seconds Bolt hands the request to the next
    listener as well. And where Bolt leaves the acknowledgement to a listener that fails at once, its error is for a
    moment the answer to the request: that has status 500 then, and Slack sends the request again.
    """
    for listener in app._listeners:
        listener.auto_acknowledgement = True
