"""The channels that get a digest, as people set them up in Slack."""

import json
from datetime import datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, delete, insert, select

from bot.store.part import Part
from bot.store.tables import digest_channels

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
"""The days of the week, as `date.weekday` counts them."""


class DigestChannel(NamedTuple):
    """When and how a channel gets its digest: `at` that local time, on those weekdays (0 is Monday).

    `topics`: names; none is all. `changed`: when somebody set it up, paused or resumed it in Slack, and who; what was
    due before is not made up for.
    """

    channel: str
    at: time
    timezone: ZoneInfo
    weekdays: tuple[int, ...] = EVERY_DAY
    topics: tuple[str, ...] = ()
    quiet_when_empty: bool = True
    paused: bool = False
    changed_by: str | None = None
    changed: datetime | None = None


class ChannelStore(Part):
    """How the channels' digests are set up."""

    def save_digest_channel(self, one: DigestChannel) -> None:
        """Keep how a channel is set up, in place of what was kept."""
        written = {
            "at": f"{one.at:%H:%M}",
            "timezone": one.timezone.key,
            "weekdays": "".join(map(str, one.weekdays)),
            "topics": json.dumps(one.topics),
        }
        with self._database.write() as connection:
            connection.execute(delete(digest_channels).where(digest_channels.c.channel == one.channel))
            connection.execute(insert(digest_channels).values({**one._asdict(), **written}))

    def digest_channel(self, channel: str) -> DigestChannel | None:
        """How somebody set a channel up; None where nobody did."""
        query = select(digest_channels).where(digest_channels.c.channel == channel)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _channel(row)

    def digest_channels(self) -> list[DigestChannel]:
        """Every channel that somebody set up, by id."""
        with self._database.read() as connection:
            rows = connection.execute(select(digest_channels).order_by(digest_channels.c.channel))
            return [_channel(row) for row in rows]


def _channel(row: Row[Any]) -> DigestChannel:
    read = {
        "at": time.fromisoformat(row.at),
        "timezone": ZoneInfo(row.timezone),
        "weekdays": tuple(map(int, row.weekdays)),
        "topics": tuple(json.loads(row.topics)),
    }
    return DigestChannel(**{**row._mapping, **read})
