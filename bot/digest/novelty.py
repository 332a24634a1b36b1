"""The sentences of a story's new articles that say what none of its known ones does. Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from bot.digest.figures import Stated
from bot.digest.reported import Heard, Sentence, Weights, shared
from bot.digest.signs import count_odd
from bot.facts.mentions import MentionKind
from bot.lexicon.folding import fold
from bot.models import Change, ChangeKind, Citation
from bot.terms import terms_of
from bot.texts.excerpts import MOST_QUOTED
from bot.texts.figures import say_the_same

MOST = 2
"""The most sentences that are quoted."""
_REWORDED = 0.75
"""The share of a sentence, by the weight of its terms, from which one known sentence says it in other words."""
_ALIKE = 0.6
"""The same of a sentence that was chosen already."""
_ENOUGH = 0.35
"""What a sentence has to score. A name or a figure alone, far down and in known words, is not enough."""
_KINDS: Mapping[ChangeKind, float] = {
    ChangeKind.FIGURE: 1.0,
    ChangeKind.DATE: 0.5,
    ChangeKind.PARTICIPANT: 0.5,
    ChangeKind.POSITION: 0.4,
}
_FIGURE, _NAME, _VOCABULARY, _LEAD = 0.25, 0.2, 0.6, 0.3
_LEAD_HALVED = 4
_ODD = 0.6
"""What each oddity leaves of a sentence's score."""


class Known(NamedTuple):
    """What the known articles say: their sentences, all their terms, and their figures."""

    heard: Heard
    terms: Set[str]
    figures: Sequence[Stated]


def new_sentences(
    known: Known, new: Sequence[Sentence], figures: Iterable[Stated], changes: Iterable[Change], weights: Weights
) -> tuple[Citation, ...]:
    """Up to MOST whole sentences, what tells most first; of different articles where they differ."""
    gains = _gains(known, figures, changes)
    scores = {
        (sentence.article.id, sentence.span): score
        for sentence in new
        if (score := _score(sentence, gains, known, weights)) >= _ENOUGH
    }
    left = [sentence for sentence in new if (sentence.article.id, sentence.span) in scores]
    chosen: list[Sentence] = []
    while len(chosen) < MOST and left:
        best = max(left, key=lambda one: scores[one.article.id, one.span] * (0.8 if _is_beside(one, chosen) else 1))
        chosen.append(best)
        left = [one for one in left if one is not best and weights.coverage(one.terms, best.terms) < _ALIKE]
    return tuple(sentence.cite() for sentence in chosen)


Places = Mapping[tuple[str, int], float]


def _gains(known: Known, figures: Iterable[Stated], changes: Iterable[Change]) -> Places:
    """What each sentence gains, by its article and where it begins, for the changes and new figures that it tells."""
    gains: dict[tuple[str, int], float] = {}
    for change in changes:
        for citation in (citation for found in change.after for citation in found.citations):
            at = citation.article, citation.start
            gains[at] = max(gains.get(at, 0.0), _KINDS[change.kind])
    numbers = {(other.figure.stated.low, other.figure.stated.high): other.figure for other in known.figures}
    for one in figures:
        at = one.sentence.article.id, one.sentence.span[0]
        if not any(say_the_same(one.figure, figure) for figure in numbers.values()):
            gains[at] = max(gains.get(at, 0.0), _FIGURE)
    return gains


def _score(sentence: Sentence, gains: Places, known: Known, weights: Weights) -> float:
    """How much a sentence says that is new; 0 where it only says in other words what is known."""
    gain = gains.get((sentence.article.id, sentence.span[0]), 0.0)
    start, end = sentence.span
    if end - start > MOST_QUOTED or not sentence.terms:
        return 0.0
    gain += 0 if _names_known(sentence, known.terms) else _NAME
    if not gain and sentence.place:  # new words alone are news in a lead only
        return 0.0
    if gain < _KINDS[ChangeKind.DATE] and known.heard.has(sentence.terms, _REWORDED):
        return 0.0
    unheard = weights.of(sentence.terms - shared(sentence.terms, known.terms)) / weights.of(sentence.terms)
    lead = _LEAD * _LEAD_HALVED / (_LEAD_HALVED + sentence.place)
    score = gain + (_VOCABULARY + lead) * unheard
    return float(score * _ODD ** count_odd(sentence.text))


def _names_known(sentence: Sentence, known: Set[str]) -> bool:
    return all(_is_known(mention.name, mention.kind, known) for mention in sentence.facts.mentions)


def _is_known(name: str, kind: MentionKind, known: Set[str]) -> bool:
    """Whether the known articles have that name: of a person the surname, of others every word."""
    terms = terms_of(fold(name.split()[-1])) if kind is MentionKind.PERSON else terms_of(name)
    return all(term in known for term in terms)


def _is_beside(sentence: Sentence, chosen: Iterable[Sentence]) -> bool:
    return any(sentence.article.id == other.article.id for other in chosen)
