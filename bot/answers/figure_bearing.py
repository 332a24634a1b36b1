"""How far a figure is of what a question asks about: what its clause, its sentence and those around say of it."""

import re
from collections.abc import Sequence, Set
from functools import cache
from typing import NamedTuple

from bot.answers.asked_counts import asks_of_anybody
from bot.answers.evidence import Evidence
from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.facts.counts import Count
from bot.lexicon import table
from bot.terms import term_set, terms_of
from bot.texts.counted import anybody, are_anybody, things
from bot.texts.figures import share_fate

_IN_SENTENCE, _BEFORE, _ABOVE = 0.5, 0.4, 0.3
"""What a word counts that stands in another clause of the sentence, in the sentence before, in heading or title."""
_LEANS_BACK = re.compile(r"\W?(?:he|she|it|they|its|their|his|her|these|those)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|for|in|at|to(?!\s[a-z]+$)|on|with|from|by|near|next|that|which|who)\b", re.IGNORECASE
)
"""None is the "to" of "promises to invest"."""
_PAYS = re.compile(
    r"(?<!\bis\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)\b(?:paid|pays?|paying)$", re.IGNORECASE
)
"""Before that stands who pays, and not what for: "the fund paid"."""
_OF_ANOTHER = 0.6
"""What a size keeps of its bearing where its clause names a thing that the question does not."""


def bearing(count: Count, evidence: Evidence, question: Question, search: Search) -> float:
    """How far what the question asks about stands in the count's own clause, in its sentence, and around that: 0 to 1.

    Words that only ask, for a size or for one of a kind, are not what it asks about. Where the unit does not tell what
    is counted ("40 people"), the sentence itself has to: what stands around it may be told of others.
    """
    about = _asked_about(count, question, search)
    sentences, text = evidence.hit.sentences, evidence.sentence.text
    clause = _said_of(count, text)
    own = [_Scope(1.0, clause, set(terms_of(clause)).union(things(count)))]
    own.append(_Scope(_IN_SENTENCE, text, set(evidence.sentence.terms)))
    around = [_Scope(_ABOVE, "", term_set(evidence.hit.heading) | term_set(evidence.hit.title))]
    around += [_Scope(_BEFORE, sentence.text, set(sentence.terms)) for sentence in sentences[: evidence.number]]
    if evidence.number and (count.meant or _LEANS_BACK.match(text)):
        own.append(around.pop())
    is_told = evidence.cheap.heading_asks or _borne_out(about, own)
    if (are_anybody(things(count)) or asks_of_anybody(question)) and not is_told:
        return 0.0
    of_another = count.measure and _names_another(count, text, own[0], about)
    return _borne_out(about, (*own, *around)) * (_OF_ANOTHER if of_another else 1.0)


def _asked_about(count: Count, question: Question, search: Search) -> list[Sought]:
    """The words for what the question asks about, without those that only ask for a size, or for one of a kind."""
    counted = set(things(count))
    kinds = counted | (anybody() if asks_of_anybody(question) else frozenset())
    words = [word for word in search.words if not word.is_asking]
    words = [word for word in words if not (word.term in question.focus and word.forms.keys() & kinds)]
    return [word for word in words if not word.forms.keys() & pricing_terms()] or words or list(search.words)


class _Scope(NamedTuple):
    """A stretch of text in which words count `share`."""

    share: float
    text: str
    terms: Set[str]

    def strength(self, word: Sought) -> float:
        """How far a word stands there: itself, in another form, or another word for what became of somebody."""
        if share_fate(word.typed, self.text):
            return self.share
        return self.share * max((word.forms[form] for form in word.forms.keys() & self.terms), default=0.0)


def _borne_out(about: Sequence[Sought], scopes: Sequence[_Scope]) -> float:
    """The share of their weight that stands in those scopes."""
    total = sum(word.weight for word in about) or 1.0
    return sum(word.weight * max(scope.strength(word) for scope in scopes) for word in about) / total


def _said_of(count: Count, text: str) -> str:
    """What the count's clause says of it; of what stands before a size only its subject: "tickets for"."""
    said = [text[start:end] for start, end in count.qualifiers]
    if count.measure and said and count.qualifiers[0][1] <= count.start:
        said[0] = _subject(said[0])
    return " ".join(said)


def _subject(before: str) -> str:
    """Of the words before a size what they say it is the size of: "the cost of the roof" of "he put the cost of the
    roof at", "tickets" of "tickets for the opening night of the library cost"."""
    told = [match.end() for match in _estimating().finditer(before)]
    said = before[told[-1] :].strip() if told else before
    subject = _PREPOSITION.split(said)[0].strip()
    return subject if any(term not in pricing_terms() for term in terms_of(subject)) else said


def _names_another(count: Count, text: str, clause: _Scope, about: Sequence[Sought]) -> bool:
    """Whether the clause before a size names something, and nothing that is asked about: tickets, not the roof."""
    if any(clause.strength(word) for word in about):
        return False
    before = (text[start:end] for start, end in count.qualifiers if end <= count.start)
    subjects = (_subject(words) for words in before if not _PAYS.search(words))
    return any(term not in pricing_terms() for words in subjects for term in terms_of(words))


@cache
def _estimating() -> re.Pattern[str]:
    """A verb by which somebody counts or estimates: who does stands before it."""
    return re.compile(rf"\b(?:{'|'.join(table('figures')['changes']['estimating'].split())})\b", re.IGNORECASE)


@cache
def pricing_terms() -> frozenset[str]:
    """The terms of words that say that a size follows, and not what it is the size of."""
    return frozenset(terms_of(table("figures")["changes"]["pricing"]))
