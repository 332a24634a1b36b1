"""Which articles are copies of one wording, and under which addresses an article is known. Functions work in their
caller's transaction, which has its turn."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.store.part import Part
from bot.store.tables import addresses, article_versions, articles, sketches
from bot.texts.copies import ENOUGH, is_copy

_MOST_COMPARED = 5
"""Articles whose sketches are most like that of a new one: more are hardly ever needed, and each is read in full."""

_ALIKE = (
    select(sketches.c.article)
    .where(sketches.c.hash.in_(bindparam("hashes", expanding=True)), sketches.c.article != bindparam("but"))
    .group_by(sketches.c.article)
    .having(func.count() >= ENOUGH)
    .order_by(func.count().desc(), sketches.c.article)
    .limit(_MOST_COMPARED)
)
_TEXT = (
    select(articles.c.id, articles.c.copy_of, article_versions.c.text)
    .join_from(articles, article_versions, articles.c.id == article_versions.c.article)
    .where(
        articles.c.id == bindparam("wanted"),
        articles.c.version == article_versions.c.version,
        ~articles.c.withdrawn,
    )
)
_ORIGINALS = select(articles.c.id, articles.c.copy_of).where(
    articles.c.id.in_(bindparam("wanted", expanding=True)), articles.c.copy_of.is_not(None)
)
_FORGET_SKETCH = delete(sketches).where(sketches.c.article == bindparam("of"))
_ADD_SKETCH = insert(sketches)
_KNOWN = select(addresses.c.key, addresses.c.article).where(addresses.c.key.in_(bindparam("keys", expanding=True)))
_CITED = select(addresses.c.key).join(articles, articles.c.id == addresses.c.article).where(~articles.c.withdrawn)
_ADD_ADDRESS = insert(addresses)


class CopyStore(Part):
    """What other articles one is like, and what it is known as."""

    def originals(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The articles whose wordings these have, by id, for those that are copies. At most some hundred ids."""
        with self._database.read() as connection:
            rows = connection.execute(_ORIGINALS, {"wanted": list(article_ids)})
            return {row.id: row.copy_of for row in rows}

    def known_as(self, keys: Sequence[str]) -> dict[str, str]:
        """The ids of articles that are known under these addresses, by address; withdrawn ones included."""
        with self._database.read() as connection:
            return read_known(connection, keys)

    def addresses(self) -> list[str]:
        """Every address that an article which can be cited is known under."""
        with self._database.read() as connection:
            return list(connection.execute(_CITED).scalars())


def find_original(connection: Connection, article_id: str, sketch: Sequence[int], text: str) -> str | None:
    """The first article, not withdrawn, of the wording that the text has; None where that is its own."""
    alike = connection.execute(_ALIKE, {"hashes": sketch, "but": article_id}).scalars().all() if sketch else ()
    for other in alike:
        row = connection.execute(_TEXT, {"wanted": other}).one_or_none()
        if row is not None and is_copy(text, row.text):
            original: str = row.copy_of or row.id
            return original if original != article_id else None
    return None


def keep_sketch(connection: Connection, article_id: str, sketch: Sequence[int]) -> None:
    """Keep the sketch of an article that had none."""
    if sketch:
        connection.execute(_ADD_SKETCH, [{"hash": value, "article": article_id} for value in sketch])


def replace_sketch(connection: Connection, article_id: str, sketch: Sequence[int]) -> None:
    """Keep the sketch of an article's newest version in place of that of the one before."""
    connection.execute(_FORGET_SKETCH, {"of": article_id})
    keep_sketch(connection, article_id, sketch)


def read_known(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """The articles that are known under these addresses, by address."""
    return {row.key: row.article for row in connection.execute(_KNOWN, {"keys": keys})} if keys else {}


def add_addresses(connection: Connection, article_id: str, keys: Sequence[str]) -> None:
    """Know the article under these addresses too, where no other is."""
    known = read_known(connection, keys)
    if new := [key for key in dict.fromkeys(keys) if key not in known]:
        connection.execute(_ADD_ADDRESS, [{"key": key, "article": article_id} for key in new])
