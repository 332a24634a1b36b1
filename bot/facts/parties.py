"""Who can take part in a meeting, and where they stand to a verb: its subject before it, a list behind it."""

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from bot.facts.groups import groups
from bot.facts.meetings import meeting_nouns
from bot.facts.mentions import Mention, MentionKind, mentions
from bot.facts.scanning import one_of
from bot.lexicon import word_list
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.lexicon.geography import is_country_name
from bot.lexicon.roles import common_role_nouns, role_nouns

PRONOUN = re.compile(r"(?<![\w’'-])(?:[Hh]e|[Ss]he|[Tt]hey)(?![\w’'-])")
_MOST_STEPS = 6
# What may stand between a subject and its verb: adverbs, and "who".
_BETWEEN = re.compile(
    r"(?:[\s,]{1,3}(?:also|both|all|later|personally|jointly|each|then|who|which|that|himself|herself|themselves|itself|"
    r"reportedly|finally|instead|however|only|even|once|still|already|initially|briefly|quietly|recently|earlier|first|"
    r"[a-z]{2,12}ly|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|last (?:week|month|year|night)|"
    r"(?:both|all|some|most|none|two|three) of whom|in turn|in person|at first|for (?:his|her|its|their) part|too|"
    r"as well|alone))+\s?$"
)
_ASIDE = re.compile(
    r",\s(?:who|whose|which|the|an?|its|his|her|their|our|former|now|then|head|chief|\d+|aged|also|one|of|from|along|"
    r"together|as well|including|among|like|such|[a-z]{2,15}ing|[a-z]{2,15}ed|led|held|deputy|"
    r"[A-Z][\w.-]{0,30}['’]s(?=\s)|"
    r"[a-z’'-]+(?=\s(?:of|for|at)\b)|{roles})\b"
)
_WHO = re.compile(r"^[^.;]{0,160}?\bwho\s?$|\bwho\s")
_PAREN = re.compile(r"\s?\([^()]{1,120}\)$")
_COMPLEMENT = re.compile(
    r"\s(?:of|from|for|at|representing)\s(?:the\s)?(?:(?!(?:who|that|which|or|and|but|in|to|of|for|from)\b)[\w’'.-]{1,25}\s?){1,4}$"
)
_OBLIQUE = re.compile(
    r"\b(?:of|by|with|for|to|from|on|about|against|over|under|than|in|at|near|between|among|into|via|through|despite|"
    r"after|before|during|without|without|like|unlike|behind|towards?|around|outside|regarding|concerning|per)\s+"
    r"(?:the\s+|an?\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|from|for|at|representing)\s(?:the\s|its\s|his\s|her\s|their\s|an?\s)?$")
