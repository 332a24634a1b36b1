"""One run of a digest, from its claim to its end: exactly one post, whatever dies on the way.

Claim, choose the articles, renew the claim, post, record. The post carries its channel and period as metadata. A long
digest goes on in the thread of its first message; the claim is renewed before each part. Whoever finds a claim that
was held for LEASE and not recorded takes it over, looks for that metadata in the channel, and records what it finds,
with what the thread still lacks; where there is nothing, it goes on and posts.

Why no interleaving posts twice. A post happens only after a renewal, and within LEASE of it: the sender gives up
before. Taking over and renewing are atomic, and exclude each other: after a claim was taken over, its maker's renewal
fails and it posts nothing; and it could only be taken over LEASE after its last renewal, when a post of its maker's has
ended, one way or the other. So when the new owner looks, nothing more can come of any older claim: what is there it
finds, and what it does not find never comes. It takes over before it looks, for between a look and a later claim
another could post. One at a time owns the claim, so one at a time looks and posts; if it dies, the next does the same.

Why none is lost: an open claim is taken over until it is recorded, empty, or its day is over.

It rests on this: the clocks of the processes agree to a minute or so; no process stands still, between renewing and
sending, for longer than LEASE less the sender's own deadline; and nobody deletes the message before it is recorded.
Where the history may not be read, nothing is known: the claim is closed, and the period is not posted again.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from pydantic import AwareDatetime

from bot.digest.changes import has_news
from bot.digest.channels import digest_for, due
from bot.digest.moments import moment_of
from bot.errors import DeliveryFailed, HistoryClosed
from bot.models import Digest, Topic, Value
from bot.store import Claim, DigestChannel, RunState, Store

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
"""How long to wait after each refusal in a row; the last one again and again, until the day is over."""


class Mark(Value):
    """Which digest a message belongs to, and which of its parts it is: 0 stands in the channel, the others in its
    thread. `claim` tells in the channel's history who posted it."""

    channel: str
    period: date
    claim: str
    since: AwareDatetime
    until: AwareDatetime
    part: int
    parts: int


class Posted(NamedTuple):
    """A digest that stands in its channel: its first message's time stamp and mark, and which parts there are."""

    ts: str
    mark: Mark
    parts: frozenset[int]

    @property
    def is_whole(self) -> bool:
        return len(self.parts) == self.mark.parts


class Delivery(Protocol):
    """The way to Slack, and what stands there."""

    def count(self, one: DigestChannel, digest: Digest) -> int:
        """How many messages a digest takes."""

    def post(self, one: DigestChannel, digest: Digest, mark: Mark, thread: str | None) -> str:
        """Post the message of a digest that the mark tells, with the mark as its metadata, within LEASE; its ts.

        Raises DeliveryFailed where Slack took nothing, for certain, DeliveryUnsure where that is not known.
        """

    def find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        """The digest of that period, if the channel's bot posted its first message between the two moments.

        Raises HistoryClosed where the bot may not look, DeliveryUnsure where it cannot now.
        """


class Runs:
    """Carries out the digests of a store's channels."""

    def __init__(
        self,
        store: Store,
        topics: Sequence[Topic],
        delivery: Delivery,
        clock: Callable[[], datetime],
        back_off: Sequence[timedelta] = BACK_OFF,
    ) -> None:
        self._store = store
        self._delivery = delivery
        self._topics = topics
        self._clock = clock
        self._back_off = back_off

    def carry_out(self, channel: str, period: date, one: DigestChannel | None) -> bool:
        """Bring a run to its end, as far as that can be done now; whether a digest was posted.

        `one` is None for a channel that gets no digest any more: then it is only settled. Raises what `deliver` does.
        """
        claim = self.claim(channel, period, one)
        if claim is None:
            return False
        if one is None or due(one, claim.claimed) != period:
            self._put_off(claim, one)
            return False
        digest = digest_for(one, claim.claimed, self._store, self._topics)
        if one.quiet_when_empty and not has_news(digest):
            self._store.close_digest(claim, RunState.EMPTY)
            return False
        return self.deliver(claim, one, digest)

    def claim(self, channel: str, period: date, one: DigestChannel | None) -> Claim | None:
        """The right to post that digest; None where another has it, or it was posted.

        A claim that was left half done is settled first. Raises HistoryClosed, DatabaseDown and what `deliver` does.
        """
        claim = self._store.claim_digest(channel, period, self._clock())
        if claim is None or not claim.lease.is_left:
            return claim
        try:
            posted = self._delivery.find(channel, period, claim.lease.begun, claim.lease.before)
        except HistoryClosed as error:
            self._store.close_digest(claim, RunState.UNSURE, str(error.facts["why"]))
            raise
        if posted is None:
            return claim
        self._complete(claim, one, posted)
        return None

    def deliver(self, claim: Claim, one: DigestChannel, digest: Digest, posted: Posted | None = None) -> bool:
        """Post the digest under its claim, but for what is `posted` of it, and record it; False where somebody else has
        taken it over.

        Raises DeliveryFailed: where its first message was refused, it may be claimed again after BACK_OFF;
        DeliveryUnsure: after LEASE; and DatabaseDown.
        """
        thread = posted.ts if posted else None
        parts = self._delivery.count(one, digest)
        for part in range(parts):
            if posted and part in posted.parts:
                continue
            if not self._store.renew_claim(claim, self._clock()):
                return False
            thread = thread or self._post_first(claim, one, digest, parts)
            if part:
                self._delivery.post(one, digest, _mark(claim, digest, part, parts), thread)
        shown = [citation for story in digest.stories for citation in story.citations]
        self._store.record_digest(claim, until=digest.until, ts=thread or "", shown=shown)
        return True

    def _post_first(self, claim: Claim, one: DigestChannel, digest: Digest, parts: int) -> str:
        try:
            return self._delivery.post(one, digest, _mark(claim, digest, 0, parts), None)
        except DeliveryFailed as error:
            wait = self._back_off[min(claim.lease.refusals, len(self._back_off) - 1)]
            self._store.refuse_digest(claim, self._clock() + wait, str(error.facts["why"]))
            raise

    def _complete(self, claim: Claim, one: DigestChannel | None, posted: Posted) -> None:
        """Record a digest that was found. What its thread lacks is posted there, as long as its day is not over."""
        mark = posted.mark
        if one is None or posted.is_whole or due(one, claim.claimed) != claim.period:
            self._store.record_digest(claim, until=mark.until, ts=posted.ts)
            return
        digest = digest_for(one, mark.until, self._store, self._topics, after=mark.since)
        self.deliver(claim, one, digest, posted)

    def _put_off(self, claim: Claim, one: DigestChannel | None) -> None:
        """Until its moment, where somebody has moved that to later in the day; else for good."""
        moment = moment_of(claim.period, one.at, one.timezone) if one and not one.paused else claim.claimed
        if moment > claim.claimed:
            self._store.refuse_digest(claim, moment, "put off")
        else:
            self._store.close_digest(claim, RunState.MISSED)


def _mark(claim: Claim, digest: Digest, part: int, parts: int) -> Mark:
    return Mark(
        channel=claim.channel,
        period=claim.period,
        claim=claim.lease.id,
        since=digest.since,
        until=digest.until,
        part=part,
        parts=parts,
    )
