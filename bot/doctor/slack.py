"""Slack: the tokens and what they may, the workspace, the clocks, and the way in."""

import re
import socket
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot import wording
from bot.doctor.check import Check
from bot.manifest import SCOPES
from bot.settings import Settings

SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
TIMEOUT = 10
MOST_SKEW = 60
"""Seconds that the clocks here and Slack's may be apart; at 300 its requests count as forged."""


def check_slack(settings: Settings) -> Iterator[Check]:
    """The tokens: are those there that belong together, of the right kind, and does Slack take them?"""
    bot, app, secret = settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret
    if not (bot or app or secret):
        yield Check(name="tokens", says=wording.NO_TOKENS, well=True)
        return
    if not (app or secret):
        yield Check(name="tokens", says=wording.NO_WAY_IN, well=False)
    if secret and not SIGNING_SECRET.fullmatch(secret.get_secret_value()):
        yield Check(name="SLACK_SIGNING_SECRET", says=wording.NOT_A_SECRET, well=False)
    yield from _check_bot_token(settings.slack_api_url, bot)
    if app:
        yield from _check_app_token(settings.slack_api_url, app)


def _check_bot_token(api_url: str, token: SecretStr | None) -> Iterator[Check]:
    """The token, and what Slack's answer to it tells of the workspace, the scopes and the time."""
    answer = _try(api_url, token, "SLACK_BOT_TOKEN", "xoxb-", "auth.test")
    if isinstance(answer, Check):
        yield answer
        return
    yield Check(name="SLACK_BOT_TOKEN", says=wording.TOKEN_WORKS, well=True)
    yield Check(name="workspace", says=wording.workspace(answer.get("team"), answer.get("user")), well=True)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    yield check_scopes(headers.get("x-oauth-scopes", ""))
    yield from check_clock(headers, time.time())


def _check_app_token(api_url: str, token: SecretStr) -> Iterator[Check]:
    """The token, and whether the address that Slack gives for a connection can be reached."""
    answer = _try(api_url, token, "SLACK_APP_TOKEN", "xapp-", "apps.connections.open")
    if isinstance(answer, Check):
        yield answer
        return
    yield Check(name="SLACK_APP_TOKEN", says=wording.TOKEN_WORKS, well=True)
    yield check_socket(str(answer.get("url")))


def _try(api_url: str, token: SecretStr | None, name: str, prefix: str, method: str) -> SlackResponse | Check:
    """Slack's answer to a call with the token; else what is wrong with it."""
    if not token or not token.get_secret_value().startswith(prefix):
        return Check(name=name, says=wording.not_a_token(prefix), well=False)
    try:
        return WebClient(token.get_secret_value(), base_url=api_url, timeout=TIMEOUT).api_call(method)
    except SlackApiError as error:
        return Check(name=name, says=wording.token_refused(str(error.response["error"])), well=False)
    except (SlackClientError, OSError) as error:
        return Check(name=name, says=wording.slack_unreachable(api_url, str(error)), well=False)


def check_scopes(header: str) -> Check:
    """Are all scopes there that the handlers use, and no other? The header names what the token has, between commas."""
    granted = {scope.strip() for scope in header.split(",")} - {""}
    missing, others = sorted(set(SCOPES) - granted), sorted(granted - set(SCOPES))
    return Check(name="scopes", says=wording.scopes(missing, others), well=not missing)


def check_clock(headers: Mapping[str, str], now: float) -> Iterator[Check]:
    """Is it as late here as at Slack's? Nothing where its answer does not say."""
    try:
        ahead = round(now - parsedate_to_datetime(headers.get("date", "")).timestamp())
    except ValueError:
        return
    yield Check(name="clock", says=wording.clock(ahead, MOST_SKEW), well=abs(ahead) <= MOST_SKEW)


def check_socket(url: str) -> Check:
    """Can the machine that the address names be reached? Nothing is said to it."""
    try:
        address = urlsplit(url)
        port = address.port or (80 if address.scheme == "ws" else 443)
        socket.create_connection((address.hostname or "", port), timeout=TIMEOUT).close()
    except (OSError, ValueError) as error:
        return Check(name="socket", says=wording.socket_unreachable(url.split("?")[0], str(error)), well=False)
    return Check(name="socket", says=wording.socket_reachable(str(address.hostname)), well=True)