_HARD_OBLIQUE = re.compile(
    r"\b(?:of|by|in|at|on|to|from|for|about|against|into|via|than|after|before|during)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_JOINS = r"(?:and|or|nor|&|as well as|along with|together with|alongside|plus)"
_NAME_WORD = r"[A-Z][\w.’-]{0,30}"
_ROLE_WORDS = (
    r"(?:(?:the|its|his|her|their|an?|both|also|by|later)\s)?"
    rf"(?:[a-z][\w’'-]{{0,20}}\s|(?:{_NAME_WORD}\s){{0,3}}{_NAME_WORD}['’]s?\s){{0,5}}"
)
# Between two of a list: ", and ", ", and Norway's minister, ".
_GLUE_BACK = re.compile(rf"(?:,\s{{0,2}}(?:{_JOINS}\s)?|\s{_JOINS}\s)(?:{_ROLE_WORDS}[a-z]{{3,20}},\s|{_ROLE_WORDS})$")
_GOES_ON = re.compile(r",?\sand\s(?:an?|the|his|her|its|their|other|some|several)\s[a-z]")
_HAS_AND = re.compile(rf"\s{_JOINS}\s|&", re.IGNORECASE)
_OPENS = re.compile(r"\s{0,2}(?:also\s|both\s|among others,?\s|either\s)?" + _ROLE_WORDS)
_APPOSED = re.compile(
    r"\s{0,2}(?:(?:the|its|his|her|their|an?)\s[a-z][^,;:.]{1,80}|[^,;:.]{1,60}['’]s\s[a-z][^,;:.]{1,60}),\s"
)
_OWNS = re.compile(r"['’]s?\s")
_NOBODY = re.compile(r"\b(?:nobody|no[- ]one|none|not one)\s(?:from|of)\s(?:the\s)?$", re.IGNORECASE)
_PLAIN = re.compile(
    r",?\s(?:and|or|as well as)\s(?:(?:the|an?|his|her|its|their|other|some|several)\s)?"
    r"(?:[a-z][\w’'-]{1,20}\s){0,3}[a-z][\w-]{1,20}$"
)
_TAIL = re.compile(
    r"(?:\s\([^()]{1,120}\)|,\s(?:who|whose|which|the|an?|its|his|her|their|head|chief|deputy|former|\d+|[a-z’'-]+\s(?:of|at|for|from))\b[^,;:.]{0,120}(?=[,.;:]|\sand\s|$)"
    r"|\s(?:of|from|for|representing)\s(?:the\s)?[^,;:.]{1,60}?(?=[,.;:]|\sand\s|$))"
)
_NEXT = re.compile(rf"\s{{0,2}}(?:,\s{{0,2}}(?:{_JOINS}\s)?|{_JOINS}\s)(?:by\s|with\s)?", re.IGNORECASE)


_IS_FROM = re.compile(r"\s[A-Z][\w’'-]+\s[A-Z]")
_COUNTRY_THING = re.compile(r"\s(?:time|soil|territory|border|capital|city|town|resort)\b")
# Last words of roles that are no people: "secretary of defense".
_NO_PEOPLE = frozenset(
    ["defense", "defence", "staff", "state", "government", "policy", "operations", "europe", "affaires"]
)


class Party(NamedTuple):
    """Somebody who can take part. `kind`: None for a group, which `is_many`, or an office ("the French president")."""

    start: int
    end: int
    kind: MentionKind | None
    is_many: bool = False


class Clause:
    """A text and the parties named in it, in order; they are looked for when first asked for.

    `surnames` gives those (folded) that are known to be people's; `known`, the names seen within other sentences.
    """

    def __init__(self, text: str, surnames: Callable[[], frozenset[str]], known: Callable[[], frozenset[str]]) -> None:
        self.text = text
        self._surnames = surnames
        self._known = known

    @cached_property
    def parties(self) -> Sequence[Party]:
        return _parties(self.text, self._surnames(), self._known)

    def ending_at(self, at: int) -> int:
        """The number of the party that ends there; -1 for none."""
        return next((n for n, party in enumerate(self.parties) if party.end == at), -1)


def _parties(text: str, surnames: frozenset[str], known: Callable[[], frozenset[str]]) -> list[Party]:
    named = mentions(text, surnames)
    found = [Party(*span, None, is_many=True) for span in groups(text, named)]
    persons = [Party(m.start, m.end, m.kind) for m in named if m.kind is MentionKind.PERSON]
    found = [group for group in found if not any(p.start <= group.start < p.end for p in persons)]
    found += [Party(*m.span(), None) for m in _offices().finditer(text) if _is_office(text, m, persons)]
    taken = [(party.start, party.end) for party in found]
    found += [
        Party(m.start, m.end, m.kind)
        for m in named
        if not any(a < m.end and m.start < b for a, b in taken) and _can_act(text, m, known)
    ]
    kept: list[Party] = []
    for party in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or party.start >= kept[-1].end:
            kept.append(party)
    return kept


def names_within(text: str) -> set[str]:
    """The names that stand within a sentence, where a capital tells a name."""
    return {mention.name for mention in mentions(text) if text[: mention.start].strip(" “\"'‘")}


def _can_act(text: str, mention: Mention, known: Callable[[], frozenset[str]]) -> bool:
    """Not a place, a meeting, a bare title, nor a sentence's first word that has its capital only from there."""
    after = text[mention.end :]
    match mention.kind:
        case MentionKind.PERSON:
            return True
        case MentionKind.PLACE:
            return False
        case MentionKind.COUNTRY:
            # "Chinese balloons" are not China.
            is_own = is_country_name(mention.name) or mention.name.endswith("s")
            if _IS_FROM.match(after) and not is_country_name(mention.name):
                return False  # "the Dane Jane Roe" is one
            return not _COUNTRY_THING.match(after) and (is_own or not re.match(r"\s[a-z]", after))
    words = [fold(word) for word in mention.name.split()]
    if after[:1] in {"-", "’", "'"} or meeting_nouns().search(mention.name) or words[-1] in role_nouns():
        return False
    opens = not text[: mention.start].strip(" “\"'‘")
    if opens and len(words) == 1 and mention.name not in known() and not mention.name.isupper():
        return not mention.name.endswith("s") and words[0] not in _common_words()
    return not any(word in calendar_words() for word in words)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word_list("common_words"))


