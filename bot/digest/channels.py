"""The channels that get a digest: those set up in Slack, and the one that the environment names; and what each gets."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.digest.digests import FIRST_REACH, Digests
from bot.digest.moments import due_period, moment_of, next_moment
from bot.digest.topics import about
from bot.models import Digest, Topic
from bot.settings import Settings
from bot.store import DigestChannel, Store

MOST_UNANSWERED = 5
"""Questions that a digest tells of."""


def channel_of(store: Store, settings: Settings, channel: str) -> DigestChannel | None:
    """How a channel gets its digest; None where it gets none. What was set up in Slack wins over the environment."""
    is_default = channel == settings.dateline_digest_channel
    return store.digest_channel(channel) or (_default(settings) if is_default else None)


def channels_of(store: Store, settings: Settings) -> list[DigestChannel]:
    """Every channel that gets a digest, paused ones included."""
    kept = store.digest_channels()
    default = _default(settings)
    return kept if default is None or default.channel in {one.channel for one in kept} else [*kept, default]


def due(one: DigestChannel, now: datetime) -> date | None:
    """The period whose digest the channel should have by now; None while it is paused."""
    return None if one.paused else due_period(now, one.at, one.timezone, one.weekdays)


def is_new(one: DigestChannel, period: date) -> bool:
    """Was the channel set up or resumed after the moment of that period? Nobody has missed it then."""
    return one.changed is not None and moment_of(period, one.at, one.timezone) <= one.changed


def next_of(one: DigestChannel, after: datetime) -> datetime | None:
    """When its next digest is due; None while it is paused."""
    return None if one.paused else next_moment(after, one.at, one.timezone, one.weekdays)


def digest_for(
    one: DigestChannel, until: datetime, store: Store, topics: Sequence[Topic], after: datetime | None = None
) -> Digest:
    """What landed since the channel's last digest, or since another moment, of its topics. The first digest reaches
    back FIRST_REACH. Topics that are configured no longer count for nothing; where none is left, all do.

    On the first of the channel's days in a week, with what was asked there in the last one and not found: for all to
    see, or by several people.
    """
    since = after or store.delivered_until(one.channel) or until - FIRST_REACH
    told = Digests(store).for_channel(one.channel, since, until)
    digest = told.model_copy(update={"unanswered": _unanswered(one, until, store)})
    wanted = [topic for topic in topics if topic.name in one.topics]
    if not wanted or not digest.stories:
        return digest
    return about(digest, wanted, store.articles(article for story in digest.stories for article in story.articles))


def default_for(channel: str, settings: Settings) -> DigestChannel:
    """How a channel would get its digest where nobody says otherwise: every day, at the environment's hour."""
    return DigestChannel(channel, settings.dateline_digest_at, settings.dateline_timezone)


def _unanswered(one: DigestChannel, until: datetime, store: Store) -> tuple[str, ...]:
    if until.astimezone(one.timezone).weekday() != min(one.weekdays):
        return ()
    asked = store.unanswered(until - timedelta(weeks=1), until, one.channel)
    return tuple(each.question for each in asked[:MOST_UNANSWERED])


def _default(settings: Settings) -> DigestChannel | None:
    channel = settings.dateline_digest_channel
    return default_for(channel, settings) if channel else None
