"""Numbers that count nothing: dates, times, years, ages, ordinals, ids, and those that are part of a name."""

import re
from collections.abc import Iterator
from functools import cache

from bot.facts.numbers import Number
from bot.facts.scanning import DIGIT, Scanner, choices, has_any
from bot.lexicon import table, word_class
from bot.lexicon.dates import DAY, DAYS_MONTH, MONTH_WORDS, calendar_words
from bot.lexicon.geography import is_country_name

_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_AND = r"\s?(?:to|and|or|-|–|—)\s?"
_COUNTED = (
    r"\s(?:people|men|women|children|soldiers|troops|workers|jobs|homes|houses|boats|cars|euros|dollars|pounds|"
    r"met(?:re|er)s|kilomet(?:re|er)s|miles|feet|tonnes|tons|acres|hectares|hours|signatures|votes|protesters|students|"
    r"refugees|residents|households|employees|tickets)\b"
)
"""What even a number that looks like a year counts."""
_NAME = r"[A-Z][\w’'-]{0,40}"
_LOOK_BACK = 40
_LOOK_AHEAD = 40

_AGE = re.compile(
    r"\b(?:[Aa]ged?|[Aa]ges|[Tt]urn(?:s|ed|ing)|at\s(?:the\s)?age\sof)\s(?:between\s)?(?P<aged>\d{1,3}|[a-z]+)\b"
    r"(?!\s(?:per|members|boats))"
    r"|\b(?P<old>\d{1,4}|[A-Za-z]+(?:-[a-z]+)?)(?:\s|-)years?(?:\s|-)(?:old|of\sage)\b"
    rf"|\b{_NAME},\s(?P<comma>\d\d)(?=[,)])"
)
_AGE_WORDS = choices("age|aged|ages|turns|turned|turning|year|years")
_AGE_BEHIND_NAME = re.compile(r",\s\d\d[,)]")

_NUMBERED = (
    "article|section|chapter|page|phase|version|paragraph|clause|resolution|flight|route|room|highway|channel|"
    "platform|pier|gate|episode|volume|apartment|flat|suite|box|line|bus|tram|interstate|stage|level|tier|"
    "category|grade|type|figure|table|appendix|item|point|proposition|amendment|title|lot|case|docket|id|form|"
    "rule|schedule"
)
_IN_A_ROW = "day|week|round|group|type|year|season|part|step|lap|lane|act|verse|game|set|under|over"
_BEFORE_YEAR = (
    "the|a|its|his|her|their|this|that|each|in|by|since|until|of|from|during|before|after|late|early|mid|for|"
    "last|next|on"
)
_BEFORE_CLOCK = "at|around|until|from|by|before|after"
_BEFORE_ZERO = "net|ground|sub|absolute|near|below|above"
_BEFORE_HALF = "first|second|third|fourth|other|latter|better|early|late|opening|final"
_NUMERALS = "one|two|three|four|five|six"
_BARRED_PATTERN = re.compile(
    rf"""
      \b\d{{4}}-\d\d-\d\d\b
    | \b{DAYS_MONTH}\s{DAY}(?:{_AND}{DAY})?\b(?!,\d{{3}})
    | \b{DAY}(?:{_AND}{DAY})?\s(?:of\s)?{DAYS_MONTH}\b
    | \b(?:[Aa]ged?|[Aa]ges)\s(?:between\s)?\w+(?:{_AND}\d+)?
    | (?:\b[Nn]os?\.|\b[Nn]umbers?|\#)\s?\d+
    | \b(?i:{_NUMBERED})
      \s(?:\d+(?:\.\d+)*|{_NUMERALS})\b(?!\s?(?:percent|per\scent|%))
    | \b(?i:{_IN_A_ROW})
      \s(?:\d+|{_NUMERALS})(?=\s?[.,;:)!?]|\sof\b|\s(?:begins?|began|starts?|started)\b)
    | \b(?i:{_BEFORE_YEAR})
      [\s-]{_YEAR}\b(?!\s?(?:to|–|-|—|and|or)\s?\d)(?![,.]\d)(?!{_COUNTED})
    | ['’]s?\s?{_YEAR}\b
    | (?<!\d)[(\[]\s?{_YEAR}\s?[)\]]
    | {_YEAR}[–/-](?:\d\d|{_YEAR})\b(?!,)                              # "2023-24"
    | (?:\+\d{{1,3}}[\s-]?)(?:\(?\d+\)?[\s-]?){{2,5}}                  # a telephone's number
    | \b\d{{3}}[\s.-]\d{{3}}[\s.-]\d{{4}}\b | \b0\d{{2,4}}[\s-]\d{{3,4}}(?:[\s-]\d{{3,4}})?\b
    | \b(?i:{_BEFORE_CLOCK})\s(?:[01]?\d|2[0-3])\.[0-5]\d\b
      (?!\s?(?:per\b|percent|%|m\b|km\b|\w+s\b))
    | \b0\d+\b(?!\.)
    | \b(?i:{_BEFORE_ZERO})[\s-]zero\b
    | \bzero[\s-](?i:emissions?|tolerance|sum|carbon|hour)\b
    | \b(?i:{_BEFORE_HALF})[\s-]half\b
    | \b[A-Z]{{2}}\s\d{{5}}\b                                          # a post code
    | \b(?i:half|quarter)\s(?:past|to)\s\w+
    | \b(?i:one)\s(?i:by)\s(?i:one)\b | \bone-to-one\b | \bone-on-one\b
    """,
    re.VERBOSE,
)
_WITH_NUMERALS = f"{DIGIT}|aged|age|ages|zero|half|quarter|{_NUMERALS}"
_BARRED = Scanner(
    _BARRED_PATTERN,
    first=MONTH_WORDS
    | choices(_WITH_NUMERALS, "no|nos|number|numbers", "#|'|’|(|[|+")
    | choices(_NUMBERED, _IN_A_ROW, _BEFORE_YEAR, _BEFORE_CLOCK, _BEFORE_ZERO, _BEFORE_HALF),
    needs=choices(_WITH_NUMERALS),
    reach=20,
)
_HYPHEN = re.compile(r"-\d")
_HYPHENED = re.compile(r"\b[A-Za-z]{1,20}-\d+\b")
""" "F-16", "COVID-19", "mid-30s"."""
_ITEM = re.compile(r"\s*[(\[]?\d{1,3}[.)\]](?=\s)")
"""The number of a list's item."""
_AFTER = re.compile(
    r"\s?(?:(?:st|nd|rd|th)\b|[ap]\.?m\b|o['’]clock|[- ]years?[- ](?:old|of\sage)|-years?-old)", re.IGNORECASE
)
_AGED = re.compile(r"\b(?:aged?|ages|turn(?:s|ed|ing)|age\sof)\s(?:between\s)?$", re.IGNORECASE)
_CAPITALISED = re.compile(rf"\b({_NAME})\s$")
_PREPOSITION = re.compile(
    r"\b(?:in|at|on|near|from|off|since|by|for|across|around|of|to|with|between)\s$", re.IGNORECASE
)
_COUNTABLE = re.compile(r"\s(?:[a-z][\w’'-]{0,30}\s){0,2}(?:[a-z][\w’'-]{0,30}s|people|men|women|children)\b")
_JOINED_ON = re.compile(r"[a-z]-$")
_STARTS = re.compile(r"(?:^|[.!?:•\n]\s*|[“\"‘(\[–—-]\s*)$")


