"""Messages on their way to Slack: the clients, how often they try again, and what they make of a refusal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot import wording
from bot.errors import DeliveryFailed, DeliveryUnsure, UsageError
from bot.settings import Settings
from handlers.asker import Asker
from handlers.blocks.message import Block, Message
from handlers.connections import Client, ResponseClient, tls

TRIES_AGAIN = 2
TIMEOUT = 10
"""Seconds for one request to Slack."""
PROMPT = 1
"""Seconds for a request before a form is open, the trigger of which ends after three, and before an answer."""
LONGEST_WAIT = 30
"""Seconds that Slack may ask to wait; longer, and the message counts as refused rather than hold a thread."""
UNREACHABLE = (OSError, HTTPException)
"""What a request raises where the connection fails, or ends in the middle of an answer."""
_ABSENT = {"channel_not_found", "not_in_channel", "user_not_in_channel"}
"""Why Slack shows nothing to a person in a channel: they, or the bot, are not in it."""
_ENDED = (404, 410)
"""What a response_url answers that was used five times, or is older than half an hour."""
_WORD = re.compile(r"[a-z0-9_]+")
_UNSURE = {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}


class _RateLimit(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks for, within reason: the handler of the SDK would wait for an hour."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        waits = [values for name, values in response.headers.items() if name.lower() == "retry-after"]
        return not waits or (waits[0][0].isdigit() and int(waits[0][0]) <= LONGEST_WAIT)


def retry_handlers() -> list[RetryHandler]:
    """For 429, 500 and 503, and lost connections: each tried again, TRIES_AGAIN times in all."""
    kinds = (_RateLimit, ServerErrorRetryHandler, ConnectionErrorRetryHandler)
    return [kind(max_retry_count=TRIES_AGAIN) for kind in kinds]


def web_client(settings: Settings) -> WebClient:
    """Slack's Web API as the settings name it. Nothing is sent by making it."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
    handlers = retry_handlers()
    return Client(token, base_url=settings.slack_api_url, timeout=TIMEOUT, ssl=tls(), retry_handlers=handlers)


def prompt_client(client: WebClient) -> WebClient:
    """The same, for what has to be over before a person waits: a request has PROMPT seconds, and no second try."""
    return Client(client.token, base_url=client.base_url, timeout=PROMPT, ssl=client.ssl, retry_handlers=[])


def open_view(client: WebClient, trigger: str, view: Block) -> None:
    """Open a form, or a page to read, before the person. Raises UsageError where Slack does not."""
    with _opening():
        prompt_client(client).views_open(trigger_id=trigger, view=view)


def update_view(client: WebClient, view_id: str, view: Block) -> None:
    """Put another page in the place of one that is open. Raises UsageError where Slack does not."""
    with _opening():
        prompt_client(client).views_update(view_id=view_id, view=view)


def tell(
    asker: Asker, message: Message, *, in_channel: bool = False, replace: bool = False, thread: str | None = None
) -> None:
    """Send a message through the asker's response_url, which works where the bot is no member.

    To the person alone, or `in_channel` for all; `replace` puts it in the place of the message that was acted on.
    Where that address has ended, or there is none, it comes as a message of its own; `thread` is where that belongs.

    Raises DeliveryFailed where Slack refuses it.
    """
    body = {
        **message.payload(),
        # A message that is replaced stays where it is, as visible as it was; naming a type would make it a new one.
        **({} if replace else {"response_type": "in_channel" if in_channel else "ephemeral"}),
        "replace_original": replace,
        **({"thread_ts": thread} if thread and not replace else {}),
    }
    if asker.response_url and _is_taken(asker.response_url, body):
        return
    if in_channel:
        say(asker.client, asker.channel, message, thread)
    else:
        tell_alone(asker, message, thread)


def tell_alone(asker: Asker, message: Message, thread: str | None = None) -> None:
    """Show a message to the person alone: where they ask, or else in their conversation with the bot.

    Raises DeliveryFailed where Slack does not take it, or cannot be reached.
    """
    if not (asker.channel and _is_shown(asker, message, thread)):
        say(asker.client, asker.person, message)


