"""Why there is no answer: words that stand nowhere, words that never stand together, a missing type of answer."""

from bot import wording
from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.models import Kind
from bot.search import Hit, Index
from bot.terms import terms_of

_BLOCKS = 60
_LACKING = {
    Wants.NUMBER: "figure",
    Wants.TIME: "date",
    Wants.PERSON: "name",
    Wants.COUNTRY: "country",
    Wants.PLACE: "place",
    Wants.NAME: "name",
}


def why_not(question: Question, search: Search, index: Index) -> str:
    """What the corpus lacks, in words for people; "" where that cannot be told."""
    if unknown := [word.typed for word in search.words if not word.frequency and not word.is_asking]:
        return wording.no_mention(unknown)
    words = [word for word in search.words if not word.is_asking and word.frequency]
    telling = sorted(words, key=lambda word: (not word.is_name, -word.weight))[:2]
    shown = [word.typed for word in words if word in telling]
    if len(telling) == 2 and not _stand_together(telling[0], telling[1], index):
        return wording.not_together(shown)
    lacking = "statement" if question.kind is Kind.STATEMENT else _LACKING.get(question.wants, "")
    return wording.lacking(shown, lacking) if lacking and shown else ""


def _stand_together(one: Sought, other: Sought, index: Index) -> bool:
    """Whether a block, with the heading above it and its title, holds both."""
    found = index.search(dict.fromkeys([*one.forms, *other.forms], 1.0), _BLOCKS)
    return any(one.forms.keys() & terms and other.forms.keys() & terms for terms in map(_terms, found))


def _terms(hit: Hit) -> set[str]:
    here = {term for sentence in hit.sentences for term in sentence.terms}
    return here.union(terms_of(hit.heading), terms_of(hit.title))
