"""What a digest says: which articles, in which order, and their key sentences. Pure."""

from collections.abc import Iterable
from datetime import datetime

from bot.digest.sentences import key_sentences
from bot.models import Article, Digest, Story


def select(articles: Iterable[Article], since: datetime, until: datetime) -> Digest:
    """The digest of those articles that landed in `(since, until]` and are not withdrawn: one story each.

    The newest published come first; of one day, the newest landed, then by id. Undated articles follow in the
    same order.
    """
    landed = (article for article in articles if since < article.landed <= until and not article.withdrawn)
    stories = tuple(_story(article) for article in sorted(landed, key=_newest_first))
    return Digest(since=since, until=until, stories=stories)


def _newest_first(article: Article) -> tuple[bool, int, float, str]:
    day = article.published.toordinal() if article.published else 0
    return article.published is None, -day, -article.landed.timestamp(), article.id


def _story(article: Article) -> Story:
    return Story(headline=article.title, articles=(article.id,), citations=key_sentences(article))
