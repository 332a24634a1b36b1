"""Groups named by what they are or come from: "officials from the UK and France", "some 40 delegates"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.facts.mentions import Mention, MentionKind
from bot.facts.scanning import one_of
from bot.lexicon.geography import places
from bot.lexicon.roles import common_role_nouns
from bot.models import Span

_GLUE = re.compile(r"[\s,]{0,3}(?:and|or|as well as|&|plus|both)?\s{0,2}(?:also\s)?(?:the\s)?", re.IGNORECASE)
_WORD = r"[\w.’'-]{1,40}"
_ABOUT = (
    r"(?:roughly|about|around|some|nearly|almost|more than|over|at least|up to|fewer than|approximately|all|the other)"
)
_NUMBER = (
    r"(?:(?!(?:19|20)\d\d\b)\d[\d,.]{0,12}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|twenty|thirty|forty|"
    r"fifty|sixty|a dozen|two dozen|three dozen|several|dozens of|scores of|hundreds of|thousands of)(?:-[a-z]{1,12})?"
)
_BODIES = (
    "countries|nations|states|members|companies|parties|organi[sz]ations|governments|agencies|cities|clubs|unions|"
    "groups|firms|institutions|teams|villages|towns|districts|families|departments|heads of state|delegations|"
    "chiefs of staff|chiefs of defence|chiefs of defense|ministers of defence|leaders|people"
)
_MEASURES = (
    "second|minute|hour|day|week|month|year|decade|time|point|dollar|euro|pound|mile|metre|meter|kilometre|kilometer|"
    "tonne|ton|page|seat|vote|goal|game|match|round|step|case|death|question|thing|way|issue|topic|subject|finding"
)
# No noun phrase goes back over these.
_STOPS = (
    "the|a|an|of|in|at|by|to|and|or|with|from|for|on|that|which|who|were|was|are|is|as|between|among|including|these|"
    "those|both|some|many|such|their|its|his|her|while|when|after|before|because|but|will|would|has|have|had|not|said|"
    "says|told|met|meet|no|any|than|over|under|into|about|against|during|where|if"
)
_VERB = re.compile(
    r"^(?!(?:retired|armed|elected|invited|assembled|allied|unelected|displaced|injured|united)$)[a-z]+ed$"
)
_FROM_WHERE = re.compile(
    r"(?:\s+of\s+(?!the\b)[a-z]{1,20}(?:\s+[a-z]{1,20})?(?=\s+from\b))?\s+(?:from|of|representing)"
    r"\s+(?:(?:countries|nations|states)\s(?:such as|like|including)\s)?"
    r"(?:(?:the|both|all|some|its|their)\s+)?(?:armed forces of\s+|governments? of\s+)?"
)
_NOUNS = re.compile(
    r"(?:\s(?:member|armed|security|coalition))?\s(?:countries|nations|states|governments?|forces|army|navy|air force|"
    r"military|parliaments?|delegations?|unions?|companies|teams?|clubs?|parties)\b"
)
_VARIOUS = re.compile(
    r"(?:various|several|many|other|different|all|both)\s+[\w\s-]{3,60}?"
    r"(?=\s(?:gather|met|conven|attend|joined|took|to)|[,.])"
)
_REFERS_BACK = re.compile(r"\b(?:the|both|those|these)\s$", re.IGNORECASE)
_PAIR = re.compile(r"(?:two|both|three)\b", re.IGNORECASE)
_OBLIQUE = re.compile(r"\b(?:of|for|on|about|over|against|under|from|in|than|to)\s+(?:the\s+)?$", re.IGNORECASE)


def groups(clause: str, named: Sequence[Mention]) -> list[Span]:
    """People named by what they are: "officials from the UK", "delegates from 50 nations", "30 countries"."""
    found: list[Span] = []
    for match in _group().finditer(clause):
        start = _start(match)
        end = _group_end(clause, match.end(), named)
        is_told = end > match.end() or _has_qualifier(clause[start : match.end()], at_start=start == 0)
        if is_told and not _is_reference(clause, start, end > match.end()):
            found.append((start, end))
    found += [
        match.span()
        for match in _counted().finditer(clause)
        if not _OBLIQUE.search(clause[max(0, match.start() - 20) : match.start()])
        and not any(a < match.end() and match.start() < b for a, b in found)
        and not _is_reference(clause, match.start(), told=False)
    ]
    return sorted(found)


def countries_at(clause: str, named: Sequence[Mention], at: int, until: int) -> Span | None:
    """The countries that stand as a list directly at `at`: "Japan, South Korea, and Australia"."""
    places = [m for m in named if m.kind is MentionKind.COUNTRY and at <= m.start and m.end <= until]
    if not places or not _GLUE.fullmatch(clause[at : places[0].start]) or clause[places[0].end :][:1] in {"'", "’"}:
        return None
    last = 0
    while last + 1 < len(places) and _GLUE.fullmatch(clause[places[last].end : places[last + 1].start]):
        last += 1
    return places[0].start, places[last].end


def _is_reference(clause: str, start: int, told: bool) -> bool:
    """Whether a few only point back: "the two leaders", "both sides"."""
    if told or not _PAIR.match(clause, start):
        return False
    return clause[start : start + 4].lower() == "both" or bool(_REFERS_BACK.search(clause[max(0, start - 8) : start]))


def _start(match: re.Match[str]) -> int:
    """Where the noun phrase begins: behind the last word in it that must be a verb, or a name before the group's own.

    "Assembly criticised Republican senators" is about "Republican senators".
    """
    start, seen_lower = match.start(), False
    words = [(match.start() + w.start(), w.group()) for w in re.finditer(r"\S+", match.group())]
    for at, word in words[:-1]:
        if _VERB.match(word):
            start, seen_lower = at + len(word) + 1, False
        elif word[0].islower() and word not in {"and", "of", "or"}:
            seen_lower = seen_lower or at > start
        elif word[0].isupper() and seen_lower:
            start, seen_lower = at, False
    return start


def _group_end(clause: str, at: int, named: Sequence[Mention]) -> int:
    """Where the group ends that is headed by the noun before `at`: behind "from the UK and France", if that follows."""
    joined = _FROM_WHERE.match(clause, at)
    if not joined:
        return at
    if listing := countries_at(clause, named, joined.end(), len(clause)):
        return _over_nouns(clause, listing[1])
    if counted := _counted().match(clause, joined.end()) or _VARIOUS.match(clause, joined.end()):
        return counted.end()
    body = next((m.end for m in named if m.start == joined.end() and m.kind is not MentionKind.PERSON), at)
    return _over_nouns(clause, body) if body > at else at


def _over_nouns(clause: str, at: int) -> int:
    """Behind the nouns that a name qualifies: "the NATO countries", "the British armed forces"."""
    nouns = _NOUNS.match(clause, at)
    return nouns.end() if nouns else at


def _has_qualifier(group: str, *, at_start: bool) -> bool:
    """A bare plural ("army leaders") says nothing; one with a name or a number does ("Ukrainian officials")."""
    words = group.split()
    qualifiers = words[1:-1] if at_start and words[0][1:].islower() and not _is_name(words[0]) else words[:-1]
    return words[-1][0].islower() and any(word[0].isdigit() or word[0].isupper() for word in qualifiers)


def _is_name(word: str) -> bool:
    """Whether a sentence's first word has its capital for being a name: it names a country or its people."""
    return (word.lower(),) in places()