def say(client: WebClient, channel: str, message: Message, thread: str | None = None) -> None:
    """Say something in a channel, or to a person. Raises DeliveryFailed where Slack does not take it, or cannot be
    reached."""
    with _delivering(channel):
        client.chat_postMessage(channel=channel, thread_ts=thread, **message.payload())


def post_once(
    client: WebClient,
    channel: str,
    message: Message,
    *,
    metadata: dict[str, Any] | None = None,
    thread: str | None = None,
) -> str:
    """Post a message that must not be said twice; returns its ts. By its metadata it can be found later.

    Nothing is tried again but a 429, which is a refusal for certain, and the connection is a new one: of one that was
    kept and has ended it is not known what it carried. Raises DeliveryFailed where Slack took nothing, DeliveryUnsure
    where that is not known.
    """
    handlers: list[RetryHandler] = [_RateLimit(TRIES_AGAIN)]
    once = WebClient(client.token, base_url=client.base_url, timeout=TIMEOUT, ssl=client.ssl, retry_handlers=handlers)
    try:
        sent = once.chat_postMessage(channel=channel, metadata=metadata, thread_ts=thread, **message.payload())
        return str(sent["ts"])
    except SlackApiError as error:
        kind = DeliveryFailed if has_refused(error) else DeliveryUnsure
        raise kind(str(error), channel=channel, why=reason(error)) from error
    except UNREACHABLE as error:
        refused = isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError)
        raise (DeliveryFailed if refused else DeliveryUnsure)(
            str(error), channel=channel, why=type(error).__name__
        ) from error


def reason(error: SlackApiError) -> str:
    """Slack's word for what is wrong; the status, or that the answer is no such thing, where it gave none."""
    data = error.response.data
    return str(data.get("error", error.response.status_code)) if isinstance(data, dict) else "unreadable answer"


def why_not(error: Exception) -> str:
    """The same where Slack may not have answered at all: then the kind of failure."""
    return reason(error) if isinstance(error, SlackApiError) else type(error).__name__


def has_refused(error: SlackApiError) -> bool:
    """Whether Slack did nothing, for certain. It says so with a word of its own; other answers come from what is in
    between, or tell that Slack broke over it."""
    if error.response.status_code == 429:
        return True
    why = reason(error)
    return error.response.status_code == 200 and why not in _UNSURE and _WORD.fullmatch(why) is not None


def refusal(error: SlackApiError) -> str | None:
    """Why Slack refuses a token; None where it is only unwell (limits, server errors)."""
    why = reason(error)
    unwell = error.response.status_code != 200 or why in _UNSURE or why == "ratelimited"
    return None if unwell else why


def _is_taken(url: str, body: dict[str, Any]) -> bool:
    """Send it to a response_url; False where that has ended. Raises DeliveryFailed where it is refused otherwise."""
    with _delivering("a response"):
        client = ResponseClient(url, timeout=TIMEOUT, ssl=tls(), retry_handlers=retry_handlers())
        answer = client.send_dict(body)
    if answer.status_code in _ENDED:
        return False
    if answer.status_code != 200:
        raise DeliveryFailed(answer.body, channel="a response", why=f"{answer.status_code} {answer.body[:80]}")
    return True


def _is_shown(asker: Asker, message: Message, thread: str | None) -> bool:
    """Show it to the person alone in their channel; False where they, or the bot, are not in it."""
    client, channel = asker.client, asker.channel
    try:
        with _delivering(channel):
            client.chat_postEphemeral(channel=channel, user=asker.person, thread_ts=thread, **message.payload())
    except DeliveryFailed as error:
        if error.facts["why"] not in _ABSENT:
            raise
        return False
    return True


@contextmanager
def _opening() -> Iterator[None]:
    """Raises UsageError for what goes wrong with what is to be open before a person."""
    try:
        yield
    except (SlackApiError, *UNREACHABLE) as error:
        raise UsageError(str(error), what=wording.setup_not_opened(why_not(error))) from error


@contextmanager
def _delivering(channel: str) -> Iterator[None]:
    """Raises DeliveryFailed for what goes wrong with a message on its way there."""
    try:
        yield
    except (SlackApiError, *UNREACHABLE) as error:
        raise DeliveryFailed(str(error), channel=channel, why=why_not(error)) from error
