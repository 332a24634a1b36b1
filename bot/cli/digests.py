"""A digest asked for on the command line: what it covers, and posting it."""

from datetime import UTC, datetime

from bot import wording
from bot.cli.output import complain
from bot.digest import FIRST_REACH, Digests
from bot.errors import DeliveryFailed, SetupError
from bot.models import Digest
from bot.services import Services
from bot.settings import Settings


def make(services: Services, after: datetime | None, until: datetime | None, channel: str | None) -> Digest:
    """The digest of `(after, until]`: by default from where the channel's last one left off up to now."""
    end = until or datetime.now(UTC)
    start = after or (services.store.delivered_until(channel) if channel else None) or end - FIRST_REACH
    return Digests(services.store).since(start, end)


def check_token(settings: Settings) -> None:
    """Raises SetupError where nothing could be posted, before anything is done."""
    if settings.slack_bot_token is None:
        raise SetupError(what=wording.POSTING_NEEDS_TOKEN)


def deliver(services: Services, digest: Digest, channel: str) -> bool:
    """Post the digest to the channel, unless it had one on this date; whether it was posted.

    The claim is the schedule's own, so the schedule does not post there again on that date.
    Raises DeliveryFailed or DeliveryUnsure.
    """
    from bot.app import digest_sender

    post = digest_sender(services.settings)
    day = digest.until.astimezone(services.settings.dateline_timezone).date()
    if not services.store.claim_digest(channel, day, datetime.now(UTC)):
        complain(wording.already_posted(channel, day))
        return False
    # Read anew: what was stored between the first reading and the claim would else be in no digest at all.
    digest = Digests(services.store).since(digest.since, digest.until)
    try:
        ts = post(channel, digest)
    except DeliveryFailed:
        services.store.release_digest(channel, day)
        raise
    services.store.record_digest(channel, day, until=digest.until, ts=ts)
    complain(wording.posted(len(digest.stories), channel))
    return True
