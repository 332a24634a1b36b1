"""A watch asked again: what is new is posted in its channel, exactly once, whatever dies on the way.

Claim, ask, keep the answer, renew the claim, post, settle: as a digest's run does it, and for the same reasons (see
`bot.digest.runs`). The post carries the watch and the answer as metadata. Who takes over a claim that was held for
LEASE and not settled looks for that in the channel first, and settles what it finds. What was told last is what the
next answer is compared with, so that every difference from it is posted once.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.answers import Answerer
from bot.answers.verify import verify
from bot.digest.runs import BACK_OFF
from bot.errors import DeliveryFailed, HistoryClosed, UnknownTopic
from bot.models import Answer, Check, Finding, Value
from bot.store import Store, Watch, WatchClaim
from bot.watches.differences import added, unmatched


class News(NamedTuple):
    """What a channel is told: the answer that it had at `told` and the present one, what is `new` in that, and the
    quotes of findings that are `gone` since no article has them any more."""

    watch: Watch
    before: Answer
    told: datetime
    now: Answer
    new: tuple[Finding, ...]
    gone: tuple[Check, ...]


class Mark(Value):
    """What a message tells: of which watch, after which answer, which answer, and up to which change that goes."""

    watch: str
    before: str
    answer: str
    checked: int


class Delivery(Protocol):
    """The way to Slack, and what stands there."""

    def post(self, news: News, mark: Mark) -> None:
        """Post it in the watch's channel with the mark as its metadata, within LEASE.

        Raises DeliveryFailed where Slack took nothing, for certain, DeliveryUnsure where that is not known.
        """

    def find(self, watch: Watch, after: datetime, before: datetime) -> Mark | None:
        """What the channel was told of that watch after that answer, if it was between the two moments.

        Raises HistoryClosed where the bot may not look, DeliveryUnsure where it cannot now.
        """


class Checks:
    """Asks the watches of a store again. Safe to use from several processes on one database."""

    def __init__(self, store: Store, answerer: Answerer, delivery: Delivery, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._answerer = answerer
        self._delivery = delivery
        self._clock = clock

    def carry_out(self, watch: Watch) -> bool:
        """Ask a watch again; whether something was posted.

        What the index has not read yet is for the next time. Raises UnknownTopic where its topic is gone,
        HistoryClosed, DatabaseDown; DeliveryFailed, after which the watch is due again in a while, and DeliveryUnsure,
        after LEASE.
        """
        claim = self._store.claim_watch(watch, self._clock())
        if claim is None or self._is_settled(claim):
            return False
        checked = self._answerer.seq  # before the question: what comes in meanwhile is looked at again
        try:
            news = self._news(claim.watch)
        except UnknownTopic:  # until its command is defined again there is nothing to ask
            self._store.settle_watch(claim, checked)
            raise
        if news is None:
            self._store.settle_watch(claim, checked)
            return False
        self._store.keep_answers([news.now], self._clock())
        if not self._store.renew_watch(claim, self._clock()):
            return False
        self._post(claim, news, checked)
        self._store.settle_watch(claim, checked, (news.now.id, self._clock()))
        return True

    def _is_settled(self, claim: WatchClaim) -> bool:
        """Whether somebody who left the claim had posted; then that is noted."""
        if not claim.lease.is_left:
            return False
        try:
            mark = self._delivery.find(claim.watch, claim.lease.begun, claim.lease.before)
        except HistoryClosed:
            self._take_as_told(claim)
            raise
        if mark is not None:
            self._store.settle_watch(claim, mark.checked, (mark.answer, claim.lease.before))
        return mark is not None

    def _take_as_told(self, claim: WatchClaim) -> None:
        """Where nobody can tell what was posted, it is not said again."""
        checked = self._answerer.seq
        try:
            now = self._answerer.ask(claim.watch.question)
        except UnknownTopic:
            self._store.settle_watch(claim, checked)
            return
        self._store.keep_answers([now], self._clock())
        self._store.settle_watch(claim, checked, (now.id, self._clock()))

    def _news(self, watch: Watch) -> News | None:
        """How the present answer differs from the one that was told; None where it does not."""
        now = self._answerer.ask(watch.question)
        receipt = verify(self._store, watch.answer)
        if receipt is None:  # answers are kept for good, and this one was kept before the watch
            return None
        before = receipt.answer
        cited = self._store.articles(citation.article for found in now.findings for citation in found.citations)
        fresh = {name for name, article in cited.items() if article.seq > watch.checked}
        new = added(before, now, fresh)
        gone = _gone(unmatched(before, now), receipt.checks)
        return News(watch, before, watch.told, now, new, gone) if new or gone else None

    def _post(self, claim: WatchClaim, news: News, checked: int) -> None:
        watch = claim.watch
        try:
            mark = Mark(watch=watch.id, before=watch.answer, answer=news.now.id, checked=checked)
            self._delivery.post(news, mark)
        except DeliveryFailed:
            wait = BACK_OFF[min(claim.lease.refusals, len(BACK_OFF) - 1)]
            self._store.refuse_watch(claim, self._clock() + wait)
            raise


def _gone(findings: Sequence[Finding], checks: Sequence[Check]) -> tuple[Check, ...]:
    """The first quote of each finding of which no quote stands any more."""
    by_quote = {check.citation: check for check in checks}
    told = ([by_quote[citation] for citation in found.citations] for found in findings)
    return tuple(of_one[0] for of_one in told if not any(check.stands for check in of_one))
