"""Numbers as a text writes them: "30,000", "€2.5 million", "54 percent", "two thousand five hundred", "a dozen"."""

import re
from functools import cache
from typing import NamedTuple

from bot.lexicon import table

_JOINS = re.compile(r"[\s-]|\sand\s", re.IGNORECASE)


class Number(NamedTuple):
    """A number in a text. `scale`: what a magnitude behind it multiplied it by, else 1. `measure`: as of a Count."""

    start: int
    end: int
    value: float
    scale: float
    measure: str
    in_digits: bool


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order."""
    found: list[Number] = []
    for match in _number().finditer(text):
        number = _read(match)
        if found and _goes_on(text, found[-1], number):
            number = number._replace(start=found[-1].start, value=found[-1].value + number.value)
            found.pop()
        found.append(number)
    return found


def _goes_on(text: str, first: Number, second: Number) -> bool:
    """Whether two numerals are one number: "a hundred and | twenty", "two thousand | five hundred"."""
    if first.in_digits or second.in_digits or not _JOINS.fullmatch(text[first.end : second.start]):
        return False
    return first.value >= 100 and second.value < first.scale


@cache
def _number() -> re.Pattern[str]:
    """One number, in digits or numerals, with its magnitude, currency or percent sign."""
    words = table("words")["numbers"]
    tens = "|".join(words["tens"])
    units = "|".join(sorted(words["units"], key=len, reverse=True))
    groups = r"half a dozen|(?:a|two|three|four) dozen|a score|a hundred|a thousand|a million|a billion"
    scales = "|".join(words["scales"]) + "|bn|mn|tn|m|k"
    return re.compile(
        r"(?<![\w.,/:])(?P<money>(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)?"
        r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"|(?P<words>\b(?:{groups}|(?:{tens})(?:[- ](?:{units}))?|{units})\b))"
        rf"(?P<scales>(?:[\s-]?(?:{scales})\b)*)"
        r"(?P<percent>\s?%|\s(?:percent|per cent|percentage points?)\b)?(?![\w/]|[.,:]\d)",
        re.IGNORECASE,
    )


def _read(match: re.Match[str]) -> Number:
    value, scale = (float(match["digits"].replace(",", "")), 1.0) if match["digits"] else _numeral(match["words"])
    for word in re.findall(r"[a-z]+", match["scales"].lower()):
        scale = scale * _values()[word]
        value *= _values()[word]
    measure = "percent" if match["percent"] else "money" if match["money"] else ""
    return Number(match.start(), match.end(), value, scale, measure, in_digits=bool(match["digits"]))


def _numeral(words: str) -> tuple[float, float]:
    """ "twenty-six" -> 26, "two dozen" -> 24, "half a dozen" -> 6; and the magnitude in it: "a hundred" -> 100, 100."""
    parts = [word for word in re.split(r"[\s-]+", words.lower()) if word != "a"]
    last = _values()[parts[-1]]
    if parts[0] == "half":
        return last / 2, 1.0
    if parts[-1] in table("words")["numbers"]["scales"]:
        return last, last
    if parts[-1] in table("words")["numbers"]["groups"]:
        return last * (_values()[parts[0]] if len(parts) > 1 else 1), 1.0
    return sum(_values()[part] for part in parts), 1.0


@cache
def _values() -> dict[str, float]:
    words = table("words")["numbers"]
    return {**words["units"], **words["tens"], **words["scales"], **words["groups"], **words["abbreviations"]}
