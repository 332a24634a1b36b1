"""What a sentence says somebody or something is: "Jane Roe, the harbour master", "Rapid Teams | units ready to go"."""

import re
from functools import cache

from bot.facts.mentions import mentions, people
from bot.lexicon import table, word_class
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Span
from bot.terms import term_of

_STOPS = r"(?=,| who | which | that | said| says|[.;]|$)"
_ARTICLE = r"(?:the|an?|its|his|her|their|our|one of|[A-Z][\w.’'-]*['’]s?)"
_ASIDE = r"(?:\s\([^)]*\)|,\s(?:or|\d\d|also|formerly|known)\b[^,]*,|,\s\d\d(?=,))?"

_RANK = r"(?:(?:former|deputy|acting|senior|vice|[A-Z][\w’'-]*)\s){0,2}"
# "The talks were attended by Tom Berg, Jane Roe and ...": the first half of a statement describes nobody.
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|by)\b")


def description(text: str, name: str) -> Span | None:
    """The span of a description of whoever or whatever is called by the name, or part of it, in the text; or None."""
    found = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    if not found:
        return None
    whole = next((m for m in mentions(text) if m.start <= found.start() and found.end() <= m.end), None)
    start, end = (whole.end - len(whole.name), whole.end) if whole else found.span()
    for pattern in _behind():
        if described := pattern.match(text, end):
            return described.span("what")
    opens = whole.start if whole else start
    return _apposition_before(text, opens) or _title(text, opens, start) or _role_before(text, start)


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """What may stand behind a name, with the description as the group "what"."""
    return (
        re.compile(r"\s*[|:]\s*(?P<what>.+)$"),
        re.compile(rf"{_ASIDE},\s(?P<what>{_ARTICLE}\s.+?){_STOPS}"),
        re.compile(rf",\s(?P<what>(?:[\w’'-]+\s){{0,3}}?(?:{_roles()})\b[^,;.]*)(?=[,;.]|$)"),
        re.compile(rf"{_ASIDE}\s(?:is|are|was|were|became|remains)\s(?P<what>{_ARTICLE}\s.+?){_STOPS}"),
    )


def _apposition_before(text: str, at: int) -> Span | None:
    """ "The harbour master, Jane Roe,"."""
    found = re.search(r"(?:^|[,;.]\s|\band\s)(?P<what>(?i:the|its|his|her|their)\s[^,;]{3,60}),\s$", text[:at])
    if not found or _STATES.search(found["what"]) or any(person.end == found.end("what") for person in people(text)):
        return None
    return found.span("what")


def _title(text: str, start: int, end: int) -> Span | None:
    """The title between `start` and the name at `end`; a form of address alone ("Dr.") says nothing."""
    title = text[start:end].strip()
    return (start, start + len(title)) if title and fold(title).rstrip(".") not in _addresses() else None


def _role_before(text: str, at: int) -> Span | None:
    """ "its treasurer Jane Roe"; at the head of a sentence, "Harbour master Jane Roe"."""
    role = re.search(rf"\b(?P<what>(?:(?i:the|an?|its|his|her|their)\s)?{_RANK}(?:{_roles()}))\s$", text[:at])
    if role:
        return role.span("what")
    opening = re.match(r"(?P<what>[A-Z][\w’'-]*(?:\s[a-z][\w’'-]*){0,2})\s$", text[:at])
    words = fold(opening["what"]).split() if opening else []
    other = word_class("openers") | calendar_words()
    is_phrase = all(term_of(word) and word not in other for word in words)
    return opening.span("what") if opening and is_phrase else None


@cache
def _addresses() -> frozenset[str]:
    titles = table("titles")
    return frozenset(fold(title).rstrip(".") for title in [*titles["courtesy"]["titles"], "Dr", "Prof"])


@cache
def _roles() -> str:
    roles = {role for group in table("titles").values() for role in group["roles"]}
    return "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
