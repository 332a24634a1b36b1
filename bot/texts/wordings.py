"""Findings from citations: each place cited once, and copies of one text told from sources of their own."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rapidfuzz import fuzz

from bot.lexicon.folding import fold
from bot.models import Citation, Finding, Role

_COPY = 85.0
"""The likeness, 0 to 100, from which two quotes are copies of one text.

Measured on news that was syndicated: from 85 on, editors have cut a clause, moved an attribution or swapped a word;
below, reporters tell of one event in words of their own, down to the same names and figures.
"""
NO_COPIES: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def finding(value: str | None, citations: Iterable[Citation], role: Role | None = None) -> Finding:
    """The finding that those citations make: each place once, in their order, and how many wordings they are."""
    distinct = tuple({(citation.article, citation.start): citation for citation in citations}.values())
    return Finding(value=value, role=role, citations=distinct, wordings=wordings(distinct))


def count_copies(finding: Finding, originals: Mapping[str, str]) -> Finding:
    """The finding, with each article that copies another counted as that one. `originals`: those, by the copies."""
    return finding.model_copy(update={"wordings": wordings(finding.citations, originals)})


def wordings(citations: Iterable[Citation], originals: Mapping[str, str] = NO_COPIES) -> int:
    """How many independent wordings the citations are. An article is one at most, and so are articles that copy."""
    articles: dict[str, list[str]] = {}
    for citation in citations:
        article = originals.get(citation.article, citation.article)
        articles.setdefault(article, []).append(_plain(citation.quote))
    independent: list[list[str]] = []
    for quotes in articles.values():
        copied = [others for others in independent if any(_is_copy(a, b) for a in quotes for b in others)]
        independent = [others for others in independent if others not in copied]
        independent.append([quote for others in (*copied, quotes) for quote in others])
    return len(independent)


def _is_copy(one: str, other: str) -> bool:
    """Whether both are one text: nearly the same words, and the very same numbers."""
    return fuzz.ratio(one, other, score_cutoff=_COPY) > 0 and _numbers(one) == _numbers(other)


def _plain(quote: str) -> str:
    return " ".join(fold(word) for word in _WORD.findall(quote))


def _numbers(plain: str) -> list[str]:
    return [word for word in plain.split() if word[0].isdigit()]
