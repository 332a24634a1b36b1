"""The one error boundary: whatever goes wrong in a listener, the person is told, and the log has the rest."""

import secrets

import structlog
from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot import wording
from bot.errors import DatelineError, DeliveryFailed, SetupError
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.notice import notice
from handlers.sending import tell, tell_alone

log = structlog.get_logger(__name__)


def register(app: App, services: Services) -> None:
    """Turn our errors into their wording, and any other into a reference under which the log has the
    traceback."""

    def told(error: Exception, context: BoltContext, client: WebClient) -> None:
        _tell(_sentence(error), context, client)

    app.error(told)


def _sentence(error: Exception) -> str:
    if isinstance(error, SetupError):
        # Names of hosts and paths are for whoever runs the bot, not for everybody in the workspace.
        log.error("set-up broken", error=wording.of_error(error), detail=error.detail)
        return wording.SET_UP_BROKEN
    if isinstance(error, DatelineError):
        log.warning("refused", error=wording.of_error(error), detail=error.detail)
        return wording.of_error(error)
    reference = secrets.token_hex(3)
    log.error("broken", reference=reference, exc_info=error)
    return wording.broken(reference)


def _tell(sentence: str, context: BoltContext, client: WebClient) -> None:
    """To the person alone: through the response_url where there is one, else where they are."""
    if not context.user_id:
        return
    asker = Asker(client, context.user_id, context.channel_id or "", response_url=context.response_url or "")
    # Of a thread that has begun; in one that has not, Slack would not show it.
    thread = context.thread_ts
    ways = (tell, tell_alone) if asker.response_url else (tell_alone,)
    for send in ways:
        try:
            send(asker, notice(sentence), thread=thread)
        except DeliveryFailed as error:
            log.warning("not told", why=error.detail)
        else:
            return
