"""The meetings of an article: each introduced once, then carried through the sentences that follow.

An event is introduced by a noun for people coming together, or by a verb such as "convened". A clause that names
another place, day or kind of meeting is about another event; "the talks" is the last one that may be called so.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.facts.meetings import (
    dates_of,
    days_among,
    family_of,
    meeting_nouns,
    meeting_verbs,
    place_terms,
    places_of,
    told_kinds,
)  # fmt: skip
from bot.facts.scanning import has_any
from bot.lexicon.dates import WEEKDAY, WEEKDAY_WORDS
from bot.models import Span
from bot.terms import terms_of

_CLAUSE_END = re.compile(
    r"[;—]|:(?=\s[a-z])"
    r"|^(?:While|When|As|After|Before|Although|Though)\b[^,]{1,200},"
    r"|,\s(?=(?:while|whilst|although|though|but|whereas|which|as|after|before|because)\b)"
    r"|\s(?=(?:but|while|although)\s)"
)
_LEAD = 3
"""In how many of an article's first sentences its scene is set."""
_CARRIED = 5
"""For how many sentences an event goes on being meant where none is named."""
_RECENT = 2
_SCENE = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    r"\s+(?:on|last|this|late on|early on|yesterday|next)\s"
    rf"(?:{WEEKDAY}|week|month|night|morning)\w*"
)
_DAY_FIRST = re.compile(rf"^\W{{0,3}}(?:\w{{1,20}},\s)?[Oo]n\s{WEEKDAY}\b")
_DATELINE = re.compile(r"^(?P<place>[A-Z]{3,}(?:\s[A-Z]{3,})?)(?:,\s[\w. ]{1,30})?(?:\s\([^()]{1,30}\))?\s?[–—-]+\s")
_DETERMINER = re.compile(
    r"\b(?:an?|the|this|that|his|her|its|their|another|[A-Z][\w’'-]*['’]s)\s(?:[\w-]{1,20}\s){0,2}$"
)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|separate(?:ly)?|parallel|"
    r"(?:an?other|second|third|later|earlier|previous|next|last (?:week|month|year)['’]s)(?:\s[\w-]+){0,2}\s"
    r"(?:meeting|round|session|summit|call|conference|hearing|talks|gathering))\b",
    re.IGNORECASE,
)
_TALKS = {"talks", "summit", "call", "board", "meal"}
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|set|due|expected|scheduled|slated|likely|planning)|plans? to|intends? to|"
    r"upcoming|forthcoming|next)\b"
)