def _is_office(text: str, match: re.Match[str], persons: Sequence[Party]) -> bool:
    """Whether an office is meant for itself, not as the title of somebody named: "the French president Jane Roe"."""
    return not any(p.start < match.end() and match.start() < p.end for p in persons) and not re.match(
        r"\s[A-Z]|,\s[A-Z][\w’'-]+\s[A-Z]|[-’']", text[match.end() : match.end() + 40]
    )


def subject(clause: Clause, at: int) -> list[Party]:
    """Who stands directly before `at` as the subject of what follows; asides are passed over."""
    head = _head(clause, at)
    if head < 0:
        return []
    who = _WHO.search(clause.text[clause.parties[head].end : at])
    found = _list_back(clause, head)
    return (
        found
        if found and not (who and is_oblique(clause.text, _first_start(clause, head)))
        else _alone(clause, head, bool(who))
    )


def _alone(clause: Clause, head: int, is_who: bool) -> list[Party]:
    """Of a list that a preposition governs, the last one where "who" tells of that one alone."""
    return [clause.parties[head]] if is_who else []


def _first_start(clause: Clause, head: int) -> int:
    """Where the list begins that ends with that party."""
    while (joint := _joint(clause, head)) >= 0:
        head = joint
    return clause.parties[head].start


def _head(clause: Clause, at: int) -> int:
    """The number of the party with which the noun phrase before `at` ends; -1 for none."""
    for _ in range(_MOST_STEPS):
        left = clause.text[:at].rstrip()
        if (found := clause.ending_at(len(left))) >= 0:
            return found
        window = left[-200:]
        offset = len(left) - len(window)
        if match := _BETWEEN.search(window) or _PAREN.search(window):
            at = offset + match.start()
            opening = _aside(clause.text[:at].rstrip() + ",", most=1) if _WHO.search(match.group()) else -1
            if opening >= 0 and clause.ending_at(opening) >= 0:
                at = opening
        elif left.endswith(",") and (opening := _aside(left)) >= 0:
            at = opening
        elif left.endswith(","):
            if clause.ending_at(len(left) - 1) < 0:
                return -1
            at = len(left) - 1
        elif ((match := _PLAIN.search(window)) and clause.ending_at(offset + match.start()) >= 0) or (
            (match := _COMPLEMENT.search(window)) and clause.ending_at(offset + match.start()) >= 0
        ):
            at = offset + match.start()
        else:
            return -1
    return -1


def _aside(left: str, most: int = 3) -> int:
    """Where the aside opens that ends with the comma at the end: ", the mayor of Larvik,"; -1 for none."""
    comma = len(left) - 1
    for _ in range(most):
        comma = left.rfind(",", max(0, len(left) - 220), comma)
        if comma < 0:
            return -1
        if _aside_opens().match(left, comma):
            return comma
    return -1


def _list_back(clause: Clause, head: int) -> list[Party]:
    """That party, those before it in one list with it, and whom it belongs to where it is but a complement."""
    text = clause.text
    chain = [_owner(clause, head)]
    while chain[-1] >= 0 and (joint := _joint(clause, chain[-1])) >= 0:
        chain.append(_owner(clause, joint))
    chain = [number for number in reversed(chain) if number >= 0]
    found = [clause.parties[number] for number in chain]
    if len(found) == 2 and not (
        _HAS_AND.search(text[found[0].end : found[1].start]) or _GOES_ON.match(text, found[1].end)
    ):
        found = found[1:]
    if not found or (
        is_oblique(text, found[0].start) and not _NOBODY.search(text[max(0, found[0].start - 40) : found[0].start])
    ):
        return []
    return found


