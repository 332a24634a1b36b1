"""The words by which a text tells of a meeting: its kind, and where and when it was."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from bot.facts.mentions import MentionKind, mentions
from bot.facts.scanning import Scanner, choices, first_word, one_of
from bot.facts.tenses import Tense
from bot.facts.times import resolved, times
from bot.lexicon import table
from bot.lexicon.dates import MONTHS, WEEKDAYS, calendar_words
from bot.lexicon.folding import fold
from bot.lexicon.geography import country_names
from bot.terms import term_of, terms_of, words_of

_AFTER = 70
"""How many characters behind its noun a meeting's place may stand."""
_PURPOSE = re.compile(r"[,;]|\bto\s+[a-z]|\b(?:on|about|over|for|of)\s+(?![A-Z\d])|\bfocus|\b(?:and|but|while)\s")
_PLACE_AFTER = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+|[a-z]+\s+)?(?=[A-Z])")
_TRIP_TO = re.compile(r"^\s{0,2}to\s+(?:the\s+)?(?=[A-Z])")
_PLACE_FIRST = re.compile(r"^\W{0,3}(?:In|At)\s+(?:the\s+)?(?=[A-Z])")
_PLACE_BEFORE = re.compile(r"(?<=[\w,;] )(?:((?:[A-Z][\w’'-]+\s){1,3})|(?<=[Tt]he )([A-Z][\w’'-]+\s)[a-z-]+\s)$")
_PLACE_FOR = re.compile(
    r"\b[Ii]n\s+(?:the\s+)?(?=[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30})?\s+for\s+(?:[\w-]{1,20}\s){0,3}$)"
)
_RUN = re.compile(r"[A-Z][\w’'-]*(?:\s(?:de|du|la|upon|[A-Z][\w’'-]*)){0,3}")
_VAGUE = frozenset(["new", "san", "saint", "st", "los", "la", "el", "port", "fort", "north", "south", "west", "east"])


def places_of(clause: str, nouns: Sequence[re.Match[str]], surnames: frozenset[str] = frozenset()) -> set[str]:
    """The terms of the places that stand where a meeting's place does: behind its noun or verb, before it, or first."""
    found: set[str] = set()
    if first := _PLACE_FIRST.match(clause):
        found |= _place_at(clause, first.end(), surnames)
    for noun in nouns:
        after = _PURPOSE.split(clause[noun.end() : noun.end() + _AFTER], maxsplit=1)[0]
        for at in _PLACE_AFTER.finditer(after):
            found |= _place_at(clause, noun.end() + at.end(), surnames)
        if at_trip := _TRIP_TO.match(clause[noun.end() : noun.end() + 30]):
            found |= _place_at(clause, noun.end() + at_trip.end(), surnames)
        if noun.re is meeting_nouns().pattern:
            found |= _place_before(clause, noun.start(), surnames)
        if reached := _PLACE_FOR.search(clause[: noun.start()], max(0, noun.start() - _AFTER)):
            found |= _place_at(clause, reached.end(), surnames)  # "were in Oslo for the talks"
    return found


def _place_at(clause: str, at: int, surnames: frozenset[str]) -> set[str]:
    run = _RUN.match(clause, at)
    return place_terms(run.group()) if run and not _is_person(clause, at, surnames) else set()


def place_terms(name: str) -> set[str]:
    """The telling terms of a place's name: "york" of "New York"; none for a month or a weekday."""
    words = [word for word in words_of(name) if fold(word_at(name, word.start)) not in calendar_words()]
    terms = [word.term for word in words if word.term]
    return {term for term in terms if len(terms) == 1 or term not in _VAGUE}


def word_at(text: str, start: int) -> str:
    """The word that begins there."""
    found = re.match(r"[\w’'-]+", text[start:])
    return found.group() if found else ""


def _place_before(clause: str, at: int, surnames: frozenset[str]) -> set[str]:
    """The town that qualifies a meeting: "the Paris talks". A country there says who, not where."""
    before = _PLACE_BEFORE.search(clause[max(0, at - 60) : at])
    if not before:
        return set()
    name = (before[1] or before[2]).strip()
    start = at - len(before.group())
    if name.isupper() or re.search(r"['’]s?$|[\d-]", name) or _is_person(clause, start, surnames):
        return set()
    if terms_of(name)[-1:] == [] or any(fold(word) in _organisation_words() for word in name.split()):
        return set()
    return {term for term in place_terms(name.split()[-1]) if term not in country_names()}


def _is_person(clause: str, at: int, surnames: frozenset[str]) -> bool:
    return any(m.kind is MentionKind.PERSON and m.start <= at < m.end for m in mentions(clause, surnames))


