"""Where articles lie, what was refused of it, and which containers were read through."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, delete, insert, select

from bot.store.part import Part
from bot.store.tables import articles, containers, refusals
from bot.store.values import Origin, Refused, SourceState

_GONE = delete(refusals).where(refusals.c.origin == bindparam("there"), refusals.c.source == bindparam("at"))
_READ_THROUGH = delete(containers).where(
    containers.c.origin == bindparam("there"), containers.c.source == bindparam("at")
)


class SourceStore(Part):
    """The sources of articles."""

    def sources(self, origin: Origin) -> dict[str, SourceState]:
        """What is known of every source of an origin, withdrawn ones included. One that held several articles shows the
        live one, or the last."""
        query = (
            select(articles.c.source, articles.c.id, articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn)
            .where(articles.c.origin == origin)
            .order_by(articles.c.withdrawn.desc(), articles.c.seq)
        )
        with self._database.read() as connection:
            return {source: SourceState(*state) for source, *state in connection.execute(query)}

    def states(self, article_ids: Sequence[str]) -> dict[str, SourceState]:
        """What is known of the sources of these articles, by id, in their order; without those that are withdrawn."""
        query = select(articles.c.id, articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn).where(
            articles.c.id.in_(article_ids), ~articles.c.withdrawn
        )
        with self._database.read() as connection:
            found = {row.id: SourceState(*row) for row in connection.execute(query)}
        return {article_id: found[article_id] for article_id in dict.fromkeys(article_ids) if article_id in found}

    def refusals(self, *origins: Origin) -> list[Refused]:
        """What was refused of these origins, by default of all, and not taken in since; by source."""
        of = refusals.c.origin.in_(origins or tuple(Origin))
        query = select(refusals).where(of).order_by(refusals.c.source, refusals.c.origin)
        with self._database.read() as connection:
            return [
                Refused(Origin(row.origin), row.source, row.stamp, row.reason, row.at)
                for row in connection.execute(query)
            ]

    def note_refusals(self, refused: Sequence[Refused], mended: Sequence[Refused] = ()) -> None:
        """Keep what was refused, in place of what was kept of the same sources, and drop what holds no more."""
        gone = [{"there": one.origin, "at": one.source} for one in (*mended, *refused)]
        rows = {(one.origin, one.source): one._asdict() for one in refused}
        with self._database.write() as connection:
            if gone:
                connection.execute(_GONE, gone)
            if rows:
                connection.execute(insert(refusals), list(rows.values()))

    def containers(self, origin: Origin) -> dict[str, str]:
        """The stamps of the containers of an origin that were read through, by source."""
        query = select(containers.c.source, containers.c.stamp).where(containers.c.origin == origin)
        with self._database.read() as connection:
            return {row.source: row.stamp for row in connection.execute(query)}

    def note_containers(self, origin: Origin, stamps: Mapping[str, str], gone: Sequence[str] = ()) -> None:
        """Note that containers were read through in the state of those stamps, and forget those that are gone."""
        forgotten = [{"there": origin, "at": source} for source in (*stamps, *gone)]
        rows = [{"origin": origin, "source": source, "stamp": stamp} for source, stamp in stamps.items()]
        with self._database.write() as connection:
            if forgotten:
                connection.execute(_READ_THROUGH, forgotten)
            if rows:
                connection.execute(insert(containers), rows)
