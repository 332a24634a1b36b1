"""Where a quote went in another version of its article: the same words elsewhere, or what took their place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import partial_ratio_alignment

from bot.models import Article, Citation, Span
from bot.texts.excerpts import MOST_QUOTED

NEAR = 0.4
"""The share of words that a quote and another stretch need in common, in order, to count as one changed into the
other: 2 × the longest common subsequence by the sum of both lengths. In 700 sentences of news articles, nine of ten
shared less than 0.35 with the most similar other of their article, and half less than 0.22."""
_MOST_SENTENCES = 3
"""How many sentences may have taken the place of a quote, which has two at most."""
_LONGEST = 20_000
"""Characters of a sentence beyond which it is a table or a list that lost its lines, and not looked through."""


class _Stretch(NamedTuple):
    likeness: float
    nearness: int
    span: Span


def found_again(citation: Citation, text: str) -> Span | None:
    """Where the same words stand, nearest to where they stood; not inside of longer words."""
    places = (at for at in _places(citation.quote, text) if is_whole(text, at, at + len(citation.quote)))
    at = min(places, key=lambda at: abs(at - citation.start), default=None)
    return None if at is None else (at, at + len(citation.quote))


def _places(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no word in two: “40 ferries” does not stand in “140 ferries”."""
    return not any(
        before.isalnum() and after.isalnum()
        for before, after in ((text[start - 1 : start], text[start]), (text[end - 1], text[end : end + 1]))
    )


def successor(citation: Citation, cited: Article | None, now: Article) -> Span | None:
    """What took the place of a quote: the most similar sentences, none of which stood elsewhere before."""
    quote = _words(citation.quote)
    others = _others(citation, cited) if cited else set()
    stretches = (
        _Stretch(_likeness(quote, now.text[slice(*span)]), -abs(span[0] - citation.start), span)
        for span in _candidates(citation, now, others)
    )
    best = max(stretches, default=None)
    return best.span if best and best.likeness >= NEAR else None


def _others(citation: Citation, cited: Article) -> set[str]:
    """The sentences of an article that the citation takes nothing from."""
    spans = (span for block in cited.blocks for span in block.sentences)
    return {cited.text[start:end] for start, end in spans if end <= citation.start or start >= citation.end}


def _candidates(citation: Citation, now: Article, others: set[str]) -> Iterator[Span]:
    """Neighbouring sentences of one block; of a very long sentence, the part that is most like the quote."""
    for block in now.blocks:
        for first in range(len(block.sentences)):
            for start, end in block.sentences[first : first + _MOST_SENTENCES]:
                if now.text[start:end] in others or end - start > _LONGEST:
                    break
                yield block.sentences[first][0], end
        for start, end in block.sentences:
            if MOST_QUOTED < end - start <= _LONGEST:
                yield _part(citation.quote, now.text, start, end)


def _part(quote: str, text: str, start: int, end: int) -> Span:
    """The part of a long sentence that is most like the quote, in whole words."""
    aligned = partial_ratio_alignment(quote, text[start:end])
    if aligned is None:
        return start, end
    begin, stop = start + aligned.dest_start, start + aligned.dest_end
    while begin > start and text[begin - 1].isalnum():
        begin -= 1
    while stop < end and text[stop].isalnum():
        stop += 1
    return begin, stop


def _likeness(quote: list[str], text: str) -> float:
    return Indel.normalized_similarity(quote, _words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
