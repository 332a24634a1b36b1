"""Messages on their way to Slack: the clients, how often they try again, and what they make of a refusal."""

import re
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
from slack_sdk.webhook import WebhookClient

from bot.errors import DeliveryFailed, DeliveryUnsure
from bot.settings import Settings
from handlers.blocks.message import Message

TRIES_AGAIN = 2
TIMEOUT = 10
"""Seconds for one request to Slack."""
LONGEST_WAIT = 30
"""Seconds that Slack may ask to wait; longer, and the message counts as refused rather than hold a thread."""
UNREACHABLE = (OSError, HTTPException)
"""What a request raises where the connection fails, or ends in the middle of an answer."""
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
    return WebClient(token, base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=retry_handlers())


def respond(
    url: str, message: Message, *, in_channel: bool = False, replace: bool = False, thread: str | None = None
) -> None:
    """Send a message through a response_url, which works where the bot is no member.

    To the person alone, or `in_channel` for all; `replace` puts it in the place of the message that was acted
    on.

    Raises DeliveryFailed where Slack refuses it (such an address ends after 5 messages or 30 minutes).
    """
    body = {
        **message.payload(),
        # A message that is replaced stays as visible as it was; naming a type would make it a new one.
        **({} if replace else {"response_type": "in_channel" if in_channel else "ephemeral"}),
        "replace_original": replace,
        **({"thread_ts": thread} if thread else {}),
    }
    _deliver(url, body)


def say(client: WebClient, channel: str, message: Message) -> None:
    """Say something in a channel. Raises DeliveryFailed where Slack does not take it, or cannot be reached."""
    try:
        client.chat_postMessage(channel=channel, **message.payload())
    except SlackApiError as error:
        raise DeliveryFailed(str(error), channel=channel, why=reason(error)) from error
    except UNREACHABLE as error:
        raise DeliveryFailed(str(error), channel=channel, why=type(error).__name__) from error


def post_once(
    client: WebClient,
    channel: str,
    message: Message,
    *,
    metadata: dict[str, Any] | None = None,
    thread: str | None = None,
) -> str:
    """Post a message that must not be said twice; returns its ts. By its metadata it can be found later.

    Nothing is tried again but a 429, which is a refusal for certain. Raises DeliveryFailed where Slack took
    nothing, DeliveryUnsure where that is not known.
    """
    once = WebClient(client.token, base_url=client.base_url, timeout=TIMEOUT, retry_handlers=[_RateLimit(TRIES_AGAIN)])
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


def _deliver(url: str, body: dict[str, Any]) -> None:
    try:
        answer = WebhookClient(url, timeout=TIMEOUT, retry_handlers=retry_handlers()).send_dict(body)
    except UNREACHABLE as error:
        raise DeliveryFailed(str(error), channel="a response", why=type(error).__name__) from error
    if answer.status_code != 200:
        raise DeliveryFailed(answer.body, channel="a response", why=f"{answer.status_code} {answer.body[:80]}")
