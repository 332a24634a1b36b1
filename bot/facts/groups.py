"""Groups named by what they are or come from: "officials from the UK and France", "delegates of 50 nations"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.facts.mentions import Mention, MentionKind
from bot.lexicon.roles import common_role_nouns
from bot.models import Span

_GLUE = re.compile(r"^[\s,]*(?:and|or|as well as|&|plus|both)?\s*(?:also\s+)?(?:the\s+)?$", re.IGNORECASE)
BEFORE_CUE = re.compile(
    r"^(?:[\s,]|\b(?:also|both|all|will|would|have|has|had|is|are|was|were|be|been|being|not|n[o']t|did|do|does|to|set|"
    r"due|expected|scheduled|slated|likely|later|personally|jointly|each|then|who|which)\b)*$",
    re.IGNORECASE,
)
_FROM_WHERE = re.compile(
    r"(?:\s+of\s+(?!the\b)[a-z]+(?:\s+[a-z]+)?(?=\s+from\b))?\s+(?:from|of|representing)"
    r"\s+(?:the\s+|both\s+)?(?:armed forces of\s+)?"
)
_VARIOUS = re.compile(
    r"(?:various|several|many|other|different|all|both)\s+[\w\s-]{3,60}?(?=\s(?:gather|met|conven|attend|joined|took|to)|[,.])"
)
_COUNTED = re.compile(
    r"(?:(?:roughly|about|around|some|nearly|almost|more than|over|at least|up to|fewer than|approximately)\s+)?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|two dozen|twenty|thirty|forty|"
    r"fifty|several|dozens of)(?:-\w+)?\s+(?:[\w-]+\s+)?(?:countries|nations|states|members|companies|parties|"
    r"organi[sz]ations|governments|agencies|cities|clubs|unions|groups|firms|institutions|teams|villages|towns|districts|families|departments)",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(r"\b(?:of|for|on|about|over|against|under|from|in|than|to)\s+(?:the\s+)?$", re.IGNORECASE)
# No noun phrase goes back over these.
_STOPS = (
    "the|a|an|of|in|at|by|to|and|or|with|from|for|on|that|which|were|was|are|is|as|between|among|including|these|those|"
    "both|some|many|such|their|its|his|her"
)


def groups(clause: str, named: Sequence[Mention]) -> list[Span]:
    """People named by what they are: "officials from the UK", "delegates from 50 nations", "30 countries"."""
    found = []
    for match in _group_head().finditer(clause):
        end = _group_end(clause, match.end(), named)
        if end > match.end() or _has_qualifier(match.group()):
            found.append((match.start(), end))
    found += [
        match.span()
        for match in _COUNTED.finditer(clause)
        if not _OBLIQUE.search(clause[: match.start()]) and not any(a <= match.start() < b for a, b in found)
    ]
    return sorted(found)


def countries_before(clause: str, named: Sequence[Mention], since: int, until: int) -> Span | None:
    """The countries that stand as a list directly before `until`: "Britain and Germany will"."""
    places = [m for m in named if m.kind is MentionKind.COUNTRY and since <= m.start and m.end <= until]
    if not places or not BEFORE_CUE.match(clause[places[-1].end : until]):
        return None
    return last_list(clause, places)[0].start, places[-1].end


def last_list(clause: str, named: Sequence[Mention]) -> Sequence[Mention]:
    """The last of the mentions, with those before it that stand in one list with it."""
    first = len(named) - 1
    while first and _GLUE.match(clause[named[first - 1].end : named[first].start]):
        first -= 1
    return named[first:]


def countries_at(clause: str, named: Sequence[Mention], at: int, until: int) -> Span | None:
    """The countries that stand as a list directly at `at`: "Japan, South Korea, and Australia"."""
    places = [m for m in named if m.kind is MentionKind.COUNTRY and at <= m.start and m.end <= until]
    if not places or not _GLUE.match(clause[at : places[0].start]) or clause[places[0].end :][:1] in {"'", "’"}:
        return None
    last = 0
    while last + 1 < len(places) and _GLUE.match(clause[places[last].end : places[last + 1].start]):
        last += 1
    return places[0].start, places[last].end


def _group_end(clause: str, at: int, named: Sequence[Mention]) -> int:
    """Where the group ends that is headed by the noun before `at`: behind "from the UK and France", if that follows."""
    joined = _FROM_WHERE.match(clause, at)
    if not joined:
        return at
    if listing := countries_at(clause, named, joined.end(), len(clause)):
        return listing[1]
    counted = _COUNTED.match(clause, joined.end()) or _VARIOUS.match(clause, joined.end())
    return counted.end() if counted else at


def _has_qualifier(group: str) -> bool:
    """A bare plural ("army leaders") says nothing; one with a name or a number does ("Ukrainian officials")."""
    *qualifiers, noun = group.split()
    return noun[0].islower() and any(word[0].isdigit() or word[0].isupper() for word in qualifiers)


@cache
def _group_head() -> re.Pattern[str]:
    """A plural noun for people with up to four words before it that are no articles, prepositions or verbs."""
    plurals = "|".join(sorted(re.escape(_plural(head)) for head in common_role_nouns()))
    joint = r"(?:[A-Z][\w.’'-]*\s+and\s+)?"
    return re.compile(rf"(?<!\w)(?:{joint}(?!(?:{_STOPS})\b)[\w.’'-]+\s+){{0,4}}\b(?:{plurals})\b", re.IGNORECASE)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch")) and not noun.endswith("arch"):
        return noun + "es"
    return {"man": "men", "woman": "women"}.get(noun, noun[:-3] + "men" if noun.endswith("man") else noun + "s")
