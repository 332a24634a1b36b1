"""Counts: a number, how exactly it is meant, and what is counted. "fewer than 30,000 troops", "26 to 30 countries"."""

import re
from functools import cache
from typing import NamedTuple

from bot.lexicon import table, word_class
from bot.terms import term_of

_UNIT_WORDS = 4
_LOOK_BACK = 24
_WORD = re.compile(r"\s?-?\s?([^\W\d_](?:[^\W_]|['’.](?=[^\W_]))*)")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_BEFORE_NO_COUNT = re.compile(
    rf"(?:{_MONTH}|\b(?:No|Nos|number|article|section|chapter|page|phase|version|resolution|route|flight|room|day|"
    rf"year|week|round|group|type|highway|aged?|in|by|since|until|of|from|during|before|after|late|early|mid)[.:]?|[-#’'])\s*$",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(rf"{_MONTH}\s*$")
_LABEL = re.compile(
    r"(?:\b(?:No|Nos|number|article|section|chapter|page|phase|version|aged?)[.:]?|#)\s*$", re.IGNORECASE
)
_AFTER_NO_COUNT = re.compile(
    rf"\s?(?:(?:st|nd|rd|th)\b|{_MONTH}|[ap]\.?m\b|o['’]clock|[- ]years?[- ]old|-year-old)", re.IGNORECASE
)
# The first plural ends the noun phrase: "30 member states gathering in".
_PLURAL = re.compile(r"(?<![suiSUI'’])s$|^(?:people|children|men|women|personnel|police|staff|percent)$", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b([A-Z][\w’'-]*)\s$")
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


class _Number(NamedTuple):
    start: int
    end: int
    value: float
    measure: str


def counts(text: str) -> list[Count]:
    """The counts that a text states, in order. Years, dates, times, ages, ordinals and ids are none."""
    numbers = [_read(match) for match in _number().finditer(text) if not _is_no_count(text, match)]
    found = []
    at = 0
    while at < len(numbers):
        first = numbers[at]
        last = numbers[at + 1] if _is_range(text, numbers, at) else first
        found.append(_count(text, first, last))
        at += 2 if last is not first else 1
    return found


@cache
def _number() -> re.Pattern[str]:
    """One number, in digits or numerals, with its magnitude, currency or percent sign."""
    numbers = table("words")["numbers"]
    tens = "|".join(numbers["tens"])
    units = "|".join(sorted(numbers["units"], key=len, reverse=True))
    groups = r"half a dozen|(?:a|two|three|four) dozen|a score|a hundred|a thousand|a million|a billion"
    scales = "|".join(numbers["scales"]) + "|bn|mn|tn|m|k"
    return re.compile(
        r"(?<![\w.,/:])(?P<money>(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)?"
        r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"|(?P<words>\b(?:{groups}|(?:{tens})(?:[- ](?:{units}))?|{units})\b))"
        rf"(?P<scales>(?:[\s-]?(?:{scales})\b)*)"
        r"(?P<percent>\s?%|\s(?:percent|per cent|percentage points?)\b)?(?![\w/]|[.,:]\d)",
        re.IGNORECASE,
    )


@cache
def _values() -> dict[str, float]:
    numbers = table("words")["numbers"]
    return {
        **numbers["units"],
        **numbers["tens"],
        **numbers["scales"],
        **numbers["groups"],
        **numbers["abbreviations"],
    }


@cache
def _hedge() -> re.Pattern[str]:
    """A hedging phrase that ends where the number begins; the group's name is its class."""
    classes = table("words")["approximators"]
    kinds = ("approx", "at_least", "more_than", "at_most", "less_than", "exact")
    phrases = {kind: sorted((w for w in classes[kind] if w != "from"), key=len, reverse=True) for kind in kinds}
    return re.compile(
        "|".join(rf"(?P<{kind}>\b(?:{'|'.join(map(re.escape, words))}))" for kind, words in phrases.items()),
        re.IGNORECASE,
    )


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[max(0, match.start() - _LOOK_BACK) : match.start()],
        text[match.end() : match.end() + 14],
    )
    if match["money"] or match["percent"]:
        return False
    if _AFTER_NO_COUNT.match(after) or _AFTER_MONTH.search(before):
        return True
    digits = match["digits"]
    if digits and not match["scales"] and re.fullmatch(r"1[5-9]\d\d|20\d\d|21\d\d", digits):
        return not _WORD.match(after) or bool(_BEFORE_NO_COUNT.search(before)) or _unit(text, match.end())[0] == ()
    return bool(_LABEL.search(before)) or (bool(digits) and _is_numbered_name(before, match.start()))


def _is_numbered_name(before: str, at: int) -> bool:
    """Whether the number belongs to the name before it: "a Boeing 737", "Apollo 11"."""
    name = _CAPITALISED.search(before)
    if name is None or at == len(name.group()):  # a sentence begins with it
        return False
    return name[1].lower() not in word_class("openers")


def _read(match: re.Match[str]) -> _Number:
    value = float(match["digits"].replace(",", "")) if match["digits"] else _numeral(match["words"])
    for scale in re.findall(r"[a-z]+", match["scales"].lower()):
        value *= _values()[scale]
    measure = "percent" if match["percent"] else "money" if match["money"] else ""
    return _Number(match.start(), match.end(), value, measure)


def _numeral(words: str) -> float:
    """ "twenty-six" -> 26, "two dozen" -> 24, "half a dozen" -> 6."""
    parts = [word for word in re.split(r"[\s-]+", words.lower()) if word != "a"]
    if parts[0] == "half":
        return _values()["dozen"] / 2
    if parts[-1] in {"dozen", "score", "hundred", "thousand", "million", "billion"}:
        return _values()[parts[-1]] * (_values()[parts[0]] if len(parts) > 1 else 1)
    return sum(_values()[part] for part in parts)


def _is_range(text: str, numbers: list[_Number], at: int) -> bool:
    if at + 1 >= len(numbers) or numbers[at + 1].value < numbers[at].value:
        return False
    between = text[numbers[at].end : numbers[at + 1].start]
    if re.fullmatch(r"\s?(?:to|–|-|—)\s?", between, re.IGNORECASE):
        return True
    opened = _BETWEEN.search(text[max(0, numbers[at].start - _LOOK_BACK) : numbers[at].start])
    return bool(opened) and between.strip().lower() == "and"


def _count(text: str, first: _Number, last: _Number) -> Count:
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
    measure = last.measure or first.measure or next((_measures()[term] for term in unit if term in _measures()), "")
    return Count(start, end, first.value, last.value, "" if hedge == "exact" else hedge, unit, measure)


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
