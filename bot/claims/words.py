"""The words of a claim and of what may speak to it: what is told of, what was done, and what tells neither."""

import re
from collections.abc import Sequence

from bot.answers.clauses import AUXILIARY, is_past
from bot.answers.sought import Sought
from bot.facts.date_terms import calendar_terms
from bot.models import Span
from bot.terms import term_of, terms_of

_WORD = re.compile(r"[\w’'-]+")
_NOUN = re.compile(r"\b(?:the|an?|his|her|its|their|this|that|no)\s([\w’'-]+)", re.IGNORECASE)
_AUXILIARY = re.compile(AUXILIARY, re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:–—]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)
_HAPPENS = frozenset(terms_of("take takes took place hold held happen occur come comes came"))
_HEARSAY = frozenset(terms_of("hear read learn understand know believe apparently reportedly allegedly"))


def subject(text: str) -> str:
    """What stands before its first verb, as far as looks tell."""
    nouns = {noun.start(1) for noun in _NOUN.finditer(text)}
    words = (word for word in _WORD.finditer(text) if word.start() not in nouns)
    verb = next((word for word in words if _AUXILIARY.fullmatch(word[0]) or is_past(word[0])), None)
    return text[: verb.start()] if verb else text


def nouns(text: str) -> set[str]:
    """The terms of words behind an article or the like."""
    return {term_of(noun[1]) for noun in _NOUN.finditer(text)}


def tells(word: Sought) -> bool:
    """Whether it tells of what is claimed: neither a number or a day, nor how one has come to know of it ("we hear",
    not "the hearing"), nor that it happens at all."""
    is_hearsay = word.term in _HEARSAY and not word.typed.lower().endswith("ing")
    is_day = word.term[0] == "#" or (word.typed[0].isupper() and word.term in calendar_terms())
    return not (word.term[0].isdigit() or is_day or is_hearsay or word.term in _HAPPENS)


def telling(text: str) -> list[str]:
    """The terms of a text, in order, but for numbers and days."""
    return [term for term in terms_of(text) if not term[0].isdigit() and term not in calendar_terms()]


def clauses(text: str, spans: Sequence[Span]) -> dict[Span, str]:
    """The clause of each of those stretches, which are in order: what stands around it up to the next one, or up to
    where a clause ends."""
    found: dict[Span, str] = {}
    for at, (start, end) in enumerate(spans):
        before = spans[at - 1][1] if at else 0
        after = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        opens = max([before, *(mark.end() for mark in _CLAUSE.finditer(text, before, start))])
        closes = _CLAUSE.search(text, end, after)
        found[start, end] = text[opens : closes.start() if closes else after]
    return found
