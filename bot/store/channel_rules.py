"""How the bot behaves in a channel, as its members have it."""

import json
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select

from bot.store.part import Part
from bot.store.tables import channel_rules

# Built once: putting a statement together takes longer than SQLite takes to answer it.
_RULES = select(channel_rules).where(channel_rules.c.channel == bindparam("of_channel"))


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


class RuleStore(Part):
    """What channels want."""

    def save_channel_rules(self, rules: ChannelRules) -> None:
        """Keep what a channel wants, in place of what was kept."""
        with self._database.write() as connection:
            connection.execute(delete(channel_rules).where(channel_rules.c.channel == rules.channel))
            connection.execute(insert(channel_rules).values({**rules._asdict(), "topics": json.dumps(rules.topics)}))

    def channel_rules(self, channel: str) -> ChannelRules:
        """What a channel wants, where nobody has said the defaults."""
        with self._database.read() as connection:
            row = connection.execute(_RULES, {"of_channel": channel}).one_or_none()
        if row is None:
            return ChannelRules(channel)
        return ChannelRules(**{**row._mapping, "topics": tuple(json.loads(row.topics))})