def days_among(terms: Iterable[str]) -> set[str]:
    """The terms that are those of weekdays."""
    return {term for term in terms if term in _weekdays()}


def dates_of(clause: str, published: date | None, *, ahead: bool) -> set[str]:
    """The days named, as "2025-03-11": dates in full, and in an article with a date also those that depend on it.

    Where a weekday's own words leave it open, it is the last one up to that date, or, `ahead`, the next.
    """
    tense = Tense.FUTURE if ahead else Tense.PAST
    found = (resolved(time._replace(tense=time.tense or tense), published) for time in times(clause))
    return {days.since.isoformat() for days in found if days and days.since and days.since == days.until}


def day_terms(day: str) -> set[str]:
    """The terms of a day's weekday and month: {"tuesday", "march"} for "2025-03-11"."""
    known = date.fromisoformat(day)
    return {term_of(WEEKDAYS[known.weekday()]), term_of(MONTHS[known.month - 1])}


def told_kinds(nouns: Sequence[re.Match[str]]) -> Iterator[str]:
    """The kind of meeting of each noun, in the singular: "summit"."""
    for noun in nouns:
        after = noun.string[noun.end() : noun.end() + 40]
        if (
            noun.re is meeting_verbs().pattern
            and (means := remote_means().search(after))
            and "," not in after[: means.start()]
        ):
            yield "video call" if "video" in means.group().lower() else "call"
        elif noun.re is meeting_verbs().pattern and noun.group().lower().startswith(
            ("met", "meet", "confer", "negot", "held")
        ):
            yield "meeting"
        if noun.re is meeting_nouns().pattern:
            kind = re.sub(r"\s+", " ", noun.group().lower())
            yield kind if kind in _kinds() else kind.removesuffix("s")


@cache
def family_of(kind: str) -> str:
    """What kinds of meeting may be one: "hearing" and "inquiry"; "" for a noun that fits any, such as "gathering"."""
    families: dict[str, list[str]] = table("words")["meeting_families"]
    if kind in table("words")["meetings"]["remote"]:
        return "call"
    return next((name for name, kinds in families.items() if kind in kinds), kind.split()[-1])


@cache
def meeting_nouns() -> Scanner:
    """The nouns for people coming together, in either number."""
    # "by video link" is no meeting, nor are verbs ("to visit", "calls for") and bodies ("Congress").
    by_means = r"(?<!by )(?<!by a )(?<!via )(?<!via a )(?<!over )(?<!over a )"
    no_verb = (
        r"(?<!to )(?<!will )(?<!would )(?<!can )(?<!could )(?<!should )(?<!may )(?<!they )(?<!we )"
        r"(?!(?-i:Congress|Council|Assembly|Panel|Review|March)\b)(?<!works )(?<!city )(?<!town )(?<!county )"
    )
    remote, others = (one_of(kind.lower() for kind in table("words")["meetings"][name]) for name in ("remote", "kinds"))
    no_call = r"(?<=call)s?\s(?:for|on|to|it|him|her|them|the|an?)\s(?-i:[a-z“\"‘])"
    firsts = map(first_word, _kinds())
    return Scanner(
        re.compile(
            rf"(?<![\w-])(?:{by_means}{remote}|{no_verb}{others})s?\b(?![-’'][a-z]{{3}}|{no_call})",
            re.IGNORECASE,
        ),
        first=(form for word in firsts for form in (word, f"{word}s")),
    )


@cache
def remote_means() -> re.Pattern[str]:
    """How one takes part from afar: "by video link"."""
    return re.compile(rf"\b{one_of(table('words')['meeting_people']['means'])}\b", re.IGNORECASE)


@cache
def meeting_verbs() -> Scanner:
    """The verbs for people coming together."""
    meet = (
        "met|meets|meet|convened|convenes|convene|gathers|gathered|gather|assembled|conferred|conferring|confers|confer|"
        "negotiated|negotiating|negotiates|negotiate"
    )
    go = "came|come|travelled|travelling|traveled|traveling|travel|flew|fly|journeyed|invited|went|arrived|arrive"
    phrases = "sat down|sit down|came together|come together|held talks"
    return Scanner(
        re.compile(rf"\b(?:{meet}|{phrases}|(?:{go})(?= (?:to|in) [A-Z]))\b"),
        first=choices(meet, go) | set(map(first_word, choices(phrases))),
    )


@cache
def _kinds() -> frozenset[str]:
    meetings = table("words")["meetings"]
    return frozenset([*meetings["kinds"], *meetings["remote"]])


@cache
def _weekdays() -> dict[str, int]:
    return {term_of(day): number for number, day in enumerate(WEEKDAYS)}


@cache
def _organisation_words() -> frozenset[str]:
    return frozenset(table("organisations")["words"])
