"""Looks at everything the bot needs, a finding a line. It changes nothing but what any start does too."""

import re
import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import wording
from bot.digest.channels import channels_of
from bot.errors import DatelineError, InvalidTopics
from bot.manifest import SCOPES, left_out
from bot.models import Topic, Value
from bot.services import Services, open_services
from bot.settings import Settings
from handlers.delivery import DigestDelivery
from handlers.membership import has_bot

SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


class Check(Value):
    """One thing that was looked at: what it is like, and whether it is well."""

    name: str
    says: str
    well: bool


def examine(settings: Settings) -> Iterator[Check]:
    """Every check in turn, as it is done. What is wrong is a check that is not well."""
    yield from check_slack(settings)
    yield from check_services(settings)
    if settings.slack_signing_secret and not settings.slack_app_token:
        yield check_port(settings.port)


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
    yield from _check_token(settings.slack_api_url, "SLACK_BOT_TOKEN", bot, "xoxb-", "auth.test")
    if app:
        yield from _check_token(settings.slack_api_url, "SLACK_APP_TOKEN", app, "xapp-", "apps.connections.open")


def _check_token(api_url: str, name: str, token: SecretStr | None, prefix: str, method: str) -> Iterator[Check]:
    if not token or not token.get_secret_value().startswith(prefix):
        yield Check(name=name, says=wording.not_a_token(prefix), well=False)
        return
    try:
        response = WebClient(token.get_secret_value(), base_url=api_url, timeout=10).api_call(method)
    except SlackApiError as error:
        yield Check(name=name, says=wording.token_refused(str(error.response["error"])), well=False)
        return
    except (SlackClientError, OSError) as error:
        yield Check(name=name, says=wording.slack_unreachable(api_url, str(error)), well=False)
        return
    yield Check(name=name, says=wording.TOKEN_WORKS, well=True)
    if method == "auth.test":
        yield check_scopes(str(response.headers.get("x-oauth-scopes", "")))


def check_scopes(header: str) -> Check:
    """Are all scopes there that the handlers use? The header names what the token has, between commas."""
    missing = sorted(set(SCOPES) - {scope.strip() for scope in header.split(",")})
    return Check(name="scopes", says=wording.scopes(missing), well=not missing)


def check_services(settings: Settings) -> Iterator[Check]:
    """The database, and what needs it: the topics, the corpus, the index and the digests."""
    try:
        services = open_services(settings)
    except DatelineError as error:
        name = "topics" if isinstance(error, InvalidTopics) else "database"
        yield Check(name=name, says=wording.of_error(error), well=False)
        return
    with services:
        yield Check(name="database", says=wording.DATABASE_WELL, well=True)
        yield check_topics(services.topics)
        yield from check_articles(services)
        yield from check_digests(services)


def check_articles(services: Services) -> Iterator[Check]:
    """The corpus with each file that was refused, and the index."""
    try:
        report = services.refresh()
    except DatelineError as error:
        yield Check(name="corpus", says=wording.of_error(error), well=False)
        return
    held = services.store.counts().articles
    yield Check(name="corpus", says=wording.corpus_well(services.corpus, held), well=True)
    for refusal in report.refused:
        says = wording.refusal(refusal.source, refusal.reason)
        yield Check(name="corpus", says=says, well=False)
    yield check_index(services)


def check_topics(topics: Sequence[Topic]) -> Check:
    """The topics, and whether the manifest can have all of their commands."""
    missing = left_out(topics)
    if missing:
        return Check(name="topics", says=wording.commands_left_out(missing), well=False)
    return Check(name="topics", says=wording.topics_well([topic.name for topic in topics]), well=True)


def check_index(services: Services) -> Check:
    """Has the index read all that the store holds?"""
    behind = services.store.last_change() - services.index.seq
    if behind:
        return Check(name="index", says=wording.index_behind(behind), well=False)
    return Check(name="index", says=wording.index_well(services.index.size()), well=True)


def check_digests(services: Services) -> Iterator[Check]:
    """Where and when digests go out, if anywhere, and whether the bot can post there and look for what it posted."""
    channels = channels_of(services.store, services.settings)
    if not channels:
        yield Check(name="digest", says=wording.NO_DIGEST, well=True)
    for one in channels:
        problem = _problem(services.settings, one.channel)
        when = wording.digest_when(one.at, one.weekdays, one.timezone.key)
        goes = wording.digest_paused(one.channel) if one.paused else wording.digest_goes(one.channel, when)
        yield Check(name="digest", says=problem or goes, well=problem is None)


def _problem(settings: Settings, channel: str) -> str | None:
    """What keeps digests from a channel, and how to mend it; None where nothing does."""
    if settings.slack_bot_token is None:
        return wording.digest_without_token(channel)
    client = WebClient(settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, timeout=10)
    now = datetime.now(UTC)
    try:
        if not has_bot(client, channel):
            return wording.digest_without_bot(channel)
        DigestDelivery(client).find(channel, now.date(), now, now)
    except DatelineError as error:
        return f"{channel}: {wording.of_error(error)}"
    return None


def check_port(port: int) -> Check:
    """Can the bot listen there?"""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("", port))
        except OSError as error:
            return Check(name="port", says=wording.port_taken(port, error.strerror or str(error)), well=False)
    return Check(name="port", says=wording.port_free(port), well=True)
