"""The one error boundary: whatever goes wrong in a listener, the person is told, and the log has the rest."""

import secrets

import structlog
from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import wording
from bot.errors import DatelineError, DeliveryFailed, SetupError
from bot.services import Services
from handlers.blocks.notice import notice
from handlers.sending import UNREACHABLE, respond

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
    """To the person alone: through the response_url where one still works, else in the channel."""
    message = notice(sentence)
    try:
        if context.response_url:
            return respond(context.response_url, message)
    except DeliveryFailed as error:
        log.warning("not told", why=error.detail)
    try:
        if context.channel_id and context.user_id:
            client.chat_postEphemeral(channel=context.channel_id, user=context.user_id, **message.payload())
        elif context.user_id:  # a form belongs to no channel: a message of the person's own
            client.chat_postMessage(channel=context.user_id, **message.payload())
    except (SlackClientError, *UNREACHABLE) as error:
        log.warning("not told", why=str(error))
