"""A digest asked for on the command line: what it covers, and posting it."""

from datetime import UTC, datetime

from bot import wording
from bot.cli.output import complain
from bot.digest import FIRST_REACH, Digests
from bot.digest.channels import channel_of, default_for, digest_for
from bot.errors import SetupError
from bot.models import Digest
from bot.services import Services
from bot.settings import Settings
from bot.store import DigestChannel


def make(services: Services, after: datetime | None, until: datetime | None, channel: str | None) -> Digest:
    """The digest of `(after, until]`: by default from where the channel's last one left off up to now."""
    end = until or datetime.now(UTC)
    if channel is None:
        return Digests(services.store).since(after or end - FIRST_REACH, end)
    return digest_for(_set_up(services, channel), end, services.store, services.topics, after)


def check_token(settings: Settings) -> None:
    """Raises SetupError where nothing could be posted, before anything is done."""
    if settings.slack_bot_token is None:
        raise SetupError(what=wording.POSTING_NEEDS_TOKEN)


def deliver(services: Services, digest: Digest, channel: str) -> bool:
    """Post the digest to the channel, unless it had one on this date; whether it was posted.

    The claim is the schedule's own, so the schedule does not post there again on that date; and one that was left half
    done is settled in the same way, see `bot.digest.runs`. Raises DeliveryFailed, DeliveryUnsure or HistoryClosed.
    """
    from bot.app import digest_delivery
    from bot.digest.runs import Runs

    store, one = services.store, _set_up(services, channel)
    runs = Runs(store, services.topics, digest_delivery(services.settings), lambda: datetime.now(UTC))
    day = digest.until.astimezone(one.timezone).date()
    claim = runs.claim(channel, day, one)
    # Read anew: what was stored between the first reading and the claim would else be in no digest at all.
    digest = digest_for(one, digest.until, store, services.topics, digest.since)
    posted = claim is not None and runs.deliver(claim, one, digest)
    run = store.digest_run(channel, day)
    if posted:
        complain(wording.posted(len(digest.stories), channel))
    elif run is not None:
        complain(wording.not_posted(channel, day, run.state))
    return posted


def _set_up(services: Services, channel: str) -> DigestChannel:
    return channel_of(services.store, services.settings, channel) or default_for(channel, services.settings)
