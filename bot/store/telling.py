"""What channels were told of stories, and which they do not want to hear of."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from bot.models import Citation
from bot.store.claims import insert_once
from bot.store.part import Part
from bot.store.tables import muted_stories, shown_quotes

_CITATIONS = TypeAdapter(tuple[Citation, ...])


class ToldStore(Part):
    """What channels were shown, and what they muted."""

    def shown(self, channel: str, since: datetime) -> list[tuple[Citation, datetime]]:
        """The quotes that a channel's digests have shown since then, each with when that was; oldest first."""
        query = select(shown_quotes).where(shown_quotes.c.channel == channel, shown_quotes.c.at >= since)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(shown_quotes.c.at)).all()
        return [(citation, row.at) for row in rows for citation in _CITATIONS.validate_json(row.citations)]

    def mute_story(self, channel: str, story: str, until: datetime) -> None:
        """Leave the story of that article out of the channel's digests up to that moment; a later one counts."""
        longer = (*_story(channel, story), muted_stories.c.until < until)
        with self._database.write() as connection:
            if not insert_once(connection, muted_stories, {"channel": channel, "story": story, "until": until}):
                connection.execute(update(muted_stories).where(*longer).values(until=until))

    def unmute_story(self, channel: str, story: str) -> None:
        """Tell of the story again."""
        with self._database.write() as connection:
            connection.execute(delete(muted_stories).where(*_story(channel, story)))

    def muted_stories(self, channel: str, now: datetime) -> set[str]:
        """The stories that the channel does not want to hear of at that moment, each by one of its articles."""
        query = select(muted_stories.c.story).where(muted_stories.c.channel == channel, muted_stories.c.until > now)
        with self._database.read() as connection:
            return set(connection.execute(query).scalars())


def note_shown(connection: Connection, channel: str, period: date, at: datetime, shown: Sequence[Citation]) -> None:
    """Keep which quotes a channel was shown with the digest of that period, in place of what was kept before; in the
    caller's transaction."""
    connection.execute(delete(shown_quotes).where(shown_quotes.c.channel == channel, shown_quotes.c.period == period))
    row = {"channel": channel, "period": period, "at": at, "citations": _CITATIONS.dump_json(tuple(shown)).decode()}
    connection.execute(insert(shown_quotes).values(row))


def _story(channel: str, story: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return muted_stories.c.channel == channel, muted_stories.c.story == story
