"""The one way to what is kept."""

from typing import Self

from bot.store.articles import ArticleStore
from bot.store.asked import AskedStore
from bot.store.channel_rules import RuleStore
from bot.store.channels import ChannelStore
from bot.store.checks import CheckStore
from bot.store.claims import OnceStore
from bot.store.copying import CopyStore
from bot.store.database import Database
from bot.store.digests import DigestStore
from bot.store.feeds import FeedStore
from bot.store.migrate import bring_up_to_date
from bot.store.saving import ArticleSaver
from bot.store.sources import SourceStore
from bot.store.telling import ToldStore
from bot.store.threads import ThreadStore
from bot.store.watches import WatchStore


class Store(
    ArticleStore,
    ArticleSaver,
    CopyStore,
    SourceStore,
    FeedStore,
    OnceStore,
    AskedStore,
    ThreadStore,
    CheckStore,
    DigestStore,
    ToldStore,
    ChannelStore,
    RuleStore,
    WatchStore,
):
    """Articles and claims on SQLite or PostgreSQL.

    For any number of threads, and of processes that open the same URL. Every method is one transaction, and raises
    DatabaseDown when the database does not answer. Moments are aware datetimes; those that come out are in UTC.
    """

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
