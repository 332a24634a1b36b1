"""Counts: a number, how exactly it is meant, what is counted, and which of it: "fewer than 30,000 troops at sea"."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from bot.facts.no_counts import ages_told, barred, is_no_count
from bot.facts.numbers import Number, numbers
from bot.facts.qualifiers import aspect, is_moved, qualifiers
from bot.facts.scanning import Scanner, choices, first_word, one_of
from bot.lexicon import table, word_class
from bot.models import Span
from bot.terms import term_of, terms_of

_UNIT_WORDS = 4
_MOST_UNIT_WORDS = 7
"""Words behind a number in which its plural may stand; without one, only the first _UNIT_WORDS are its unit."""
_HYPHENED_WORDS = 2
_LOOK_BACK = 32
_WORD = re.compile(r"\s?-?\s?([^\W\d_](?:[^\W_]|['’.](?=[^\W_]))*)")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_PLURAL = re.compile(
    r"(?<![suiSUI’'])s$|(?:people|children|men)$|^(?:personnel|police|staff|percent|troops|feet|dead|wounded|injured|aircraft)$",
    re.IGNORECASE,
)
"""The first plural ends the noun phrase: "30 member states gathering in"."""
_STATES = ("dead", "wounded", "injured")
_PLURAL_AHEAD = re.compile(r"\s[a-z-]{2,30}(?<![suiSUI’'])s\b|\s(?:people|children|men|women)\b")
"""What somebody or something is, who is named behind that: "40 dead seabirds"."""
_TRAILING_HEDGE = re.compile(r"\s(or so|or more|and more|or fewer|or less|or thereabouts|plus)\b", re.IGNORECASE)
_TRAILING = {"so": "approx", "thereabouts": "approx", "more": "at_least", "plus": "at_least"}
_NOT_ONE = Scanner(
    re.compile(r"\b[Nn]ot\s(?:even\s)?(?:a\ssingle|one)\s(?=[a-z])"), first=choices("not"), needs=choices("single|one")
)
_RESULT_BEFORE = re.compile(
    r"\b(?:win|won|wins|beat|beats|lost|lose|drew|draw|voted?|ruled|score|led|lead|by|of|finished)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_RESULT_AFTER = re.compile(
    r"[\s-](?:win|victory|defeat|loss|draw|lead|decision|vote|margin|majority|ruling|split|score|record|verdict)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:more|additional|extra|further)\b(?!\sthan)", re.IGNORECASE)
_FURTHER = re.compile(rf"{_MORE.pattern}|\sothers?\b(?!\sthan)", re.IGNORECASE)
_POUND = ("pound",)
_WEIGHS = re.compile(r"\b(?:weigh\w*|los[et]|losing|gain\w*|lift\w*|shed)\b", re.IGNORECASE)
_WEIGHED = 40
"""Characters before "120 pounds" in which a word tells that they are a weight."""
_RATE = re.compile(r"(?:\s(?:an?|per|each|every)\s|-an?-|/)(\w{1,20})\b", re.IGNORECASE)


class Count(NamedTuple):
    """A count in a sentence. `low` and `high` bound the number as written; equal unless it is a range.

    `start`, `end`: from the hedging word to the last word of the unit. `hedge`: "" for an exact number, "approx",
    "at_least", "more_than", "at_most" or "less_than". `unit`: the terms of what is counted, in order; empty for a bare
    number. `measure`: what kind of size it is, where it is one: "percent", "points" (of a percentage), "age", "score"
    (whose unit is the score as it stands, "3-1") or a kind of [sizes] in figures.toml; else "".
    `rate`: the term of what it is a number for each of ("a year"), else "". `aspect`: "former", a "change" by it,
    "further" ones beside others, or "denied"; "" where it is how many there are. `qualifiers`: the spans of the
    sentence that say which of the things are counted: "in the league", "killed in the flood". `meant`: for a bare
    number, the terms of what it counts, where a count before it tells.
    """

    start: int
    end: int
    low: float
    high: float
    hedge: str
    unit: tuple[str, ...]
    measure: str
    rate: str = ""
    aspect: str = ""
    qualifiers: tuple[Span, ...] = ()
    meant: tuple[str, ...] = ()


def counts(text: str) -> list[Count]:
    """The counts that a sentence states, in order. Years, dates, times, ordinals and ids are none."""
    found_numbers, none = numbers(text), _none_at_all(text)
    if not found_numbers and not none:
        return []
    ages = _ages(text)
    taken = [(count.start, count.end) for count in (*ages, *none)]
    found = sorted([*_plain_counts(text, found_numbers, taken), *ages, *none])
    ends = [0, *(count.end for count in found)]
    starts = [*(count.start for count in found[1:]), len(text)]
    return [
        count._replace(qualifiers=qualifiers(text, count.start, count.end, ends[at], starts[at]))
        for at, count in enumerate(found)
    ]


def _plain_counts(text: str, found_numbers: list[Number], taken: list[Span]) -> list[Count]:
    spans = [*barred(text), *taken]
    counting = [
        number
        for number in found_numbers
        if not any(a <= number.start < b for a, b in spans)
        and not is_no_count(text, number, hedged=bool(_hedge_before(text, number.start)[1]))
    ]
    found = []
    at = 0
    while at < len(counting):
        first, second = counting[at], counting[at + 1] if at + 1 < len(counting) else None
        if second and _is_score(text, first, second):
            found.append(_score(text, first, second))
            at += 2
        elif second and _is_range(text, first, second):
            found.append(_count(text, first, second))
            at += 2
        else:
            found.append(_count(text, first, first))
            at += 1
    return found


def _ages(text: str) -> list[Count]:
    """How old somebody or something is said to be."""
    found = []
    for match in ages_told(text):
        number = match["aged"] or match["old"] or match["comma"]
        if read := numbers(number):
            start, end = match.span("comma") if match["comma"] else match.span()
            found.append(Count(start, end, read[0].low, read[0].high, "", (), "age"))
    return found


def _none_at_all(text: str) -> list[Count]:
    """ "Not one boat", "not a single boat": none."""
    found = []
    for match in _NOT_ONE.find_all(text):
        unit, end = _unit(text, match.end() - 1)
        if unit:
            found.append(Count(match.start(), end, 0.0, 0.0, "", unit, ""))
    return found


@cache
def _hedge() -> Scanner:
    """A hedging phrase that ends where the number begins; the group's name is its class."""
    classes = table("words")["approximators"]
    kinds = ("approx", "at_least", "more_than", "at_most", "less_than", "exact")
    phrases = {kind: classes[kind] for kind in kinds}
    pattern = "|".join(rf"(?P<{kind}>\b{one_of(words)}(?!\w))" for kind, words in phrases.items())
    firsts = (first_word(phrase) for words in phrases.values() for phrase in words)
    return Scanner(re.compile(pattern, re.IGNORECASE), firsts)


