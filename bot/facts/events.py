"""The meetings of an article: each introduced once, then carried through the sentences that follow.

An event is introduced by a noun for people coming together, or by a verb such as "convened". A clause that names
another place or day is about another event.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.lexicon import table
from bot.lexicon.geography import country_names
from bot.models import Span
from bot.terms import terms_of, words_of

_CLAUSE_END = re.compile(
    r"[;—]|:(?=\s[a-z])"
    r"|^(?:While|When|As|After|Before|Although|Though)\b[^,]+,"
    r"|,\s(?=(?:while|whilst|although|though|but|whereas|which|as|after|before|because)\b)"
    r"|\s(?=(?:but|while|although)\s)"
)
_LEAD = 3
"""In how many of an article's first sentences its scene is set."""
_SCENE = re.compile(
    r"\b(?:in|at|near)\s+(?:the\s+)?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    r"\s+(?:on|last|this|late on|early on|yesterday|next)\s"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|week|month|night|morning)\w*"
)
_AFTER_NOUN = 60
"""How many characters behind its noun a meeting's place may stand."""
_PURPOSE = re.compile(r",|\bto\s+[a-z]|\b(?:on|about|over|for|of)\s+(?![A-Z])|\bfocus")
_PLACE_AFTER = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?=[A-Z])")
_TRIP_TO = re.compile(r"^\s*to\s+(?:the\s+)?(?=[A-Z])")
_DAY_FIRST = re.compile(r"^\W*(?:\w+,\s)?[Oo]n\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_ELSEWHERE = re.compile(r"\b(?:elsewhere|separate(?:ly)?|another (?:meeting|round|session)|parallel)\b", re.IGNORECASE)
_PLACE_FIRST = re.compile(r"^\W*(?:In|At)\s+(?:the\s+)?(?=[A-Z])")


class Event(NamedTuple):
    """One meeting of an article. `terms` are the words that describe it; `places` and `days` tell it from others."""

    terms: frozenset[str]
    places: frozenset[str]
    days: frozenset[str]


def clauses(sentence: str) -> list[Span]:
    """Where the clauses of a sentence stand, as far as they may tell of different events."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    return [(a, b) for a, b in pairwise(cuts) if sentence[a:b].strip()]


def lead(sentences: Sequence[str]) -> Event:
    """Where and when the article's first sentences say that it happened: "in Rotterdam on Wednesday"."""
    for sentence in sentences[:_LEAD]:
        if match := _SCENE.search(sentence):
            days = {word.term for word in words_of(match.group()) if word.term in _day_terms()}
            return Event(frozenset(terms_of(sentence)), frozenset(terms_of(match["place"])[:1]), frozenset(days))
    return Event(frozenset(), frozenset(), frozenset())


def event_of(clause: str, events: list[Event], current: int, scene: Event) -> tuple[int, int]:
    """The event now current, and the one that this clause is about (-1: none). May add an event."""
    nouns = [*meeting_nouns().finditer(clause), *_meeting_verbs().finditer(clause)]
    if not nouns and not _DAY_FIRST.match(clause):
        return current, current
    seen = _describe(clause, nouns)
    if current >= 0 and not _ELSEWHERE.search(clause) and _is_same(seen, events[current]):
        events[current] = _merged(events[current], seen)
        return current, current
    for number in reversed(range(len(events))):
        if (seen.places & events[number].places or seen.days & events[number].days) and _is_same(seen, events[number]):
            return number, number
    events.append(_merged(seen, scene) if not events and not seen.places else seen)
    return len(events) - 1, len(events) - 1


def _is_same(seen: Event, known: Event) -> bool:
    """Whether nothing in the description tells the two apart: no other place, no other day."""
    other_place = seen.places and known.places and not seen.places & known.places
    other_day = seen.days and known.days and not seen.days & known.days
    return not other_place and not other_day


def _merged(known: Event, seen: Event) -> Event:
    return Event(known.terms | seen.terms, known.places | seen.places, known.days | seen.days)


def _describe(clause: str, nouns: Sequence[re.Match[str]]) -> Event:
    """The clause's words, and the places and days that stand where a meeting's place and day do."""
    places: set[str] = set()
    if first := _PLACE_FIRST.match(clause):
        places.update(terms_of(clause[first.end() : first.end() + 40])[:1])
    for noun in nouns:
        after = _PURPOSE.split(clause[noun.end() : noun.end() + _AFTER_NOUN], maxsplit=1)[0]
        if (at := _PLACE_AFTER.search(after)) or (at := _TRIP_TO.match(clause[noun.end() : noun.end() + 30])):
            begin = noun.end() + at.end()
            places.update(terms_of(clause[begin : begin + 40])[:1])
        if noun.re is meeting_nouns():
            places.update(_place_before(clause, noun.start()))
    days = {word.term for word in words_of(clause) if word.term in _day_terms()}
    return Event(frozenset(terms_of(clause)), frozenset(places), frozenset(days))


def _place_before(clause: str, at: int) -> list[str]:
    """The town that qualifies a meeting: "the Paris talks". A country there says who, not where."""
    before = re.search(r"(?<=[\w,;] )((?:[A-Z][\w’']+\s)*[A-Z][\w’']+)\s+$", clause[:at])
    terms = terms_of(before[1])[-1:] if before else []
    return [term for term in terms if term not in country_names()]


@cache
def meeting_nouns() -> re.Pattern[str]:
    """The nouns for people coming together, in either number."""
    meetings = table("words")["meetings"]
    kinds = sorted({*meetings["kinds"], *meetings["remote"]}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kinds))})s?\b", re.IGNORECASE)


@cache
def _meeting_verbs() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:met|meets?|convened?|convenes|gather(?:s|ed|ing)?|assembled|conferr?(?:ed|ing|s)?|negotiat(?:ed|es?|ing)|"
        r"s[ia]t down|c[ao]me together|held talks|"
        r"(?:c[ao]me|travel(?:led|ed)|flew|journeyed|invited|went)(?= to [A-Z]))\b"
    )


@cache
def _day_terms() -> frozenset[str]:
    return frozenset(terms_of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"))
