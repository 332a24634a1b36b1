"""What pages carry beside their article, told line by line: buttons, counters, teasers, notices, credits.

A line is dropped as a whole or stays as it is; where it could be the article's own, it stays. The habits that
are looked for stand in boilerplate.toml.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from bot.corpus.page import Line

_NAME = r"(?:[A-Z][\w'’.-]*|de|del|della|da|la|le|van|von|der|den|bin|al)"
_BYLINE = re.compile(rf"(?:By|BY) {_NAME}(?: {_NAME}){{1,3}}(?:(?:,| and| &| \|| in) .{{2,60}})?")
_LONGEST_BYLINE = 110
_DATELINE = re.compile(r"[A-Z][^!?:;]{0,48}\s?[—–-]{1,2}")
_SIGN_OFF = re.compile(rf"(?:--?|[–—])\s?{_NAME}(?:,? (?:{_NAME}|and|&|reporter|staff|for)){{1,8}}")
_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s*[(\[]?"
    r"(?:read more|continue reading|learn more|sign up here|subscribe here|read (?:the )?full story)"
    r"[.…>»→)\]]*$",
    re.IGNORECASE,
)
_AFTER_TAIL = ".…>»→)]"
_TAIL_ENDS = ("read more", "reading", "learn more", "here", "story")
_SMALL_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d)?[KkMm]?")
_QUOTE_END = ("”", '"', "’", "'", "»")
_EDGES = " \t:.!…>»›→▶►|•·-–—<«[]()"
_MENU_RUN = re.compile(r"n{2,}|[mn]*m[mn]*m[mn]*m[mn]*")
_LONGEST_MENU = 120
_LONGEST_PHRASE = 120
_DASHES = ("-", "–", "—")


class _Habit(NamedTuple):
    most: int
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


class _Knowledge(NamedTuple):
    phrases: frozenset[str]
    menu: frozenset[str]
    habits: tuple[_Habit, ...]


def is_signature(text: str) -> bool:
    """Whether a line is a dash and a name."""
    return text.startswith(_DASHES) and _SIGN_OFF.fullmatch(text) is not None


def drop_boilerplate(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that are the page's and not the article's."""
    kept: list[Line] = []
    for line in _outside_menus(lines):
        text = _without_tail(line.text)
        if not _is_boilerplate(text) and not _signs_off(text, kept):
            kept.append(line if text is line.text else line._replace(text=text))
    return kept


def _without_tail(text: str) -> str:
    ends = text[-30:].rstrip(_AFTER_TAIL).lower().endswith(_TAIL_ENDS)
    return _TAIL.sub("", text) if ends else text


@cache
def _knowledge() -> _Knowledge:
    table = tomllib.loads(resources.files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    phrases = (" ".join(phrase.split()) for phrase in table["phrases"].split(";"))
    return _Knowledge(
        phrases=frozenset(phrases),
        menu=frozenset(table["menu"].split()),
        habits=tuple(
            _Habit(habit["most"], tuple(habit["signs"]), _compile(habit["patterns"], table["parts"]))
            for habit in table["habits"]
        ),
    )


def _compile(patterns: Sequence[str], parts: dict[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        joined = joined.replace("{" + name + "}", part)
    return re.compile(joined, re.IGNORECASE)


@lru_cache(maxsize=1024)  # a page is gone through until nothing more is dropped
def _is_boilerplate(text: str) -> bool:
    if not any(map(str.isalnum, text)):
        return True
    if len(text) <= _LONGEST_PHRASE and text.replace("’", "'").strip(_EDGES).casefold() in _knowledge().phrases:
        return True
    return (len(text) <= _LONGEST_BYLINE and _is_byline(text)) or _is_habit(text)


def _is_byline(text: str) -> bool:
    """Or a dateline without its story."""
    if text.startswith(("By ", "BY ")) and _BYLINE.fullmatch(text):
        return True
    return text.endswith(_DASHES) and _DATELINE.fullmatch(text) is not None


def _is_habit(text: str) -> bool:
    """The signs spare most lines the patterns: nearly all of cleaning's time is spent here."""
    lowered = text.lower()
    for most, signs, pattern in _knowledge().habits:
        if len(text) <= most:
            for sign in signs:
                if sign in lowered:
                    if pattern.fullmatch(text):
                        return True
                    break
    return False


def _signs_off(text: str, before: Sequence[Line]) -> bool:
    """“– Jane Roe” ends a piece; under a quotation it says whose that is."""
    return is_signature(text) and not (before and before[-1].text.endswith(_QUOTE_END))


def _outside_menus(lines: Sequence[Line]) -> list[Line]:
    """The lines without menus: a line of three menu words or more, a run of three lines of them.

    Nor counters: a run of two small numbers.
    """
    marks = "".join(_mark(line.text) for line in lines)
    drawn = _MENU_RUN.sub(lambda run: "x" * len(run[0]), marks)
    return [line for line, mark in zip(lines, drawn, strict=True) if mark not in "xM"]


@lru_cache(maxsize=1024)
def _mark(text: str) -> str:
    """n: a small number; m: one or two menu words; M: more; -: anything else."""
    if len(text) > _LONGEST_MENU:
        return "-"
    if _SMALL_NUMBER.fullmatch(text):
        return "n"
    words = [word for word in re.split(r"[\s|>›»/•·,]+", text.casefold()) if word]
    if not words or not all(word in _knowledge().menu for word in words):
        return "-"
    return "M" if len(words) > 2 else "m"
