"""Questions for those to whom something is done: "who was arrested?", "who got sacked on Monday?"."""

from collections.abc import Iterator

from bot.answers import patterns
from bot.answers.question import Question, Wants, last_question
from bot.answers.sought import Search
from bot.answers.wanted import is_new
from bot.facts.passives import undergone
from bot.models import Span
from bot.search import Sentence
from bot.terms import term_of


def asked_passive(question: Question, search: Search) -> frozenset[str]:
    """The terms of the verb that says what is done to whom the question asks for; none where it asks otherwise."""
    asks = patterns.IS_DONE.match(last_question(question.text))
    if question.wants is not Wants.PERSON or asks is None:
        return frozenset()
    term = term_of(asks["verb"])
    sought = next((word for word in search.words if word.term == term), None)
    return frozenset(sought.forms) if sought else frozenset([term])


def undergoers(verbs: frozenset[str], search: Search, sentence: Sentence) -> Iterator[Span]:
    """Whom the sentence names as those to whom it is done, but for those whom the question itself names."""
    if verbs.isdisjoint(sentence.terms):
        return
    for span in undergone(sentence.text, verbs):
        if is_new(sentence.text[slice(*span)], search):
            yield span
