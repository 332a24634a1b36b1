"""The words that evidence has to hold: each with its weight, its other forms, and whether the corpus knows it."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import mul
from typing import NamedTuple

from bot.answers.periods import NamedDay, named_days
from bot.answers.question import Question
from bot.facts.date_terms import is_day
from bot.lexicon import word_class, word_list
from bot.models import Topic
from bot.search import Index, Vocabulary
from bot.terms import term_of, terms_of, words_of
from bot.texts.synonyms import synonyms

_SYNONYM = 0.5
"""What a synonym counts beside the word itself."""
_COMMON = ((400, 0.5), (800, 0.75))
"""Words of everyday English say less than their rarity in a small corpus suggests: what the first so many weigh."""
_LEAST_WEIGHT = 0.1
"""What a word that stands nearly everywhere still counts in the index."""
_ASKING_SHARE = 0.25
"""What a word that questions are made with ("report", "kind", "position") weighs."""


class Sought(NamedTuple):
    """A word of the question. `forms`: terms that stand for it, and how much each counts (1: the word itself).

    `weight`: how telling it is (inverse document frequency). `frequency`: in how many blocks any form stands;
    1 for one that stands in titles alone.
    `is_name`: a name, as far as the wording shows. `is_asking`: a word that questions are made with, and so no
    hint of what is asked about.
    """

    typed: str
    term: str
    forms: dict[str, float]
    weight: float
    frequency: int
    is_name: bool
    is_asking: bool


@dataclass(frozen=True)
class Search:
    """All words sought, in the question's order."""

    words: tuple[Sought, ...]

    @cached_property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(word.weight for word in self.words) or 1.0

    def share(self, strengths: Sequence[float]) -> float:
        """The share, 0 to 1, of the question's weight that is matched where its words are matched so well."""
        matched: float = sum(map(mul, self._weights, strengths))
        return matched / self.total

    @cached_property
    def _weights(self) -> tuple[float, ...]:
        return tuple(word.weight for word in self.words)

    @property
    def missing_names(self) -> tuple[str, ...]:
        """Names and days that stand nowhere in the corpus, as typed."""
        return tuple(word.typed for word in self.words if (word.is_name or is_day(word.term)) and not word.frequency)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of all words."""
        return frozenset(form for word in self.words for form in word.forms)

    @property
    def query(self) -> dict[str, float]:
        """Every form with its weight, for the index."""
        forms: dict[str, float] = {}
        for word in self.words:
            for form, strength in word.forms.items():
                forms[form] = max(forms.get(form, 0.0), strength * max(word.weight, _LEAST_WEIGHT))
        return forms


def seek(question: Question, index: Index, vocabulary: Vocabulary, topics: tuple[Topic, ...]) -> Search:
    """What to look for on behalf of a question, whose typing is mended already."""
    words: dict[str, Sought] = {}
    days = list(named_days(question.text))
    for word in words_of(question.text):
        if day := next((day for day in days if day.start <= word.start < day.end), None):
            words[day.term] = _sought_day(question.text[day.start : day.end], day, index)
            continue
        if word.term not in question.subject or word.term in words:
            continue
        typed = question.text[word.start : word.end]
        is_name = _is_name(typed, word.term, starts=word.start == 0, text=question.text)
        words[word.term] = _sought(typed, word.term, index, vocabulary, topics, is_name=is_name)
    return Search(tuple(words.values()))


def _is_name(typed: str, term: str, *, starts: bool, text: str) -> bool:
    return term[0] == "@" or (typed[0].isupper() and not starts and not text.isupper() and not text.istitle())


def _sought(
    typed: str, term: str, index: Index, vocabulary: Vocabulary, topics: tuple[Topic, ...], *, is_name: bool
) -> Sought:
    forms = {term: 1.0}
    if not is_name:
        forms |= {other: _SYNONYM for other in synonyms().get(term, ()) if other != term}
    elif term[0] != "@":
        forms |= {term_of(other): 1.0 for other in vocabulary.variants(typed)}
    for alias in _aliases(term, topics):
        forms.setdefault(alias, _SYNONYM)
    forms.pop("", None)
    frequency, weight = _weighed(forms, index)
    is_asking = term in asking_terms() and not is_name
    share = 1.0 if is_name else _ASKING_SHARE if is_asking else _shares().get(term, 1.0)
    return Sought(typed, term, forms, weight * share, frequency, is_name, is_asking)


def _sought_day(typed: str, day: NamedDay, index: Index) -> Sought:
    """A day or month that the question names, sought however an article writes it."""
    forms = day.forms if is_day(day.term) else {**dict.fromkeys(_words(typed), _SYNONYM), **day.forms}
    frequency, weight = _weighed(forms, index)
    return Sought(typed, day.term, forms, weight, frequency, is_name=False, is_asking=False)


def _words(month: str) -> list[str]:
    """The terms of a month's name, without its year: an article may say "for most of July"."""
    return [term for term in terms_of(month) if term.isalpha()]


def _weighed(forms: Collection[str], index: Index) -> tuple[int, float]:
    """In how many blocks any of the forms stands at most, and how telling that makes the word."""
    frequency = max(index.frequency(form) for form in forms) or int(any(map(index.holds, forms)))
    # A word that stands nowhere weighs as one that stands once: more would let it drown those that are there.
    return frequency, math.log(1 + (index.size() + 0.5) / (max(frequency, 1) + 0.5))


def _aliases(term: str, topics: tuple[Topic, ...]) -> list[str]:
    """The last word of each other name of the topic that the term names: "force" for a reassurance force."""
    return [
        alias_terms[-1]
        for topic in topics
        if term_of(topic.name) == term
        for alias_terms in map(terms_of, topic.aliases)
        if alias_terms and term not in alias_terms
    ]


@cache
def asking_terms() -> frozenset[str]:
    """The terms of words that questions are made with, and so no hint of what is asked about."""
    return frozenset(map(term_of, word_class("asking")))


@cache
def _shares() -> dict[str, float]:
    """What each term of everyday English weighs beside one of news."""
    common = [term_of(word) for word in word_list("common_words")]
    return {term: share for until, share in reversed(_COMMON) for term in common[:until]}
