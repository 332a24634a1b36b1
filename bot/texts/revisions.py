"""What a new version of an article changed, sentence by sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from bot.models import Block, Edit, Span

_NEAR = 0.5
"""The share of words that two sentences need in common, in order, to count as one reworded: twice the longest common
subsequence by the sum of both lengths. Sentences of one article that have nothing to do with each other mostly share
less than 0.35."""
_MOST = 300
"""Sentences of either version beyond which none is paired: every one is compared with every other, and an article
changed so much is another one."""


class _Sentence(NamedTuple):
    span: Span
    text: str


def revise(before: str, before_blocks: Iterable[Block], after: str, after_blocks: Iterable[Block]) -> tuple[Edit, ...]:
    """The sentences removed, added and reworded from one version to the next, in the order of the texts.

    One that only moved is none of these.
    """
    old, new = _sentences(before, before_blocks), _sentences(after, after_blocks)
    gone, come = _without(old, new), _without(new, old)
    pairs = _pair(gone, come)
    edits = [
        *(Edit(before=sentence.span, after=pairs.get(sentence)) for sentence in gone),
        *(Edit(before=None, after=sentence.span) for sentence in come if sentence.span not in pairs.values()),
    ]
    return tuple(sorted(edits, key=lambda edit: edit.after or edit.before or (0, 0)))


def _sentences(text: str, blocks: Iterable[Block]) -> list[_Sentence]:
    return [_Sentence(span, text[slice(*span)]) for block in blocks for span in block.sentences]


def _without(sentences: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[_Sentence]:
    """Those that do not stand among the others; of one that stands here more often, the last ones."""
    left = Counter(sentence.text for sentence in others)
    found = []
    for sentence in sentences:
        if left[sentence.text]:
            left[sentence.text] -= 1
        else:
            found.append(sentence)
    return found


def _pair(gone: Sequence[_Sentence], come: Sequence[_Sentence]) -> dict[_Sentence, Span]:
    """Where the new wording of each sentence stands that has one: the most similar pairs first, none in two."""
    if len(gone) > _MOST or len(come) > _MOST:
        return {}
    words = {sentence: sentence.text.lower().split() for sentence in (*gone, *come)}
    alike = sorted(
        (-likeness, abs(old.span[0] - new.span[0]), old, new)
        for old in gone
        for new in come
        if (likeness := Indel.normalized_similarity(words[old], words[new], score_cutoff=_NEAR)) >= _NEAR
    )
    pairs: dict[_Sentence, Span] = {}
    for _, _, old, new in alike:
        if old not in pairs and new.span not in pairs.values():
            pairs[old] = new.span
    return pairs
