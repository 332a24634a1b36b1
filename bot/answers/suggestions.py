"""Questions to try when there is no answer: about the names that the corpus does hold, and the topics' own."""

from collections.abc import Iterator

from bot import wording
from bot.answers.sought import Search
from bot.models import Topic


def candidates(search: Search, topics: tuple[Topic, ...]) -> Iterator[str]:
    """Questions worth trying, nearest to the one asked first; whether each has an answer is for the caller to see."""
    for word in search.words:
        if word.is_name and word.frequency:
            yield wording.what_about(word.typed)
    for topic in topics:
        for ask in topic.asks:
            yield f"/{topic.name} {ask}"
