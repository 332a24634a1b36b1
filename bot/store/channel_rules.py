"""How the bot behaves in a channel, as its members have it. Functions work in their caller's transaction."""

import json
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, insert, select

from bot.store.tables import channel_rules

_UNFURLED = select(exists().where(channel_rules.c.unfurls))


class ChannelRules(NamedTuple):
    """What a channel wants; as it stands here where nobody has said.

    `public`: answers to commands are for everybody in the channel. `topics`: names of those that it is about; none is
    all. `unfurls`: links to articles are shown with what stands in them.
    """

    channel: str
    public: bool = False
    answers_mentions: bool = True
    unfurls: bool = False
    topics: tuple[str, ...] = ()


def save_rules(connection: Connection, rules: ChannelRules) -> None:
    """Keep what a channel wants, in place of what was kept."""
    connection.execute(delete(channel_rules).where(channel_rules.c.channel == rules.channel))
    connection.execute(insert(channel_rules).values({**rules._asdict(), "topics": json.dumps(rules.topics)}))


def read_rules(connection: Connection, channel: str) -> ChannelRules:
    """What a channel wants."""
    row = connection.execute(select(channel_rules).where(channel_rules.c.channel == channel)).one_or_none()
    if row is None:
        return ChannelRules(channel)
    return ChannelRules(**{**row._mapping, "topics": tuple(json.loads(row.topics))})
