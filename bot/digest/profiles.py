"""What an article is about, as weighed terms: heavy where it turns on a term that few others have. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.digest.commonness import share
from bot.models import Article
from bot.terms import terms_of

Vector = Mapping[str, float]
"""Terms, each with its weight."""

_READ = 2000
"""Characters of its text that tell what an article is about: what comes later tells of other events, too."""
_LEAD = 300
"""Characters whose terms count twice."""
_TITLE = 8
"""How often a term of the title counts."""
_BACKGROUND = 1000
"""As many articles of English at large count among those at hand: five articles alone do not tell what is rare, and
without them likeness would mean another thing in a small corpus than in a large one."""
_REMEMBERED = 4096
"""Articles whose terms are kept in memory, some 7 KB each: the digests of all channels look at the same two weeks."""
_FEW = 30
"""As many articles at hand tell nothing of what all have in common: they may be of one event."""


class Profile(NamedTuple):
    """What articles in one wording say: the id of the first of them, and how much it says of each term.

    `day` is that of publication, as an ordinal; None where none of them says it.
    """

    id: str
    terms: Vector
    day: int | None


def profile(article: Article, *copies: Article) -> Profile:
    """What an article and its copies say, from its title and the beginning of its text."""
    terms, counts = _said(article.title, article.text[:_LEAD], article.text[_LEAD:_READ])
    days = (one.published.toordinal() for one in (article, *copies) if one.published)
    weights = {term: 1 + math.log(count) for term, count in zip(terms, counts, strict=True)}
    return Profile(article.id, weights, next(days, None))


@lru_cache(maxsize=_REMEMBERED)
def _said(title: str, lead: str, rest: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The terms of a text, and how often each counts."""
    counts: Counter[str] = Counter()
    for text, times in ((title, _TITLE), (lead, 2), (rest, 1)):
        for term in terms_of(text):
            counts[term] += times
    return tuple(counts), tuple(counts.values())


def weigh(profiles: Sequence[Profile]) -> list[Vector]:
    """The terms of each profile by how much they set it apart from the others, as a vector of length 1; or empty."""
    rarities = _rarities(profile.terms for profile in profiles)
    return [_scaled({term: said * rarities[term] for term, said in one.terms.items()}) for one in profiles]


def _rarities(texts: Iterable[Vector]) -> dict[str, float]:
    """Inverse document frequency, among the texts at hand and those of English at large; less for what many of those
    at hand have, and near 0 for what all have: where a team follows one thing, its name tells no two stories apart."""
    counts: Counter[str] = Counter()
    number = 0
    for terms in texts:
        counts.update(terms.keys())
        number += 1
    rarities = {}
    for term, count in counts.items():
        rarity = math.log((number + _BACKGROUND + 1) / (count + _BACKGROUND * share(term)))
        rarities[term] = rarity * (1 - (count / (number + _FEW)) ** 2) ** 2
    return rarities


def _scaled(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