def _owner(clause: Clause, number: int) -> int:
    """Whose complement the party is: "Jane Roe" for "Larvik" in "Jane Roe of Larvik"; else its own number.

    -1 where it is one of something that is no party.
    """
    start = clause.parties[number].start
    window = clause.text[max(0, start - 40) : start]
    if not is_oblique(clause.text, start) or _NOBODY.search(window):
        return number
    before = _OF.search(window)
    if not before:
        return -1 if _HARD_OBLIQUE.search(window) else number
    owner = clause.ending_at(start - len(window) + before.start())
    return _owner(clause, owner) if owner >= 0 else -1


def is_oblique(text: str, at: int) -> bool:
    """Whether a preposition governs what stands at `at`."""
    return bool(_OBLIQUE.search(text[max(0, at - 24) : at]))


def _joint(clause: Clause, number: int) -> int:
    """The number of the party that stands before that one in a list; -1 for none."""
    text, start = clause.text, clause.parties[number].start
    window = text[max(0, start - 120) : start]
    glue = _GLUE_BACK.search(window)
    if not glue:
        return -1
    at = start - len(window) + glue.start()
    if (found := clause.ending_at(at)) >= 0:
        return found
    left = text[:at]
    if paren := _PAREN.search(left[-130:]):
        return clause.ending_at(len(left) - len(paren.group()))
    if (match := _COMPLEMENT.search(left[-60:])) and (
        found := clause.ending_at(len(left) - len(left[-60:]) + match.start())
    ) >= 0:
        return found
    if (opening := left.rfind(",", max(0, at - 120))) >= 0 and _aside_opens().match(left, opening):
        return clause.ending_at(opening)
    return -1


def listed(clause: Clause, at: int) -> list[Party]:
    """Those who are listed from `at` on: "the mayor, Jane Roe, and Tom Berg of the union"."""
    found: list[Party] = []
    text = clause.text
    while at < len(text):
        number = _opening_party(clause, at)
        if number < 0:
            break
        found.append(clause.parties[number])
        at = clause.parties[number].end
        if tail := _TAIL.match(text, at):
            at = tail.end()
        joint = _NEXT.match(text, at)
        if not joint:
            break
        at = joint.end()
    if len(found) > 1 and not any(_HAS_AND.search(text[a.end : b.start]) for a, b in pairwise(found)):
        found = found if len(found) > 2 else found[:1]
    return found


def _opening_party(clause: Clause, at: int) -> int:
    """The number of the party that stands at `at`, but for an article, a role or an apposition; -1 for none."""
    following = next(
        (n for n, p in enumerate(clause.parties) if p.end > at and not _OWNS.match(clause.text, p.end)), -1
    )
    if following < 0:
        return -1
    start = clause.parties[following].start
    between = clause.text[at : max(at, start)]
    if start < at or len(between) > 120:
        return -1
    apposed = _APPOSED.match(between)
    rest = between[apposed.end() :] if apposed else between
    if re.search(r"\b(?:who|which|that|whose|was|were|is|are|has|had|said)\b", rest):
        return -1
    return following if _OPENS.fullmatch(rest) else -1


@cache
def _aside_opens() -> re.Pattern[str]:
    return re.compile(_ASIDE.pattern.replace("{roles}", one_of(common_role_nouns())))


@cache
def _offices() -> re.Pattern[str]:
    """An office with its country or body: "the French president", "Norway's minister", "the mayor of Larvik"."""
    nouns = one_of(common_role_nouns() - _NO_PEOPLE)
    modifiers = r"(?:(?!and\b)[a-z][\w-]{1,20}\s){0,3}"
    name = r"[A-Z][\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30}){0,3}"
    return re.compile(
        rf"\b(?:[Tt]he\s(?:[A-Z][\w-]{{2,30}}\s){modifiers}{nouns}"
        rf"|[A-Z][\w-]{{1,30}}(?:\s[A-Z][\w-]{{1,30}})?['’]s\s{modifiers}{nouns}"
        rf"|[Tt]he\s{modifiers}{nouns}\s(?:of|for)\s(?:the\s)?{name})(?![\w-])"
    )
