"""Changing articles."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.store.copying import add_addresses, find_original, keep_sketch, read_known, replace_sketch
from bot.store.part import Part
from bot.store.rows import EDITS, NEWEST_VERSION, content_of, metadata_of, read_blocks
from bot.store.tables import article_versions, articles
from bot.store.turns import Turn, take_turn
from bot.store.values import Entry, Origin, Outcome, Saved, Taken
from bot.texts.revisions import revise

HeldRow = Row[*tuple[Any, ...]]
"""A row of NEWEST_VERSION, with its origin."""

# Built once: putting a statement together takes longer than SQLite takes to carry it out.
_HELD = NEWEST_VERSION.add_columns(articles.c.origin).where(articles.c.id == bindparam("wanted"))
_THERE = select(articles.c.id).where(articles.c.id.in_(bindparam("ids", expanding=True)))
_LYING = select(articles.c.id, articles.c.origin, articles.c.source).where(
    articles.c.origin.in_(bindparam("origins", expanding=True)),
    articles.c.source.in_(bindparam("sources", expanding=True)),
    ~articles.c.withdrawn,
)
_ADD = insert(articles)
_ADD_VERSION = insert(article_versions)
_SET = update(articles).where(articles.c.id == bindparam("which"))
_RESTAMP = (
    update(articles)
    .where(articles.c.origin == bindparam("there"), articles.c.source == bindparam("at"), ~articles.c.withdrawn)
    .values(stamp=bindparam("looks"), fingerprint=bindparam("holds"))
)
_LIVE = select(articles.c.id).where(articles.c.id == bindparam("wanted"), ~articles.c.withdrawn)
_KEEP_FACTS = update(article_versions).where(
    article_versions.c.article == bindparam("which"), article_versions.c.version == bindparam("number")
)


class ArticleSaver(Part):
    """The articles as they are changed."""

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
            return save(connection, entries, landed)

    def restamp(self, states: Sequence[tuple[Origin, str, str, str]]) -> None:
        """Note what sources look like that were touched but hold the same bytes: of each its origin, name, stamp and
        fingerprint."""
        keys = ("there", "at", "looks", "holds")
        with self._database.write() as connection:
            if states:
                connection.execute(_RESTAMP, [dict(zip(keys, state, strict=True)) for state in states])

    def withdraw(self, *article_ids: str) -> None:
        """Mark articles as not to be cited; saving one again brings it back. Those that there are not, or that are
        withdrawn, stay as they are."""
        with self._database.write() as connection, take_turn(connection) as turn:
            for article_id in article_ids:
                if connection.execute(_LIVE, {"wanted": article_id}).first() is not None:
                    _change(turn, article_id, {"withdrawn": True})

    def keep_facts(self, taken: Iterable[Taken]) -> None:
        """Keep what these versions of articles state, and their sketches, in place of what was kept before. Makes no
        change: the text is as it was."""
        with self._database.write() as connection:
            for one in taken:
                kept = {"facts": one.facts, "facts_taken_by": one.facts_taken_by}
                connection.execute(_KEEP_FACTS, {"which": one.article, "number": one.version, **kept})
                replace_sketch(connection, one.article, one.sketch)


def save(connection: Connection, entries: Sequence[Entry], landed: datetime) -> list[Saved]:
    """Store entries as their articles' newest states, in the caller's transaction: see Store.save."""
    with take_turn(connection) as turn:
        saving = _Saving(turn, entries, landed)
        return [saving.save(entry) for entry in entries]


class _Saving:
    """Some entries in one turn. What is there of them is looked up for all at once: most are new."""

    def __init__(self, turn: Turn, entries: Sequence[Entry], landed: datetime) -> None:
        self._turn = turn
        self._connection = turn.connection
        self._seen = landed
        self._landed = turn.after_claimed_digests(landed)
        self._there = set(self._connection.execute(_THERE, {"ids": [entry.id for entry in entries]}).scalars())
        places = {
            "origins": list({entry.origin for entry in entries}),
            "sources": [entry.source for entry in entries],
        }
        lying = self._connection.execute(_LYING, places)
        self._lying = {(row.origin, row.source): row.id for row in lying}

    def save(self, entry: Entry) -> Saved:
        held = self._held(entry.id) if entry.id in self._there else None
        if entry.by_address:
            entry, held = self._known_under(entry, held)
            if held is not None and _is_anothers(held, entry):
                add_addresses(self._connection, held.id, entry.addresses)
                return Saved(Outcome.SAME, held.id)
        self._withdraw_other(entry)
        return self._add(entry) if held is None else self._replace(held, entry)

    def _held(self, article_id: str) -> HeldRow | None:
        return self._connection.execute(_HELD, {"wanted": article_id}).one_or_none()

    def _known_under(self, entry: Entry, held: HeldRow | None) -> tuple[Entry, HeldRow | None]:
        """The entry as that of the article that is known under one of its addresses, if there is another one."""
        if held is not None and not held.withdrawn:
            return entry, held
        for article_id in dict.fromkeys(read_known(self._connection, entry.addresses).values()):
            other = self._held(article_id)
            if other is not None and not other.withdrawn:
                return entry._replace(id=article_id), other
        return entry, held

    def _withdraw_other(self, entry: Entry) -> None:
        """Another article that lay at the entry's place."""
        other = self._lying.get((entry.origin, entry.source), entry.id)
        if other != entry.id:
            _change(self._turn, other, {"withdrawn": True})
        self._lying[entry.origin, entry.source] = entry.id

    def _add(self, entry: Entry) -> Saved:
        original = find_original(self._connection, entry.id, entry.sketch, entry.text)
        state = {
            "version": 1,
            "seq": self._turn.next_number(),
            "landed": self._landed,
            "withdrawn": False,
            "copy_of": original,
        }
        self._connection.execute(_ADD, {"id": entry.id, **_place_of(entry), **metadata_of(entry), **state})
        self._add_version(entry, 1, self._landed)
        keep_sketch(self._connection, entry.id, entry.sketch)
        add_addresses(self._connection, entry.id, entry.addresses)
        self._there.add(entry.id)
        return Saved(Outcome.NEW, entry.id, original)

    def _replace(self, held: HeldRow, entry: Entry) -> Saved:
        described = metadata_of(entry)
        rewritten = _differs(held, content_of(entry))
        add_addresses(self._connection, entry.id, entry.addresses)
        if not rewritten and not held.withdrawn and not _differs(held, described):
            self._connection.execute(_SET, {"which": entry.id, **_place_of(entry)})
            return Saved(Outcome.SAME, entry.id)
        state: dict[str, Any] = {"version": held.version, "withdrawn": False}
        if rewritten:
            state["version"] += 1
            state["copy_of"] = find_original(self._connection, entry.id, entry.sketch, entry.text)
            self._add_version(entry, state["version"], self._seen, _revision(held, entry))
            replace_sketch(self._connection, entry.id, entry.sketch)
        _change(self._turn, entry.id, {**_place_of(entry), **described, **state})
        return Saved(Outcome.CHANGED, entry.id)

    def _add_version(self, entry: Entry, version: int, seen: datetime, revision: str | None = None) -> None:
        facts = {"facts": entry.facts, "facts_taken_by": entry.facts_taken_by}
        state = {"article": entry.id, "version": version, "seen": seen, "revision": revision}
        self._connection.execute(_ADD_VERSION, {**state, **content_of(entry), **facts})


def _is_anothers(held: HeldRow, entry: Entry) -> bool:
    """Whether an article that is known by its address is another source's, whose word counts."""
    if held.withdrawn or (held.origin, held.source) == (entry.origin, entry.source):
        return False
    return not (Origin(held.origin).is_web and entry.origin.is_web)


def _place_of(entry: Entry) -> dict[str, str]:
    return {
        "origin": entry.origin,
        "source": entry.source,
        "stamp": entry.stamp,
        "fingerprint": entry.fingerprint,
    }


def _differs(held: HeldRow, fields: dict[str, Any]) -> bool:
    return any(held._mapping[name] != value for name, value in fields.items())


def _revision(held: HeldRow, entry: Entry) -> str:
    edits = revise(held.text, read_blocks(held.blocks), entry.text, read_blocks(entry.blocks))
    return EDITS.dump_json(edits).decode()


def _change(turn: Turn, article_id: str, values: dict[str, Any]) -> None:
    turn.connection.execute(_SET, {"which": article_id, "seq": turn.next_number(), **values})