@cache
def _group() -> re.Pattern[str]:
    """A plural noun for people with up to four words before it that are no articles, prepositions or verbs."""
    plurals = one_of(map(_plural, common_role_nouns()))
    joint = r"(?:[A-Z][\w.’'-]{0,40}\s+and\s+)?"
    number = rf"(?:(?:{_ABOUT}\s+)?{_NUMBER}\s+)?"
    modifiers = rf"(?:{joint}(?!(?:{_STOPS})\b){_WORD}\s+){{0,4}}"
    heads = rf"(?:{plurals}|chiefs of staff|heads of state)"
    return re.compile(rf"(?<![\w.’'-]){number}{modifiers}{heads}\b", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """A number of bodies or people: "roughly 30 countries", "about 180 seafarers"."""
    modified = rf"(?:(?!(?:{_STOPS})\b)[\w-]{{1,30}}\s+){{0,2}}?"
    number = rf"(?<![\w.,])(?:{_ABOUT}\s+)?{_NUMBER}\s+(?:of (?:his|her|its|their|the)\s)?"
    counted = rf"(?:{_BODIES}|(?!(?:{_MEASURES})s\b)[a-z]{{3,20}}(?<![suia])s)"
    return re.compile(rf"{number}{modified}{counted}\b", re.IGNORECASE)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch")) and not noun.endswith("arch"):
        return noun + "es"
    return {"man": "men", "woman": "women"}.get(noun, noun[:-3] + "men" if noun.endswith("man") else noun + "s")


@cache
def people_words() -> re.Pattern[str]:
    """A noun phrase for people: "the bereaved families", "reporters"."""
    plurals = one_of(map(_plural, common_role_nouns()))
    return re.compile(
        rf"\s(?:[\w’'-]{{1,20}}\s){{0,4}}(?:{plurals}|counterparts?|families|fans|voters|troops|people|groups|unions|"
        rf"staff|colleagues|relatives|leadership|crews?|boss|press)\b"
    )
