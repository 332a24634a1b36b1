"""What a digest says: which stories, in which order, and their key sentences. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.digest.profiles import profile
from bot.digest.sentences import key_sentences
from bot.digest.stories import gather
from bot.models import Article, Digest, Story


class _Wording(NamedTuple):
    """Articles in one wording, in order of arrival: those known before, and those that landed since."""

    known: tuple[Article, ...]
    new: tuple[Article, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.known + self.new

    @property
    def id(self) -> str:
        return self.articles[0].id


def select(articles: Iterable[Article], since: datetime, until: datetime) -> Digest:
    """The digest of those articles that landed in `(since, until]` and are not withdrawn, each in one story.

    Articles that landed before are what was known: new ones join their stories, which are told again for that.
    Stories of most independent sources come first; of as many, the newest published; of one day, the newest landed,
    then by id. Undated ones follow in the same order.
    """
    there = [article for article in articles if article.landed <= until and not article.withdrawn]
    stories = _gather(list(_wordings(there, since))) if any(article.landed > since for article in there) else []
    told = sorted((story for story in stories if any(wording.new for wording in story)), key=_rank)
    return Digest(since=since, until=until, stories=tuple(map(_story, told)))


def _gather(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """Their stories, the most central wording first."""
    by_id = {wording.id: wording for wording in wordings}
    gathered = gather([profile(*wording.articles) for wording in batch] for batch in _batches(wordings))
    return [[by_id[one] for one in story] for story in gathered]


def _wordings(articles: Iterable[Article], since: datetime) -> Iterator[_Wording]:
    """The articles by their wordings, in order of arrival."""
    grouped: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=_arrival):
        grouped[article.copy_of or article.id].append(article)
    for copies in grouped.values():
        known = tuple(article for article in copies if article.landed <= since)
        yield _Wording(known, tuple(copies[len(known) :]))


def _batches(wordings: Iterable[_Wording]) -> Iterator[list[_Wording]]:
    """What was known, day by day as it came, so that it is gathered as it was then; then all that is new, at once."""

    def day(wording: _Wording) -> date:
        return wording.known[0].landed.astimezone(UTC).date() if wording.known else date.max

    return (list(batch) for _, batch in groupby(sorted(wordings, key=day), key=day))


def _arrival(article: Article) -> tuple[datetime, str]:
    return article.landed, article.id


def _rank(story: Sequence[_Wording]) -> tuple[int, tuple[bool, int, float, str]]:
    sources = {_source(wording.new[0]) for wording in story if wording.new}
    return -len(sources), min(_newest_first(article) for wording in story for article in wording.new)


def _source(article: Article) -> str:
    """Who publishes it: its publisher, else the site, else it stands for itself."""
    return article.publisher or urlsplit(article.url or "").hostname or article.id


def _newest_first(article: Article) -> tuple[bool, int, float, str]:
    day = article.published.toordinal() if article.published else 0
    return article.published is None, -day, -article.landed.timestamp(), article.id


def _story(story: Sequence[_Wording]) -> Story:
    """What is said of a story: of what is new in it, under the title of what is most central to it."""
    lines = [wording.new for wording in story if wording.new]
    known = (article for wording in story for article in wording.known)
    return Story(
        headline=lines[0][0].title,
        articles=tuple(article.id for line in lines for article in line),
        copies={line[0].id: tuple(copy.id for copy in line[1:]) for line in lines if line[1:]},
        known=tuple(article.id for article in sorted(known, key=_arrival)),
        citations=key_sentences(*(line[0] for line in lines)),
    )
