"""Which stories of a digest are about a channel's topics. Pure."""

from collections.abc import Collection, Iterable, Mapping

from bot.models import Article, Digest, Topic
from bot.terms import terms_of


def about(digest: Digest, topics: Iterable[Topic], articles: Mapping[str, Article]) -> Digest:
    """The digest without the stories of which no article names a topic, by name or alias, in its title or text."""
    names = [tuple(terms_of(name)) for topic in topics for name in (topic.name, *topic.aliases)]
    told = {article.id for article in articles.values() if _names(article, names)}
    stories = tuple(story for story in digest.stories if not told.isdisjoint(story.articles))
    return digest.model_copy(update={"stories": stories})


def _names(article: Article, names: Collection[tuple[str, ...]]) -> bool:
    terms = terms_of(f"{article.title}\n{article.text}")
    return any(name and _stands_in(name, terms) for name in names)


def _stands_in(name: tuple[str, ...], terms: list[str]) -> bool:
    """Do these terms follow each other there?"""
    ends = range(len(terms) - len(name) + 1)
    return any(terms[at] == name[0] and tuple(terms[at : at + len(name)]) == name for at in ends)
