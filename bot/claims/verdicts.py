"""From what sentences say to what is shown: findings that state a claim, that give another value, that come near."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.models import Citation, ClaimCheck, ClaimKind, Finding, Role
from bot.texts.wordings import finding

_NEARLY = 0.8
"""The share of the best score from which a sentence is taken to speak of the same thing as the best does."""
MOST_VALUES = 4
"""Other values that are told at most, the newest first."""
MOST_NEAR = 1


class Told(NamedTuple):
    """What a sentence says. `key`: equal for one value. `score`: how surely it speaks of what the claim does."""

    value: str | None
    key: Hashable
    citation: Citation
    score: float
    role: Role | None = None


def verdict(
    kind: ClaimKind, claim: str, stated: Sequence[Told], differs: Sequence[Told] = (), near: Sequence[Told] = ()
) -> ClaimCheck:
    """The check of a claim: each article once a value, by its best sentence. What comes near is shown where nothing
    speaks to the claim."""
    best = max((told.score for told in (*stated, *differs)), default=0.0)
    others = _by_value(told for told in differs if told.score >= _NEARLY * best)
    is_held = bool(stated or others)
    return ClaimCheck(
        kind=kind,
        claim=claim,
        stated=_finding(stated) if stated else None,
        differs=tuple(map(_finding, others[:MOST_VALUES])),
        more=len(others[MOST_VALUES:]),
        near=() if is_held else tuple(_finding([told]) for told in _best_first(near)[:MOST_NEAR]),
    )


def apart_from(stated: Sequence[Told], differs: Iterable[Told]) -> list[Told]:
    """The other values, but for those in a sentence that states the claim: beside the very number, or day, another is
    one of something else ("88 of 150 deputies")."""
    places = {(told.citation.article, told.citation.start) for told in stated}
    return [told for told in differs if (told.citation.article, told.citation.start) not in places]


def _by_value(differs: Iterable[Told]) -> list[list[Told]]:
    """Those of one value together; the newest values first, undated ones last."""
    groups: dict[Hashable, list[Told]] = {}
    for told in _best_first(differs):
        groups.setdefault(told.key, []).append(told)
    return sorted(groups.values(), key=lambda group: -max((_day(told) for told in group), default=0))


def _finding(group: Sequence[Told]) -> Finding:
    """In the words of the best sentence that has them in digits: those are read at a glance."""
    best: dict[str, Told] = {}
    for told in _best_first(group):
        best.setdefault(told.citation.article, told)
    shown = sorted(best.values(), key=lambda told: not any(map(str.isdigit, told.value or "")))
    return finding(shown[0].value, (told.citation for told in shown), shown[0].role)


def _best_first(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda one: (-one.score, one.citation.article, one.citation.start))


def _day(told: Told) -> int:
    return (told.citation.published or date.min).toordinal()