@lru_cache(maxsize=64)
def _hedge_before(text: str, start: int) -> tuple[int, str]:
    """Where the hedging phrase before a number begins, and its class; (start, "") where there is none.

    Cached: it tells whether the number counts at all, whether it ends a range, and what count it makes.
    """
    for match in _hedge().find_all(text, max(0, start - _LOOK_BACK), start):
        gap = text[match.end() : start]
        if gap and gap.strip() in ("", "a", "an", "the"):
            return match.start(), match.lastgroup or ""
    return start, ""


def _is_score(text: str, first: Number, second: Number) -> bool:
    """Whether "3-1" is one result: it goes down, or a word for a result stands by."""
    if not (first.in_digits and second.in_digits and text[first.end : second.start] in ("-", "–")):
        return False
    if first.measure or second.measure or second.scale != 1 or max(first.low, second.low) > 500:
        return False
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    return first.low >= second.low or bool(_RESULT_BEFORE.search(before) or _RESULT_AFTER.match(text, second.end))


def _score(text: str, first: Number, second: Number) -> Count:
    shown = text[first.start : second.end].replace("–", "-")
    return Count(first.start, second.end, first.low, first.low, "", (shown,), "score")


def _is_range(text: str, first: Number, second: Number) -> bool:
    if second.low < first.low or (first.measure and not second.measure and not first.currency):
        return False
    begin, hedge = _hedge_before(text, second.start)
    between = text[first.end : begin if hedge and begin >= first.end else second.start]
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if re.fullmatch(r"\s?(?:to|–|-|—)\s?(?:as many as\s)?", between, re.IGNORECASE):
        return not (_FROM.search(before) and is_moved(text, first.start))
    return bool(_BETWEEN.search(before)) and between.strip().lower() == "and"