class Event(NamedTuple):
    """One meeting of an article, as plain data: sorted terms, but for `kinds` and `dates`.

    `terms`: the words that describe it. `kinds`: what it is called ("summit"). `places` and `days` (of the week) tell
    it from others. `dates`: on which days it was, as "2025-03-11", as far as the article tells.
    """

    terms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def clauses(sentence: str) -> list[Span]:
    """Where the clauses of a sentence stand, as far as they may tell of different events."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), *_changes(sentence), len(sentence)]
    return [(a, b) for a, b in pairwise(sorted(cuts)) if sentence[a:b].strip()]


def _changes(sentence: str) -> Iterator[int]:
    """Where a sentence goes on to a meeting of another kind: "missed the summit but joined [the call]"."""
    told_of = sorted(_told(sentence), key=lambda told: told.start())
    before = ""
    for told in told_of if len(told_of) > 1 else ():
        family = next(map(family_of, told_kinds([told])), "")
        if before and family and not _agree(family, before):
            opening = _DETERMINER.search(sentence[max(0, told.start() - 30) : told.start()])
            yield (
                told.start() - len(opening.group()) if opening and told.re is meeting_nouns().pattern else told.start()
            )
        before = family or before


def _told(text: str) -> list[re.Match[str]]:
    """The nouns and verbs of the text that tell of meetings."""
    return meeting_nouns().find_all(text) + meeting_verbs().find_all(text)


class Events:
    """The events of one article, as its clauses are read in order. `surnames` gives those (folded) of its people."""

    def __init__(
        self, sentences: Sequence[str], published: date | None, surnames: Callable[[], frozenset[str]]
    ) -> None:
        self._surnames = surnames
        self._published = published
        self._scene = _scene(sentences, published)
        self._found: list[Event] = []
        self._current = -1
        self._named_at = 0

    @property
    def all(self) -> tuple[Event, ...]:
        return tuple(self._found)

    def read(self, text: str, sentence: int) -> list[tuple[int, int]]:
        """Where each clause of a sentence ends, and the number of the event that it is about; -1 for none.

        Empty where the sentence can be about no event at all. An event may be a new one.
        """
        if has_any(text, _introducing()):
            found = [(end, self._about(text[start:end], sentence)) for start, end in clauses(text)]
        else:
            found = [(len(text), self._carried(sentence))]
        may_be_implied = not self._found and bool(self._scene.places)
        return found if may_be_implied or any(event >= 0 for _, event in found) else []

    def _about(self, clause: str, sentence: int) -> int:
        """The number of the event that a clause of that sentence is about; -1 for none."""
        nouns = _told(clause)
        if nouns or _DAY_FIRST.match(clause):
            self._current = self._event(clause, self._described(clause, nouns))
            self._named_at = sentence
        return self._carried(sentence)

    def _carried(self, sentence: int) -> int:
        """The number of the event that goes on being meant in that sentence; -1 for none."""
        return self._current if sentence - self._named_at <= _CARRIED else -1

    def is_recent(self, sentence: int) -> bool:
        """Whether a meeting was named in this sentence or shortly before it."""
        return sentence - self._named_at <= _RECENT

    def touch(self, sentence: int) -> None:
        """Keeps the current meeting in mind: that sentence tells who was there."""
        self._named_at = sentence

    def describe(self, number: int, sentence: str) -> None:
        """Adds the words of a sentence that tells who was there."""
        self._found[number] = _merged(self._found[number], Event(tuple(terms_of(sentence))))

    def implied(self, sentence: int) -> int:
        """The event that is meant where none was named yet: what happened where and when the article is set."""
        if self._found or not self._scene.places:
            return -1
        self._found.append(self._scene)
        self._current, self._named_at = 0, sentence
        return 0

    def _described(self, clause: str, nouns: Sequence[re.Match[str]]) -> Event:
        terms = set(terms_of(clause))
        return Event(
            tuple(sorted(terms)),
            tuple(sorted(set(told_kinds(nouns)))),
            tuple(sorted(places_of(clause, nouns, self._surnames()))),
            tuple(sorted(days_among(terms))),
            tuple(sorted(dates_of(clause, self._published, ahead=bool(_AHEAD.search(clause))))),
        )

    def _event(self, clause: str, seen: Event) -> int:
        """The number of the event that is described: a known one where it may be meant, the last such first."""
        is_other = bool(_ELSEWHERE.search(clause))
        order = sorted(range(len(self._found)), key=lambda n: (n != self._current, -n))
        for shares in (True, False):
            for number in order:
                known = self._found[number]
                if (is_other or shares) and not _share(seen, known):
                    continue
                if _may_be_one(seen, known):
                    self._found[number] = _merged(known, seen)
                    return number
        self._found.append(_merged(seen, self._scene) if not self._found and not seen.places else seen)
        return len(self._found) - 1


@cache
def _introducing() -> frozenset[str]:
    """The words of which one stands in each sentence that introduces an event."""
    return meeting_nouns().needs | meeting_verbs().needs | WEEKDAY_WORDS


def _scene(sentences: Sequence[str], published: date | None) -> Event:
    """Where and when the article's first sentences say that it happened: "in Rotterdam on Wednesday"."""
    for sentence in sentences[:_LEAD]:
        if match := _SCENE.search(sentence) or _DATELINE.match(sentence):
            return Event(
                terms=tuple(sorted(set(terms_of(sentence)))),
                places=tuple(sorted(place_terms(match["place"]))),
                days=tuple(sorted(days_among(terms_of(match.group())))),
                dates=tuple(sorted(dates_of(match.group(), published, ahead=bool(_AHEAD.search(sentence))))),
            )
    return Event()


def _share(a: Event, b: Event) -> bool:
    """Whether two descriptions name one place or day."""
    return bool({*a.places} & {*b.places} or {*a.days} & {*b.days} or {*a.dates} & {*b.dates})


def _may_be_one(seen: Event, known: Event) -> bool:
    """Whether nothing in the description tells the two apart: no other place, no other day, no other kind."""
    pairs = ((seen.places, known.places), (seen.days, known.days))
    if any(a and b and not {*a} & {*b} for a, b in pairs):
        return False
    families, others = ({family_of(kind) for kind in event.kinds} - {""} for event in (seen, known))
    return not families or not others or any(_agree(a, b) for a in families for b in others)


def _agree(family: str, other: str) -> bool:
    """Whether one meeting may be called by words of both families."""
    return family == other or {family, other} <= _TALKS


def _merged(known: Event, seen: Event) -> Event:
    return Event(*(tuple(sorted({*a, *b})) for a, b in zip(known, seen, strict=True)))
