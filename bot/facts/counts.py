"""Counts: a number, how exactly it is meant, and what is counted. "fewer than 30,000 troops", "26 to 30 countries"."""

import re
from functools import cache
from typing import NamedTuple

from bot.facts.numbers import Number, numbers
from bot.lexicon import table, word_class
from bot.lexicon.dates import DAY, DAYS_MONTH
from bot.terms import term_of

_UNIT_WORDS = 4
_LOOK_BACK = 24
_WORD = re.compile(r"\s?-?\s?([^\W\d_](?:[^\W_]|['’.](?=[^\W_]))*)")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_AND = r"\s?(?:to|and|or|-|–|—)\s?"
_NO_COUNTS = re.compile(
    rf"""
      \b\d{{4}}-\d\d-\d\d\b
    | \b{DAYS_MONTH}\s{DAY}(?:{_AND}{DAY})?\b(?!,\d{{3}})
    | \b{DAY}(?:{_AND}{DAY})?\s(?:of\s)?{DAYS_MONTH}\b
    | \b(?:[Aa]ged?|[Aa]ges)\s(?:between\s)?\d+(?:{_AND}\d+)?
    | \b[A-Z][\w’'-]*,\s\d\d(?=[,)])                                   # "Ann Roe, 45, is"
    | \b[A-Za-z]+-\d+\b                                                # "F-16", "COVID-19", "mid-30s"
    | (?:\b[Nn]os?\.|\b[Nn]umbers?|\#)\s?\d+
    | \b(?i:article|section|chapter|page|phase|version|paragraph|clause|resolution|flight|route|room|highway|channel|
       platform|pier|gate|episode|volume)\s\d+
    | \b(?i:day|week|round|group|type|year|season)\s\d+(?!\s?-?[A-Za-z])
    | \b(?i:the|a|its|his|her|their|this|that|each|in|by|since|until|of|from|during|before|after|late|early|mid)
      [\s-]{_YEAR}\b(?!\s?(?:to|–|-|—|and|or)\s?\d)(?![,.]\d)
    | ['’]s?\s?{_YEAR}\b
    | \b(?i:one)\sin\s\w+
    """,
    re.VERBOSE,
)
_AFTER_NO_COUNT = re.compile(
    r"\s?(?:(?:st|nd|rd|th)\b|[ap]\.?m\b|o['’]clock|[- ]years?[- ]old|-year-old)", re.IGNORECASE
)
# The first plural ends the noun phrase: "30 member states gathering in".
_PLURAL = re.compile(r"(?<![suiSUI'’])s$|(?:people|children|men)$|^(?:personnel|police|staff|percent)$", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b([A-Z][\w’'-]*)\s$")
_IN_PLACE = re.compile(r"^(?:In|At|On|Near|From|Off)\s$")
_TRAILING_HEDGE = re.compile(r"\s(or so|or more|and more|or fewer|or less)\b", re.IGNORECASE)


class Count(NamedTuple):
    """A count in a text. `low` and `high` bound the number as written; equal unless it is a range.

    `start`, `end`: from the hedging word to the last word of the unit. `hedge`: "", "approx", "at_least", "more_than",
    "at_most" or "less_than". `unit`: the terms of what is counted, in order; empty for a bare number.
    `measure`: what kind of size it is, where it is one: "percent", or a kind of [measures] in words.toml; else "".
    """

    start: int
    end: int
    low: float
    high: float
    hedge: str
    unit: tuple[str, ...]
    measure: str


def counts(text: str) -> list[Count]:
    """The counts that a text states, in order. Years, dates, times, ages, ordinals and ids are none."""
    barred = [match.span() for match in _NO_COUNTS.finditer(text)]
    counting = [
        number
        for number in numbers(text)
        if not _is_no_count(text, number) and not any(a <= number.start < b for a, b in barred)
    ]
    found = []
    at = 0
    while at < len(counting):
        first = counting[at]
        last = counting[at + 1] if _is_range(text, counting, at) else first
        found.append(_count(text, first, last))
        at += 2 if last is not first else 1
    return found


@cache
def _hedge() -> re.Pattern[str]:
    """A hedging phrase that ends where the number begins; the group's name is its class."""
    classes = table("words")["approximators"]
    kinds = ("approx", "at_least", "more_than", "at_most", "less_than", "exact")
    phrases = {kind: sorted(classes[kind], key=len, reverse=True) for kind in kinds}
    return re.compile(
        "|".join(rf"(?P<{kind}>\b(?:{'|'.join(map(re.escape, words))}))" for kind, words in phrases.items()),
        re.IGNORECASE,
    )


def _is_no_count(text: str, number: Number) -> bool:
    if number.measure:
        return False
    before, after = text[max(0, number.start - _LOOK_BACK) : number.start], text[number.end : number.end + 14]
    if _AFTER_NO_COUNT.match(after):
        return True
    if number.in_digits and re.fullmatch(_YEAR, text[number.start : number.end]):
        return not _WORD.match(after) or not _unit(text, number.end)[0]
    return number.in_digits and _is_numbered_name(before, number.start)


def _is_numbered_name(before: str, at: int) -> bool:
    """Whether the number belongs to the name before it: "a Boeing 737", "Apollo 11"."""
    name = _CAPITALISED.search(before)
    if name is None or at == len(name.group()):  # a sentence begins with it
        return False
    if _IN_PLACE.search(before[: name.start()]):  # "In Larvik 40 boats"
        return False
    return name[1].lower() not in word_class("openers")


def _is_range(text: str, found: list[Number], at: int) -> bool:
    if at + 1 >= len(found) or found[at + 1].value < found[at].value:
        return False
    between = text[found[at].end : found[at + 1].start]
    if re.fullmatch(r"\s?(?:to|–|-|—)\s?", between, re.IGNORECASE):
        return True
    opened = _BETWEEN.search(text[max(0, found[at].start - _LOOK_BACK) : found[at].start])
    return bool(opened) and between.strip().lower() == "and"


def _count(text: str, first: Number, last: Number) -> Count:
    start, hedge = first.start, ""
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    for match in _hedge().finditer(before):
        if not before[match.end() :].strip() and before[match.end() :]:
            start, hedge = first.start - len(before) + match.start(), match.lastgroup or ""
            break
    if last is not first and (opened := _BETWEEN.search(before)):
        start = first.start - len(before) + opened.start()
    unit, end = _unit(text, last.end)
    if trailing := _TRAILING_HEDGE.match(text, end):
        hedge = {"so": "approx", "more": "at_least"}.get(trailing[1].split()[1].lower(), "at_most")
        unit, end = (unit, trailing.end()) if unit else _unit(text, trailing.end())
    measure = last.measure or first.measure or next((_measures()[term] for term in unit if term in _measures()), "")
    low = first.value * last.scale if first.value * last.scale <= last.value else first.value  # "10 to 12 million"
    return Count(start, end, low, last.value, "" if hedge == "exact" else hedge, unit, measure)


@cache
def _measures() -> dict[str, str]:
    """The kind of size that each unit of measurement gives."""
    return {term_of(unit): kind for kind, units in table("words")["measures"].items() for unit in units}


def _unit(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The terms of the words that follow a number, up to a word that ends a noun phrase; and where they end."""
    unit: list[str] = []
    while len(unit) < _UNIT_WORDS and (match := _WORD.match(text, at)):
        if match[1].lower() in word_class("ends_noun_phrase") or "\n" in match.group():
            break
        unit.append(term_of(match[1]))
        at = match.end()
        if _PLURAL.search(match[1]):
            break
    return tuple(term for term in unit if term), at
