"""The one way to what is kept. A method is one transaction: durable when it returns, or never begun."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Self

from sqlalchemy import select

from bot.facts.record import Facts
from bot.models import Answer, Article, CheckedText, Citation, Holdings
from bot.store import (
    articles,
    asked,
    channel_rules,
    channels,
    checks,
    claims,
    copying,
    digests,
    feeds,
    saving,
    sources,
    telling,
    threads,
    watches,
)
from bot.store.asked import Asked, Feedback, Unanswered
from bot.store.channel_rules import ChannelRules
from bot.store.channels import DigestChannel
from bot.store.database import Database
from bot.store.digests import Claim, DigestRun, RunState
from bot.store.feeds import Feed, SeenEntry
from bot.store.migrate import bring_up_to_date
from bot.store.rows import Kept
from bot.store.tables import identity
from bot.store.threads import Thread
from bot.store.values import (
    Counts,
    Entry,
    KeptAnswer,
    Origin,
    Refused,
    Saved,
    SourceState,
    Taken,
    Version,
)
from bot.store.watches import Watch, WatchClaim


class Store:
    """Articles and claims on SQLite or PostgreSQL.

    For any number of threads, and of processes that open the same URL. Every method raises DatabaseDown
    when the database does not answer. Moments are aware datetimes; those that come out are in UTC.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str) -> Self:
        """Connect, and bring the tables up to date. The folder of a SQLite file is made where it is missing.

        `url`: sqlite:///FILE, postgresql://… or postgres://…
        Raises DatabaseDown, saying why but never with the password.
        """
        database = Database(url)
        try:
            bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def ping(self) -> None:
        """Raise DatabaseDown unless the database answers."""
        self.last_change()

    def identity(self) -> str:
        """A random id made with the database: an index that follows another one's changes shows by it."""
        with self._database.read() as connection:
            made: str = connection.execute(select(identity.c.id)).scalar_one()
            return made

    # Articles

    def save(self, entries: Sequence[Entry], landed: datetime) -> list[Saved]:
        """Store articles and what they state, or what changed of them: all of them, or none. What became of each.

        Another title, text or blocks make a new version; other metadata changes the article in place; both,
        and the return of a withdrawn article, are CHANGED. Where it lies (origin and source) is noted, but
        makes no change. Another article that lay there is withdrawn. `landed` counts when the article is new;
        it is moved to just after a digest that was claimed meanwhile, so that no digest misses it.

        An entry `by_address` is the article that is known under one of its addresses, if there is one. Where that
        is another source's, such as a file's, nothing changes; of the web, the newest reading counts.
        """
        with self._database.write() as connection:
            return saving.save(connection, entries, landed)

    def restamp(self, states: Sequence[tuple[Origin, str, str, str]]) -> None:
        """Note what sources look like that were touched but hold the same bytes: of each its origin, name, stamp and
        fingerprint."""
        with self._database.write() as connection:
            saving.restamp(connection, states)

    def withdraw(self, *article_ids: str) -> None:
        """Mark articles as not to be cited; saving one again brings it back."""
        with self._database.write() as connection:
            saving.withdraw(connection, article_ids)

    def sources(self, origin: Origin) -> dict[str, SourceState]:
        """What is known of every source of an origin, withdrawn ones included."""
        with self._database.read() as connection:
            return sources.read_sources(connection, origin)

    def states(self, article_ids: Sequence[str]) -> dict[str, SourceState]:
        """What is known of the sources of these articles, by id, in their order; without those that are withdrawn."""
        with self._database.read() as connection:
            return sources.read_states(connection, article_ids)

    def known_as(self, keys: Sequence[str]) -> dict[str, str]:
        """The ids of articles that are known under these addresses, by address; withdrawn ones included."""
        with self._database.read() as connection:
            return copying.read_known(connection, keys)

    def addresses(self) -> list[str]:
        """Every address that an article which can be cited is known under."""
        with self._database.read() as connection:
            return copying.read_addresses(connection)

    def refusals(self, *origins: Origin) -> list[Refused]:
        """What was refused of these origins, by default of all, and not taken in since; by source."""
        with self._database.read() as connection:
            return sources.read_refusals(connection, origins or tuple(Origin))

    def note_refusals(self, refused: Sequence[Refused], mended: Sequence[Refused] = ()) -> None:
        """Keep what was refused, in place of what was kept of the same sources, and drop what holds no more."""
        with self._database.write() as connection:
            sources.forget_refusals(connection, mended)
            sources.note_refusals(connection, refused)

    def containers(self, origin: Origin) -> dict[str, str]:
        """The stamps of the containers of an origin that were read through, by source."""
        with self._database.read() as connection:
            return sources.read_containers(connection, origin)

    def note_containers(self, origin: Origin, stamps: Mapping[str, str], gone: Sequence[str] = ()) -> None:
        """Note that containers were read through in the state of those stamps, and forget those that are gone."""
        with self._database.write() as connection:
            sources.note_containers(connection, origin, stamps)
            sources.forget_containers(connection, origin, gone)

    def originals(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The articles whose wordings these have, by id, for those that are copies. At most some hundred ids."""
        with self._database.read() as connection:
            return copying.read_originals(connection, article_ids)

    def versions(self, article_id: str) -> list[Version]:
        """Every version of an article with what it changed, the first one first; none where there is none of it."""
        with self._database.read() as connection:
            return articles.read_versions(connection, article_id)

    def article(self, article_id: str, version: int | None = None) -> Article | None:
        """An article in its newest version, or in the one asked for; withdrawn ones included."""
        with self._database.read() as connection:
            return articles.read_article(connection, article_id, version)

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """The newest versions of these articles, by id, without those that there are not."""
        with self._database.read() as connection:
            return articles.read_articles(connection, ids)

    def facts(self, ids: Iterable[str]) -> dict[str, Facts]:
        """What the newest versions of these articles state, by id; without those whose facts are missing or were
        taken by another version of this program. At most some hundred ids."""
        with self._database.read() as connection:
            return articles.read_facts(connection, ids)

    def without_facts(self, after: str, limit: int) -> list[Kept]:
        """At most `limit` articles, not withdrawn, for which `facts` has nothing: the next behind the id `after`, in
        their order; "" begins."""
        with self._database.read() as connection:
            return articles.read_without_facts(connection, after, limit)

    def keep_facts(self, taken: Iterable[Taken]) -> None:
        """Keep what these versions of articles state. Makes no change: the text is as it was."""
        with self._database.write() as connection:
            for one in taken:
                saving.keep_facts(connection, one)

    def cited(self, citation: Citation, by: datetime) -> Article | None:
        """The article in the version that a citation was taken from; None where no version holds the quote there.

        That is the newest with the quote in its place, of those read up to that moment: what was cited may have
        changed before the answer was kept.
        """
        with self._database.read() as connection:
            return articles.read_cited(connection, citation, by)

    def last_change(self) -> int:
        """The number of the last change to an article; 0 before the first."""
        with self._database.read() as connection:
            return articles.read_last_change(connection)

    def changes(self, after: int, limit: int) -> list[Article]:
        """At most `limit` articles that changed after the change of that number, in `seq` order.

        Withdrawn ones included. Whoever has read up to a number never misses a smaller one.
        """
        with self._database.read() as connection:
            return articles.read_changes(connection, after, limit)

    def kept_changes(self, after: int, limit: int) -> list[Kept]:
        """As `changes`, each with its facts and not read yet: `read_kept` does that, in any process."""
        with self._database.read() as connection:
            return articles.read_kept_changes(connection, after, limit)

    def landed(self, after: datetime, until: datetime) -> list[Article]:
        """The articles, not withdrawn, that landed in (after, until], oldest first."""
        with self._database.read() as connection:
            return articles.read_landed(connection, after, until)

    def holdings(self) -> Holdings:
        """What can be cited, and where it comes from."""
        with self._database.read() as connection:
            return articles.read_holdings(connection)

    def counts(self) -> Counts:
        """How many articles can be cited and how many are withdrawn."""
        with self._database.read() as connection:
            return articles.count(connection)

    # What happens once

    def first_seen(self, event_id: str, now: datetime) -> bool:
        """True exactly once for an id, across threads and processes."""
        with self._database.write() as connection:
            return claims.see_event(connection, event_id, now)

    def unsee(self, event_id: str) -> None:
        """Take it back: what was to happen once has not happened, and may be tried again."""
        with self._database.write() as connection:
            claims.unsee_event(connection, event_id)

    def keep_answers(self, answers: Sequence[Answer], now: datetime) -> None:
        """Keep answers for good, under their ids: what was said can be checked years later.

        One transaction for all of them, and none where each is kept already: that costs a look.
        """
        with self._database.read() as connection:
            known = claims.read_kept_ids(connection, [answer.id for answer in answers])
        if new := [answer for answer in answers if answer.id not in known]:
            with self._database.write() as connection:
                # In one order everywhere: transactions that wait for each other's answers would never end.
                for answer in sorted(new, key=lambda answer: answer.id):
                    claims.keep_answer(connection, answer, now)

    def answer(self, answer_id: str) -> KeptAnswer | None:
        """The answer that is kept under an id, in the words in which it was first kept; None where none is."""
        with self._database.read() as connection:
            return claims.read_answer(connection, answer_id)

    def forget_events(self, before: datetime) -> None:
        """Drop events seen before that moment: each counts as new from then on."""
        with self._database.write() as connection:
            claims.forget_events(connection, before)

    # Feeds

    def feeds(self) -> list[Feed]:
        """Every feed that is followed, by title."""
        with self._database.read() as connection:
            return feeds.read_feeds(connection)

    def add_feed(self, feed: Feed) -> bool:
        """Follow a feed. False where one of that id is followed already, which stays as it is."""
        with self._database.write() as connection:
            return feeds.add_feed(connection, feed)

    def remove_feed(self, feed_id: str) -> None:
        """Follow a feed no more. Its articles stay."""
        with self._database.write() as connection:
            feeds.remove_feed(connection, feed_id)

    def due_feeds(self, now: datetime) -> list[str]:
        """The ids of the feeds that are due, neither paused nor claimed, the longest due first."""
        with self._database.read() as connection:
            return feeds.read_due(connection, now)

    def claim_feed(self, feed_id: str, now: datetime, until: datetime, *, is_due: bool = True) -> Feed | None:
        """The feed, for the one that may poll it until then; None where another one has it, or it is not due.

        A claim ends when the feed is settled, or by itself: whoever had it may be dead. With `is_due` False a feed
        that is paused, or not due yet, can be claimed too.
        """
        with self._database.write() as connection:
            return feeds.claim_feed(connection, feed_id, now, until, is_due=is_due)

    def settle_feed(self, feed: Feed) -> None:
        """Note how a feed fares, and give the claim on it back. Nothing where it was removed meanwhile."""
        with self._database.write() as connection:
            feeds.settle_feed(connection, feed)

    def feed_entries(self, feed_id: str) -> dict[str, SeenEntry]:
        """What was dealt with of a feed, by entry."""
        with self._database.read() as connection:
            return feeds.read_entries(connection, feed_id)

    def note_feed_entries(self, feed_id: str, entries: Sequence[SeenEntry]) -> None:
        """Keep what became of entries. Nothing where the feed was removed meanwhile."""
        with self._database.write() as connection:
            feeds.note_entries(connection, feed_id, entries)

    # Digests

    def claim_digest(self, channel: str, period: date, now: datetime) -> Claim | None:
        """The right to post a channel's digest of a period: to one at a time, and never again once it is at its end.

        Claim before choosing the articles, and let the digest reach no further than `now`: what is saved later lands
        after it. One that was claimed before, and not recorded within LEASE, is taken over: see `Claim.was`.
        """
        with self._database.write() as connection:
            return digests.claim_digest(connection, channel, period, now)

    def renew_claim(self, claim: Claim, now: datetime) -> bool:
        """Whether the claim is still one's own; for another LEASE if so. To be asked just before posting."""
        with self._database.write() as connection:
            return digests.renew(connection, claim, now)

    def refuse_digest(self, claim: Claim, again: datetime, why: str) -> None:
        """Give a claim back since Slack took nothing, for certain. It is open again from that moment on."""
        with self._database.write() as connection:
            digests.refuse(connection, claim, again, why)

    def close_digest(self, claim: Claim, state: RunState, why: str | None = None) -> None:
        """End a run that is not posted: EMPTY, MISSED or UNSURE."""
        with self._database.write() as connection:
            digests.close(connection, claim, state, why)

    def record_digest(self, claim: Claim, *, until: datetime, ts: str, shown: Sequence[Citation] = ()) -> None:
        """Note a delivered digest: up to when it reaches, the time stamp of its message, and the quotes shown."""
        with self._database.write() as connection:
            digests.record(connection, claim, until, ts)
            telling.note_shown(connection, claim.channel, claim.period, until, shown)

    def shown(self, channel: str, since: datetime) -> list[tuple[Citation, datetime]]:
        """The quotes that a channel's digests have shown since then, each with when that was; oldest first."""
        with self._database.read() as connection:
            return telling.read_shown(connection, channel, since)

    def mute_story(self, channel: str, story: str, until: datetime) -> None:
        """Leave the story of that article out of the channel's digests up to that moment; a later one counts."""
        with self._database.write() as connection:
            telling.mute(connection, channel, story, until)

    def unmute_story(self, channel: str, story: str) -> None:
        """Tell of the story again."""
        with self._database.write() as connection:
            telling.unmute(connection, channel, story)

    def muted_stories(self, channel: str, now: datetime) -> set[str]:
        """The stories that the channel does not want to hear of at that moment, each by one of its articles."""
        with self._database.read() as connection:
            return telling.read_muted(connection, channel, now)

    def digest_run(self, channel: str, period: date) -> DigestRun | None:
        """What became of a channel's digest of a period; None where it was not begun."""
        with self._database.read() as connection:
            return digests.read_run(connection, channel, period)

    def last_digest_run(self, channel: str) -> DigestRun | None:
        """The channel's run of the latest period; None before the first."""
        with self._database.read() as connection:
            return digests.read_last_run(connection, channel)

    def open_digest_runs(self, now: datetime) -> list[tuple[str, date]]:
        """The channel and period of each run that was left half done, or refused, and is to be taken up now."""
        with self._database.read() as connection:
            return digests.read_open(connection, now)

    def begun_digest_runs(self, since: date) -> set[tuple[str, date]]:
        """The channel and period of each run of that period or a later one, whatever became of it."""
        with self._database.read() as connection:
            return digests.read_begun(connection, since)

    def delivered_until(self, channel: str) -> datetime | None:
        """The furthest `until` of the digests that a channel got, empty ones included; None before the first."""
        with self._database.read() as connection:
            return digests.read_delivered_until(connection, channel)

    def save_digest_channel(self, one: DigestChannel) -> None:
        """Keep how a channel is set up, in place of what was kept."""
        with self._database.write() as connection:
            channels.save_channel(connection, one)

    def digest_channel(self, channel: str) -> DigestChannel | None:
        """How somebody set a channel up; None where nobody did."""
        with self._database.read() as connection:
            return channels.read_channel(connection, channel)

    def digest_channels(self) -> list[DigestChannel]:
        """Every channel that somebody set up, by id."""
        with self._database.read() as connection:
            return channels.read_channels(connection)

    # What people asked

    def keep_asked(self, answer: Answer, person: str, channel: str, now: datetime) -> None:
        """Keep an answer, as `keep_answers` does, and who asked for it, where."""
        with self._database.write() as connection:
            claims.keep_answer(connection, answer, now)
            asked.note_asked(connection, answer, person, channel, now)

    def recent_asked(self, person: str, most: int) -> list[Asked]:
        """The last questions of a person, newest first, each once."""
        with self._database.read() as connection:
            return asked.read_recent(connection, person, most)

    def unanswered(self, since: datetime, until: datetime, channel: str | None = None) -> list[Unanswered]:
        """The questions asked in (since, until] that found nothing, most frequent first, then newest; of one channel,
        or of all. None that found something when it was asked last."""
        with self._database.read() as connection:
            return asked.read_unanswered(connection, since, until, channel)

    def forget_asked(self, before: datetime) -> None:
        """Drop what was asked before that moment."""
        with self._database.write() as connection:
            asked.forget_asked(connection, before)

    def keep_feedback(self, person: str, one: Feedback) -> None:
        """Keep what a person thinks of an answer, in place of what was kept."""
        with self._database.write() as connection:
            asked.keep_feedback(connection, person, one)

    def feedback(self, since: datetime) -> list[Feedback]:
        """What people thought of answers since then, newest first."""
        with self._database.read() as connection:
            return asked.read_feedback(connection, since)

    # Rules of channels

    def save_channel_rules(self, rules: ChannelRules) -> None:
        """Keep what a channel wants, in place of what was kept."""
        with self._database.write() as connection:
            channel_rules.save_rules(connection, rules)

    def channel_rules(self, channel: str) -> ChannelRules:
        """What a channel wants, where nobody has said the defaults."""
        with self._database.read() as connection:
            return channel_rules.read_rules(connection, channel)

    # Threads

    def save_thread(self, channel: str, thread: str, about: Thread, now: datetime) -> None:
        """Keep what a thread is about, in place of what was kept."""
        with self._database.write() as connection:
            threads.save_thread(connection, channel, thread, about, now)

    def thread(self, channel: str, thread: str) -> Thread | None:
        """What a thread is about; None where nothing was asked there, or that is long ago."""
        with self._database.read() as connection:
            return threads.read_thread(connection, channel, thread)

    def forget_threads(self, before: datetime) -> None:
        """Drop what was asked in threads before that moment."""
        with self._database.write() as connection:
            threads.forget_threads(connection, before)

    # Watches

    def add_watch(self, watch: Watch) -> bool:
        """Keep a new watch. False where one of that id is kept already, which stays as it is."""
        with self._database.write() as connection:
            return watches.add(connection, watch)

    def remove_watch(self, watch_id: str) -> bool:
        """Drop a watch. False where there is none of that id."""
        with self._database.write() as connection:
            return watches.remove(connection, watch_id)

    def watch(self, watch_id: str) -> Watch | None:
        """The watch of that id; None where there is none."""
        with self._database.read() as connection:
            return watches.read(connection, watch_id)

    def watches_in(self, channel: str) -> list[Watch]:
        """A channel's watches, the oldest first."""
        with self._database.read() as connection:
            return watches.read_in(connection, channel)

    def watches_of(self, person: str) -> list[Watch]:
        """The watches that a person has set, the oldest first."""
        with self._database.read() as connection:
            return watches.read_of(connection, person)

    def due_watches(self, last: int, now: datetime) -> list[Watch]:
        """Those that nobody holds and that are not checked up to the change of that number, the longest unchecked
        first."""
        with self._database.read() as connection:
            return watches.read_due(connection, last, now)

    def claim_watch(self, watch: Watch, now: datetime) -> WatchClaim | None:
        """The right to tell what is new since `watch.answer`: to one at a time, for LEASE. None where it is gone, held,
        or has been told more since it was read."""
        with self._database.write() as connection:
            return watches.claim(connection, watch, now)

    def renew_watch(self, claim: WatchClaim, now: datetime) -> bool:
        """Whether the claim is still one's own; for another LEASE if so. To be asked just before posting."""
        with self._database.write() as connection:
            return watches.renew(connection, claim, now)

    def refuse_watch(self, claim: WatchClaim, again: datetime) -> None:
        """Give a claim back since Slack took nothing, for certain. The watch is due again from that moment on."""
        with self._database.write() as connection:
            watches.refuse(connection, claim, again)

    def settle_watch(self, claim: WatchClaim, checked: int, told: tuple[str, datetime] | None = None) -> None:
        """Give a claim back: up to which change the channel knows everything, and the answer that it was `told`."""
        with self._database.write() as connection:
            watches.settle(connection, claim, checked, told)

    # Checked texts

    def keep_check(self, checked: CheckedText, now: datetime) -> None:
        """Keep what was said to the claims of a text under its id, so that it can be shown again as it was."""
        with self._database.write() as connection:
            checks.keep(connection, checked, now)

    def check(self, check_id: str) -> CheckedText | None:
        """What is kept under an id; None where nothing is, or that is long ago."""
        with self._database.read() as connection:
            return checks.read(connection, check_id)

    def forget_checks(self, before: datetime) -> None:
        """Drop what was kept before that moment."""
        with self._database.write() as connection:
            checks.forget(connection, before)
