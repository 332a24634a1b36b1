"""The digest of a stretch of time, from the store."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.digest.changes import retell
from bot.digest.edits import Shown, edits
from bot.digest.reported import Reported
from bot.digest.select import select
from bot.facts.record import Facts, take
from bot.models import Article, Check, Digest, Story
from bot.store import Store

FIRST_REACH = timedelta(days=7)
"""How far back the first digest of a channel reaches: far enough that a channel which refused a few loses
nothing, near enough that a corpus of years is not poured into it."""

KNOWN_REACH = timedelta(days=14)
"""How far back a story is known that a new article may join."""

SHOWN_REACH = timedelta(days=30)
"""How long a quote is looked after that a digest has shown."""

_BATCH = 500
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Digests:
    """Makes digests of what a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, after: datetime, until: datetime) -> Digest:
        """The digest of the articles that landed in `(after, until]`; without stories where none did.

        It is told which stories were known: those of the KNOWN_REACH before.
        """
        known_after = after - KNOWN_REACH if after > _EVER else after
        landed = self._store.landed(known_after, until)
        digest = select(landed, after, until)
        articles = {article.id: article for article in landed}
        stories = tuple(self._retold(story, articles) if story.known else story for story in digest.stories)
        return digest.model_copy(update={"stories": stories})

    def for_channel(self, channel: str, after: datetime, until: datetime) -> Digest:
        """The same without the stories that the channel has muted, and with what became of quotes shown there."""
        digest = self.since(after, until)
        muted = self._store.muted_stories(channel, until)
        stories = tuple(story for story in digest.stories if muted.isdisjoint((*story.known, *story.articles)))
        return digest.model_copy(update={"stories": stories, "edits": self._edits(channel, after, until)})

    def _retold(self, story: Story, articles: Mapping[str, Article]) -> Story:
        """The story with what is new in it."""
        return retell(story, self._reported(story.known, articles), self._reported(story.articles, articles))

    def _reported(self, ids: Sequence[str], articles: Mapping[str, Article]) -> list[Reported]:
        facts: dict[str, Facts] = {}
        for first in range(0, len(ids), _BATCH):
            facts |= self._store.facts(ids[first : first + _BATCH])
        return [Reported(articles[name], facts.get(name) or take(articles[name])) for name in ids]

    def _edits(self, channel: str, after: datetime, until: datetime) -> tuple[Check, ...]:
        """Quotes that the channel was shown and whose articles were edited since its last digest."""
        shown = [Shown(*one) for one in self._store.shown(channel, until - SHOWN_REACH)]
        held = self._store.articles(one.citation.article for one in shown)
        edited = [article for article in held.values() if article.version > 1 and article.seen > after]
        return edits(shown, {article.id: self._versions(article) for article in edited}, after)

    def _versions(self, newest: Article) -> list[Article]:
        """Every version of an article, the first one first."""
        earlier = (self._store.article(newest.id, number) for number in range(1, newest.version))
        return [*filter(None, earlier), newest]
