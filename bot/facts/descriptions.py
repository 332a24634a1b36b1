"""What a sentence says somebody or something is: "Jane Roe, the harbour master", "Rapid Teams | units ready to go"."""

import re
from functools import cache

from bot.lexicon import table
from bot.models import Span
from bot.terms import terms_of

_STOPS = r"(?=,| who | which | that | said| says|[.;]|$)"
_ARTICLE = r"(?:the|an?|its|his|her|their|our|one of|[A-Z][\w.’'-]*['’]s?)"
_ASIDE = r"(?:\s\([^)]*\)|,\s(?:or|\d\d|also|formerly|known)\b[^,]*,|,\s\d\d(?=,))?"


def description(text: str, name: str) -> Span | None:
    """The span of a description of the name in the text, or None."""
    found = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    if not found:
        return None
    behind = (
        re.compile(r"\s*[|:]\s*(?P<what>.+)$"),
        re.compile(rf"{_ASIDE},\s(?P<what>{_ARTICLE}\s.+?){_STOPS}"),
        re.compile(rf",\s(?P<what>(?:[\w’'-]+\s){{0,3}}?(?:{_roles()})\b[^,;.]*)(?=[,;.]|$)"),
        re.compile(rf"{_ASIDE}\s(?:is|are|was|were|became|remains)\s(?P<what>{_ARTICLE}\s.+?){_STOPS}"),
    )
    for pattern in behind:
        if described := pattern.match(text, found.end()):
            return described.span("what")
    return _before(text, found.start())


def _before(text: str, at: int) -> Span | None:
    """ "Harbour master Jane Roe", "The harbour master, Jane Roe,"."""
    if not text[at].isupper():
        return None
    if apposition := re.search(r"(?:^|[,;]\s|\band\s)(?P<what>(?i:the|its|his|her|their)\s[^,;]{3,60}),\s$", text[:at]):
        return apposition.span("what")
    title = re.search(r"(?:^|[,;]\s|\b(?:and|by|of|with|that)\s)(?P<what>[^,;]{3,60}?)\s$", text[:at])
    if not title or not terms_of(title["what"]):
        return None
    words = title["what"].split()
    return title.span("what") if words[-1][0].isupper() or words[0][0].isupper() else None


@cache
def _roles() -> str:
    roles = {role for group in table("titles").values() for role in group["roles"]}
    return "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
