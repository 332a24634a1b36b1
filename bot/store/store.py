"""The one way to what is kept. A method is one transaction: durable when it returns, or never begun."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self

from sqlalchemy import select

from bot.facts.record import Facts
from bot.models import Answer, Article, Citation, Draft
from bot.store import articles, claims, saving
from bot.store.database import Database
from bot.store.migrate import bring_up_to_date
from bot.store.tables import identity
from bot.store.values import Counts, KeptAnswer, Outcome, SourceState


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

    def save(
        self, draft: Draft, facts: Facts, *, origin: str, stamp: str, fingerprint: str, landed: datetime
    ) -> Outcome:
        """Store an article and what it states, or what changed of it.

        Another title, text or blocks make a new version; other metadata changes the article in place; both,
        and the return of a withdrawn article, are CHANGED. Where it lies (origin and source) is noted, but
        makes no change. Another article that lay there is withdrawn. `landed` counts when the article is new;
        it is moved to just after a digest that was claimed meanwhile, so that no digest misses it.
        Raises NotText for a NUL character or half a surrogate pair.
        """
        with self._database.write() as connection:
            return saving.save(
                connection, draft, facts, origin=origin, stamp=stamp, fingerprint=fingerprint, landed=landed
            )

    def restamp(self, source: str, *, origin: str, stamp: str, fingerprint: str) -> None:
        """Note what a source looks like that was touched but holds the same bytes."""
        with self._database.write() as connection:
            saving.restamp(connection, source, origin=origin, stamp=stamp, fingerprint=fingerprint)

    def withdraw(self, article_id: str) -> None:
        """Mark an article as not to be cited; saving it again brings it back."""
        with self._database.write() as connection:
            saving.withdraw(connection, article_id)

    def sources(self, origin: str) -> dict[str, SourceState]:
        """What is known of every source of an origin, withdrawn ones included."""
        with self._database.read() as connection:
            return articles.read_sources(connection, origin)

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

    def without_facts(self, after: str, limit: int) -> list[Article]:
        """At most `limit` articles, not withdrawn, for which `facts` has nothing: the next behind the id `after`, in
        their order; "" begins."""
        with self._database.read() as connection:
            return articles.read_without_facts(connection, after, limit)

    def keep_facts(self, facts: Iterable[tuple[Article, Facts]]) -> None:
        """Keep what these versions of articles state. Makes no change: the text is as it was."""
        with self._database.write() as connection:
            for article, taken in facts:
                saving.keep_facts(connection, article, taken)

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

    def landed(self, after: datetime, until: datetime) -> list[Article]:
        """The articles, not withdrawn, that landed in (after, until], oldest first."""
        with self._database.read() as connection:
            return articles.read_landed(connection, after, until)

    def counts(self) -> Counts:
        """How many articles can be cited and how many are withdrawn."""
        with self._database.read() as connection:
            return articles.count(connection)

    # What happens once

    def first_seen(self, event_id: str, now: datetime) -> bool:
        """True exactly once for an id, across threads and processes."""
        with self._database.write() as connection:
            return claims.see_event(connection, event_id, now)

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

    # Digests

    def claim_digest(self, channel: str, period: date, now: datetime) -> bool:
        """True exactly once for a channel and period, unless released.

        Claim before choosing the articles, and let the digest reach no further than `now`: what is saved
        later lands after it.
        """
        with self._database.write() as connection:
            return claims.claim_digest(connection, channel, period, now)

    def release_digest(self, channel: str, period: date) -> None:
        """Give a claim back since nothing was posted. Leaves a delivered digest as it is."""
        with self._database.write() as connection:
            claims.release_digest(connection, channel, period)

    def record_digest(self, channel: str, period: date, *, until: datetime, ts: str) -> None:
        """Note a delivered digest: up to when it reaches, and the time stamp of its message."""
        with self._database.write() as connection:
            claims.record_digest(connection, channel, period, until=until, ts=ts)

    def delivered_until(self, channel: str) -> datetime | None:
        """The furthest `until` of the digests that a channel got; None before the first."""
        with self._database.read() as connection:
            return claims.read_delivered_until(connection, channel)
