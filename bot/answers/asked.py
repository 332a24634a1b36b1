"""What was typed, understood: the question, the words to look for, and what was mended in them."""

from datetime import date
from typing import NamedTuple

from bot.answers import patterns
from bot.answers.command import question_in
from bot.answers.mending import mend
from bot.answers.periods import timing
from bot.answers.question import Question, plain_text, understand
from bot.answers.sought import Search, seek
from bot.models import Topic
from bot.search import Index, Vocabulary


class Asked(NamedTuple):
    """A question with the words sought; `mended`: as the corpus spells those that were typed another way."""

    question: Question
    search: Search
    mended: tuple[str, ...]


def read(typed: str, today: date, topics: tuple[Topic, ...], index: Index, vocabulary: Vocabulary) -> Asked:
    """The question in what was typed, with what it says of time; a topic's own question may say so, too.

    Raises UnknownTopic for a slash command that no topic defines.
    """
    outer = timing(plain_text(typed), today)
    inner = timing(question_in(outer.text, topics), today)
    mended = mend(inner.text, index, vocabulary)
    question = understand(patterns.DEATH_TOLL.sub("number of people killed", mended.text))
    search = seek(question, index, vocabulary, topics)
    _, published, wish, _ = outer if outer.period else inner
    question = question._replace(published=published, wish=wish, order=outer.order or inner.order)
    return Asked(question, search, tuple(correction.shown for correction in mended.corrections))
