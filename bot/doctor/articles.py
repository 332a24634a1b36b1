"""The database, and what needs it: the topics, the articles, the index, the feeds and the digests."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from slack_sdk import WebClient

from bot import wording
from bot.corpus.feed_health import status_line
from bot.corpus.following import list_feeds
from bot.digest.channels import channels_of
from bot.doctor.check import Check
from bot.errors import DatelineError, InvalidTopics
from bot.manifest import left_out
from bot.models import Topic
from bot.services import Services, open_services
from bot.settings import Settings
from handlers.delivery import DigestDelivery
from handlers.membership import has_bot


def check_services(settings: Settings, corpus: Path | None = None) -> Iterator[Check]:
    """Everything that is in the database, or comes of it."""
    try:
        services = open_services(settings, corpus)
    except DatelineError as error:
        name = "topics" if isinstance(error, InvalidTopics) else "database"
        yield Check(name=name, says=wording.of_error(error), well=False)
        return
    with services:
        yield Check(name="database", says=wording.DATABASE_WELL, well=True)
        yield check_topics(services.topics)
        yield from check_articles(services)
        yield from check_feeds(services)
        yield from check_digests(services)


def check_topics(topics: Sequence[Topic]) -> Check:
    """The topics, and whether the manifest can have all of their commands."""
    if missing := left_out(topics):
        return Check(name="topics", says=wording.commands_left_out(missing), well=False)
    return Check(name="topics", says=wording.topics_well([topic.name for topic in topics]), well=True)


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


def check_index(services: Services) -> Check:
    """Has the index read all that the store holds?"""
    behind = services.store.last_change() - services.index.seq
    if behind:
        return Check(name="index", says=wording.index_behind(behind), well=False)
    return Check(name="index", says=wording.index_well(services.index.size()), well=True)


def check_feeds(services: Services) -> Iterator[Check]:
    """Every feed that is followed, as it was at its last poll."""
    feeds = list_feeds(services.store)
    if not feeds:
        yield Check(name="feeds", says=wording.NO_FEEDS, well=True)
    for feed in feeds:
        fares = f"{feed.url}: {status_line(feed, services.settings.dateline_timezone)}"
        well = feed.state in ("new", "ok")
        yield Check(name="feeds", says=fares if well else wording.feed_to_mend(fares, feed.url), well=well)


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
