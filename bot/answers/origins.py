"""How old a thing is, by the year in which it was founded or built."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.facts.mentions import people
from bot.facts.posts import post_spans
from bot.models import Finding
from bot.terms import term_set, terms_of

_HOW_OLD = re.compile(r"^(?:so |and |but )?how old (?:is|are|was|were) (?P<what>[^?]{2,100}?)\s?\??$", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:founded|established|built|constructed|formed|opened|set up)\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|in|at|on|near)\s", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


class Origin(NamedTuple):
    """A question for when something began. `thing`: the terms of what it is called, those of one noun."""

    question: str
    thing: frozenset[str]


def origins_asked(question: str) -> Iterator[Origin]:
    """The questions for when that began whose age is asked for; none where it is somebody's."""
    asks = _HOW_OLD.match(question)
    if asks and not people(question) and not post_spans(asks["what"]):
        thing = frozenset(terms_of(_OF.split(asks["what"])[0])[-1:])
        yield from (Origin(f"when was {asks['what']} {began}?", thing) for began in ("founded", "built", "opened"))


def tells_origin(origin: Origin, found: Finding) -> bool:
    """Whether a finding is a year in which what is asked about began."""
    is_year = bool(_YEAR.search(found.value or ""))
    told = (began for citation in found.citations for began in _BEGAN.finditer(citation.quote))
    return is_year and any(origin.thing & term_set(_clause_before(began)) for began in told)


def _clause_before(word: re.Match[str]) -> str:
    return re.split(r"[.;:]\s", word.string[: word.start()])[-1]