def _count(text: str, first: Number, last: Number) -> Count:
    start, hedge = _hedge_before(text, first.start)
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if last is not first and (opened := _BETWEEN.search(before) or _FROM.search(before)):
        start = first.start - len(before) + opened.start()
    more = _MORE.match(text, last.end)
    unit, end = ((), last.end) if last.measure or first.measure else _unit(text, more.end() if more else last.end)
    if trailing := _TRAILING_HEDGE.match(text, end):
        hedge = _TRAILING.get(trailing[1].split()[-1].lower(), "at_most")
        unit, end = (unit, trailing.end()) if unit or last.measure else _unit(text, trailing.end())
    if unit[-1:] == _POUND and (text.startswith(" of ", end) or _WEIGHS.search(text, max(0, start - _WEIGHED), start)):
        unit = (*unit[:-1], "lb")
    currency = last.currency or first.currency
    unit = tuple(terms_of(currency)) if currency else unit
    low = first.low * last.scale if first.low * last.scale <= last.low else first.low  # "10 to 12 million"
    rate = _RATE.match(text, end)
    return Count(
        start,
        end,
        low,
        last.high,
        "approx" if not hedge and last.rough else "" if hedge == "exact" else hedge,
        unit,
        last.measure or first.measure or _measure(unit),
        term_of(rate[1]) if rate else "",
        "further" if _FURTHER.match(text, last.end) else aspect(text, start, is_size=bool(last.measure or not unit)),
    )


@cache
def _past_forms() -> frozenset[str]:
    """Irregular verb forms: they follow a noun, and are no part of it."""
    plurals = {"men", "women", "children", "people", "feet", "mice", "analyses", "crises", "dead"}
    return frozenset(form for forms in table("english")["irregular"].values() for form in forms.split()) - plurals


def _measure(unit: tuple[str, ...]) -> str:
    return next((_sizes()[term][0] for term in unit if term in _sizes()), "")


def base(count: Count) -> float:
    """How many of the first unit of its kind one of the count's unit is; 0 where that is not fixed."""
    return _factor(count.unit)


@lru_cache(maxsize=4096)
def _factor(unit: tuple[str, ...]) -> float:
    return next((_sizes()[term][1] for term in unit if term in _sizes()), 0.0)


@cache
def _sizes() -> dict[str, tuple[str, float]]:
    """The kind of size that each unit of measurement gives, and its length in the first of them."""
    return {
        term_of(unit): (kind, float(factor))
        for kind, units in table("figures")["sizes"].items()
        for unit, factor in units.items()
    }


def _unit(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The terms of the words that follow a number, up to a word that ends a noun phrase; and where they end."""
    unit: list[str] = []
    kept = at
    most = _HYPHENED_WORDS if text[at : at + 1] == "-" else 1 if text[at : at + 1].isalpha() else _MOST_UNIT_WORDS
    while len(unit) < most and (match := _WORD.match(text, at)):
        word = match[1].lower()
        if word in word_class("ends_noun_phrase") or "\n" in match.group() or (unit and word in _past_forms()):
            break
        unit.append(term_of(match[1]))
        at = match.end()
        kept = at if len(unit) <= _UNIT_WORDS else kept
        if word in _STATES and _PLURAL_AHEAD.match(text, at):
            continue
        if _PLURAL.search(match[1]) or word in table("figures")["numbers"]["attached"]:
            return tuple(filter(None, unit)), at
    return tuple(filter(None, unit[:_UNIT_WORDS])), kept
