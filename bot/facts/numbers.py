"""Numbers as a text writes them: "30,000", "€2.5 million", "54 percent", "two and a half", "a third of"."""

import re
from functools import cache
from typing import NamedTuple

from bot.facts.scanning import DIGIT, Scanner, one_of
from bot.lexicon import table

_JOINS = re.compile(r"[\s-]|\sand\s", re.IGNORECASE)
_PREFIXES = {"A": "Australian", "C": "Canadian", "NZ": "New Zealand", "HK": "Hong Kong"}
_OPEN_TIMES = (2, 10)
"""Between how many and how many times the thing "dozens" or "several hundred" of it are."""


class Number(NamedTuple):
    """A number in a text, from `low` to `high`; the two differ where the words leave it open: "hundreds of".

    `scale`: what a magnitude behind it multiplied it by, else 1. `measure`: "money", "percent", "points" (of a
    percentage) or "". `currency`: the words for a sign, "dollar" for "$". `rough`: whether it is open or a fraction.
    """

    start: int
    end: int
    low: float
    high: float
    scale: float
    measure: str
    currency: str
    in_digits: bool
    rough: bool


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in order."""
    found: list[Number] = []
    for match in _number().find_all(text):
        number = _read(match, text)
        if found and _goes_on(text, found[-1], number):
            value = found[-1].low + number.low
            number = number._replace(start=found[-1].start, low=value, high=value)
            found.pop()
        found.append(number)
    return found


def _goes_on(text: str, first: Number, second: Number) -> bool:
    """Whether two numerals are one number: "a hundred and | twenty", "two thousand | five hundred"."""
    if first.in_digits or second.in_digits or first.rough or second.rough or first.measure:
        return False
    if not _JOINS.fullmatch(text[first.end : second.start]):
        return False
    return first.low >= 100 and second.low < first.scale


@cache
def _number() -> Scanner:
    """One number, in digits or numerals, with its magnitude, currency or percent sign."""
    words, knows = table("words")["numbers"], table("figures")["numbers"]
    numerals = {DIGIT, "half", "dozen", "dozens", "score", "scores", "quarter"}.union(
        words["units"], words["tens"], words["scales"], (f"{scale}s" for scale in words["scales"])
    )
    shares = {form for part in knows["fractions"] for form in (part, f"{part}s")}
    signs = {*knows["signs"], "us", *map(str.lower, _PREFIXES)}
    return Scanner(
        _number_pattern(),
        first=numerals | signs | {"a", "an", "several", "many", "tens"},
        needs=numerals | shares,
        reach=20,
    )


def _number_pattern() -> re.Pattern[str]:
    words, knows = table("words")["numbers"], table("figures")["numbers"]
    tens, units, scales, parts = map(one_of, (words["tens"], words["units"], words["scales"], knows["fractions"]))
    groups = (
        r"half[ -]a[ -](?:dozen|million|billion)|a quarter of a (?:million|billion)|(?:a|two|three|four|five) dozen|"
        r"a score|a hundred|a thousand|a million|a billion"
    )
    return re.compile(
        r"(?<![\w.,/:])(?:"
        rf"(?P<open>\b(?:(?:(?:tens|dozens|scores|hundreds)\sof\s)?(?:thousands|millions|billions)|dozens|scores|"
        rf"hundreds)\sof\b|\b(?:a few|several|a couple of|many)\s(?:dozen|{scales})\b)"
        rf"|(?P<ratio>\b(?:{units})\s(?:in|out of)\s(?:every\s)?(?:{units}|twenty|a hundred)\b"
        r"(?!\s(?:years?|months?|weeks?|days?|hours?|minutes?|games?|matches)\b))"
        rf"|(?P<fraction>\b(?:(?:an?|{units})[\s-](?:{parts})s?|half(?!-))(?=\s(?:of(?!\sa\s[mb]illion)|the|its|their|all)\b|-)"
        rf"|\b(?:two|three|four)[\s-](?:{parts})s\b)"
        r"|(?P<money>(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)?"
        r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"|(?P<words>\b(?:{groups}|(?:{tens})(?:[- ](?:{units}))?|{units})\b))"
        r"(?P<half>\sand\sa\shalf)?"
        rf"(?P<scales>(?:[\s-]?(?:{scales}|bn|mn|tn|m)\b|[kb]\b)*)"
        r"(?P<percent>\s?%|\s(?:percent|per cent|pc)\b(?!\spoint))?(?P<points>[\s-](?:percentage|per ?cent) points?\b)?"
        rf")(?:(?=(?:{'|'.join(knows['attached'])})\b)|(?![\w/]|[.,:]\d))",
        re.IGNORECASE,
    )


def _read(match: re.Match[str], text: str) -> Number:
    start, end = match.span()
    if match["open"]:
        base = _product(match["open"])
        low, high = (times * base for times in _OPEN_TIMES)
        return Number(start, end, low, high, base, "", "", in_digits=False, rough=True)
    if match["ratio"] or match["fraction"]:
        share = _share(match.group().lower())
        return Number(start, end, share, share, 1.0, "percent", "", in_digits=False, rough=True)
    value, scale = (float(match["digits"].replace(",", "")), 1.0) if match["digits"] else _numeral(match["words"])
    value += 0.5 if match["half"] else 0.0
    if match["scales"] and _is_metre(match, text):
        return Number(start, match.start("scales"), value, value, scale, "", "", in_digits=True, rough=False)
    for word in re.findall(r"[a-z]+", match["scales"].lower()):
        scale = scale * _values()[word]
        value *= _values()[word]
    measure = "points" if match["points"] else "percent" if match["percent"] else "money" if match["money"] else ""
    currency = _currency(match["money"].strip()) if match["money"] else ""
    return Number(start, end, value, value, scale, measure, currency, in_digits=bool(match["digits"]), rough=False)


def _is_metre(match: re.Match[str], text: str) -> bool:
    """Whether the m of "3.5m tall" or "5 m" is a metre: it is one before a dimension, or apart from the digits."""
    if match["money"] or match["scales"].strip().lower() != "m":
        return False
    follows = re.match(r"[\s-]?([a-z]+)", text[match.end() : match.end() + 20])
    is_dimension = bool(follows) and follows[1] in table("figures")["numbers"]["metres"]  # type: ignore[index]
    return is_dimension or match["scales"] == " m"


def _currency(sign: str) -> str:
    prefix, name = _PREFIXES.get(sign[:-1].upper(), ""), table("figures")["numbers"]["signs"][sign[-1]]
    return f"{prefix} {name}".strip()


def _share(words: str) -> float:
    """Percent: "two thirds" -> 66.7, "one in five" -> 20, "half" -> 50."""
    ratio = re.split(r"\s(?:in|out of)\s(?:every\s)?", words)
    if len(ratio) == 2:
        return 100 * min(1.0, _numeral(ratio[0])[0] / _numeral(ratio[1])[0])
    parts = re.split(r"[\s-]+", words)
    whole: dict[str, int] = table("figures")["numbers"]["fractions"]
    name = parts[-1] if parts[-1] in whole else parts[-1].removesuffix("s")
    return min(100.0, 100 * _values().get(parts[0], 1.0) / whole[name])


def _product(words: str) -> float:
    """What "tens of thousands of" and "several hundred" are some times of."""
    product = 1.0
    for word in re.findall(r"[a-z]+", words.lower()):
        product *= _values().get(word.removesuffix("s"), 1.0)
    return product


def _numeral(words: str) -> tuple[float, float]:
    """ "twenty-six" -> 26, "two dozen" -> 24, "half a dozen" -> 6; and the magnitude in it: "a hundred" -> 100, 100."""
    parts = [word for word in re.split(r"[\s-]+", words.lower()) if word not in ("a", "of")]
    last = _values()[parts[-1]]
    if parts[0] in ("half", "quarter"):
        return last / (2 if parts[0] == "half" else 4), 1.0
    if parts[-1] in table("words")["numbers"]["scales"]:
        return last, last
    if parts[-1] in table("words")["numbers"]["groups"]:
        return last * (_values()[parts[0]] if len(parts) > 1 else 1), 1.0
    return sum(_values()[part] for part in parts), 1.0


@cache
def _values() -> dict[str, float]:
    words = table("words")["numbers"]
    return {**words["units"], **words["tens"], **words["scales"], **words["groups"], **words["abbreviations"]}