def ages_told(text: str) -> Iterator[re.Match[str]]:
    """How old somebody or something is; of "aged", "old" and "comma", the group that is set holds the number."""
    if has_any(text, _AGE_WORDS) or _AGE_BEHIND_NAME.search(text):
        yield from _AGE.finditer(text)


def barred(text: str) -> list[tuple[int, int]]:
    """The spans of a text in which no number counts."""
    found = _BARRED.find_all(text)
    if _HYPHEN.search(text):
        found += _HYPHENED.finditer(text)
    if item := _ITEM.match(text):
        found.append(item)
    return [match.span() for match in found]


def is_no_count(text: str, number: Number, *, hedged: bool) -> bool:
    """Whether the words around a number make it no count. `hedged`: a hedging word stands before it."""
    if number.measure:
        return False
    before, after = text[max(0, number.start - _LOOK_BACK) : number.start], text[number.end : number.end + _LOOK_AHEAD]
    if _AFTER.match(after) or _AGED.search(before):
        return True
    if not number.in_digits:
        return _is_pronoun(text, number, before, after) or _is_name_in_words(text, number, before)
    if re.fullmatch(_YEAR, text[number.start : number.end]):
        return not _is_counted_year(after, hedged=hedged)
    return not hedged and (_is_numbered_name(before, number.start, after) or _is_address(after))


def _is_counted_year(after: str, *, hedged: bool) -> bool:
    """Whether what looks like a year counts something: "1500 people", "some 2000 lanterns"."""
    return bool(re.match(_COUNTED, after)) or (hedged and bool(_COUNTABLE.match(after)))


def _is_pronoun(text: str, number: Number, before: str, after: str) -> bool:
    """Whether "one" stands for somebody or something, as in "one of them" and "the one that"."""
    if text[number.start : number.end].lower() != "one":
        return False
    behind, ahead = re.search(r"([a-z]+)[\s-]$", before.lower()), re.match(r"[\s-]?([a-z]+)", after.lower())
    if not ahead or after[:1] in "’'":
        return True
    if behind and behind[1] in _words("before_one") and not re.search(r"\bnot $", before.lower()):
        return True
    return ahead[1] in _words("after_one") or ahead[1] in word_class("ends_noun_phrase")


def _is_name_in_words(text: str, number: Number, before: str) -> bool:
    """Whether a numeral in words is part of a name, "the Six Nations", or of another word, "two-way"."""
    if _JOINED_ON.search(before) or (text[number.start].isupper() and not _STARTS.search(before)):
        return True
    hyphened = re.match(r"-([a-z]+)", text[number.end : number.end + _LOOK_AHEAD])
    return bool(hyphened) and hyphened[1] in _words("after_hyphen")  # type: ignore[index]


def _is_numbered_name(before: str, at: int, after: str) -> bool:
    """Whether the number belongs to the name before it: "a Boeing 737", "Apollo 11"."""
    name = _CAPITALISED.search(before)
    if name is None or at == len(name.group()):  # a sentence begins with it
        return False
    word = name[1].lower()
    if word in word_class("openers") or word in calendar_words() or is_country_name(name[1]):
        return False
    # "in Larvik 40 boats lie", but "in Boeing 737 jets".
    is_place = bool(_PREPOSITION.search(before[: name.start()]))
    return not (is_place and _COUNTABLE.match(after))


def _is_address(after: str) -> bool:
    """Whether the number is that of a house: "10 Harbour Street"."""
    return bool(_address().match(after))


@cache
def _address() -> re.Pattern[str]:
    streets = "|".join(table("figures")["no_counts"]["streets"].split())
    return re.compile(rf"[A-Z]?\s(?:{_NAME}\s){{1,3}}(?:{streets})\b")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("figures")["no_counts"][name].split())
