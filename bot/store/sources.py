"""Where articles lie, what was refused of it, and which containers were read through. Functions work in their caller's
transaction."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.store.tables import articles, containers, refusals
from bot.store.values import Origin, Refused, SourceState

_GONE = delete(refusals).where(refusals.c.origin == bindparam("there"), refusals.c.source == bindparam("at"))
_READ_THROUGH = delete(containers).where(
    containers.c.origin == bindparam("there"), containers.c.source == bindparam("at")
)


def read_sources(connection: Connection, origin: Origin) -> dict[str, SourceState]:
    """Every source of an origin. One that held several articles shows the live one, or the last."""
    rows = connection.execute(
        select(articles.c.source, articles.c.id, articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn)
        .where(articles.c.origin == origin)
        .order_by(articles.c.withdrawn.desc(), articles.c.seq)
    )
    return {source: SourceState(*state) for source, *state in rows}


def read_states(connection: Connection, article_ids: Sequence[str]) -> dict[str, SourceState]:
    """What is known of the sources of these articles, by id, in their order; without those that are withdrawn."""
    rows = connection.execute(
        select(articles.c.id, articles.c.stamp, articles.c.fingerprint, articles.c.withdrawn).where(
            articles.c.id.in_(article_ids), ~articles.c.withdrawn
        )
    )
    found = {row.id: SourceState(*row) for row in rows}
    return {article_id: found[article_id] for article_id in dict.fromkeys(article_ids) if article_id in found}


def read_refusals(connection: Connection, origins: Iterable[Origin]) -> list[Refused]:
    """What was refused of these origins and not taken in since, by source."""
    query = select(refusals).where(refusals.c.origin.in_(list(origins))).order_by(refusals.c.source, refusals.c.origin)
    return [Refused(Origin(row.origin), row.source, row.stamp, row.reason, row.at) for row in connection.execute(query)]


def note_refusals(connection: Connection, refused: Sequence[Refused]) -> None:
    """Keep these in place of what was kept of their sources."""
    forget_refusals(connection, refused)
    if rows := {(one.origin, one.source): one._asdict() for one in refused}:
        connection.execute(insert(refusals), list(rows.values()))


def forget_refusals(connection: Connection, refused: Sequence[Refused]) -> None:
    """Drop what was refused of these sources: they were taken in, or are gone."""
    if refused:
        connection.execute(_GONE, [{"there": one.origin, "at": one.source} for one in refused])


def read_containers(connection: Connection, origin: Origin) -> dict[str, str]:
    """The stamps of containers that were read through, by source."""
    query = select(containers.c.source, containers.c.stamp).where(containers.c.origin == origin)
    return {row.source: row.stamp for row in connection.execute(query)}


def note_containers(connection: Connection, origin: Origin, stamps: Mapping[str, str]) -> None:
    """Note that containers were read through in the state of those stamps."""
    forget_containers(connection, origin, stamps)
    if stamps:
        rows = [{"origin": origin, "source": source, "stamp": stamp} for source, stamp in stamps.items()]
        connection.execute(insert(containers), rows)


def forget_containers(connection: Connection, origin: Origin, names: Iterable[str]) -> None:
    """Forget containers that are gone."""
    if gone := [{"there": origin, "at": source} for source in names]:
        connection.execute(_READ_THROUGH, gone)
