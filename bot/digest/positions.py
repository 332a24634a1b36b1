"""Who says something in a story's new articles that they were not quoted with before. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.digest.reported import Heard, Sentence, Weights
from bot.facts.mentions import people
from bot.facts.speakers import saying_terms
from bot.facts.voices import SpeakerKind
from bot.lexicon.folding import fold
from bot.models import BlockKind, Change, ChangeKind, Citation
from bot.terms import terms_of
from bot.texts.wordings import finding

_COVERED = 0.5
"""The share of a statement, by the weight of its terms, from which its speaker has said it before."""
_HEARD = 0.7
"""The share from which somebody, or the article itself, has said it in one sentence."""


class Position(NamedTuple):
    """A sentence of somebody named. `key`: equal for one person by full name and by surname. `terms`: of what is said,
    without the speaker and the verb."""

    key: str
    speaker: str
    sentence: Sentence
    terms: frozenset[str]


def positions_in(sentences: Iterable[Sentence]) -> list[Position]:
    """The statements of people and bodies that are named."""
    return [
        Position(_key(said.speaker), said.speaker, sentence, _terms(sentence))
        for sentence in sentences
        if (said := sentence.facts.said) and said.kind is SpeakerKind.NAMED
    ]


def new_positions(known: Sequence[Position], heard: Heard, new: Sequence[Position], weights: Weights) -> list[Change]:
    """One change a speaker who says what they were not quoted with, those never quoted before first."""
    said: dict[str, frozenset[str]] = {}
    for position in known:
        said[position.key] = said.get(position.key, frozenset()) | position.terms
    told: dict[str, list[Position]] = {}
    for position in new:
        if _is_new(position, said.get(position.key, frozenset()), heard, weights):
            told.setdefault(position.key, []).append(position)
    groups = sorted(told.items(), key=lambda item: item[0] in said)
    return [
        Change(kind=ChangeKind.POSITION, after=(finding(group[0].speaker, _citations(group)),)) for _, group in groups
    ]


def _is_new(position: Position, said: frozenset[str], heard: Heard, weights: Weights) -> bool:
    if not position.terms or weights.coverage(position.terms, said) >= _COVERED:
        return False
    return not heard.has(position.terms, _HEARD)


def _citations(group: Sequence[Position]) -> Iterable[Citation]:
    """The statements, and first of all the sentence that names the speaker, where the first does not."""
    first = group[0].sentence
    said = first.facts.said
    if said and not first.span[0] <= said.start < first.span[1]:
        naming = [
            span
            for block in first.article.blocks
            if block.kind is not BlockKind.HEADING
            for span in block.sentences
            if span[0] <= said.start < span[1]
        ]
        yield from (first.article.cite(*span) for span in naming)
    yield from (position.sentence.cite() for position in group)


def _terms(sentence: Sentence) -> frozenset[str]:
    speaker = sentence.facts.said.speaker if sentence.facts.said else ""
    return sentence.terms - frozenset(terms_of(speaker)) - saying_terms()


def _key(speaker: str) -> str:
    persons = people(speaker)
    return fold(persons[-1].name.split()[-1]) if persons else " ".join(sorted(terms_of(speaker)))
