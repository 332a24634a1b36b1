"""What a sentence says somebody or something is: "Jane Roe, the harbour master", "Rapid Teams | units ready to go"."""

import re

from bot.models import Span

_STOPS = r"(?=,| who | which | that | said| says|[.;]|$)"


def description(text: str, name: str) -> Span | None:
    """The span of a description of the name in the text, or None."""
    at = text.lower().find(name.lower())
    if at < 0:
        return None
    behind = at + len(name)
    if row := re.match(r"\s*[|:]\s*(?P<what>.+)$", text[behind:]):
        return behind + row.start("what"), behind + row.end("what")
    if apposition := re.match(rf",\s(?P<what>(?:the|a|an|[A-Z][\w.’'-]*['’]s?)\s.+?){_STOPS}", text[behind:]):
        return behind + apposition.start("what"), behind + apposition.end("what")
    if copula := re.match(rf"\s(?:is|are|was|were)\s(?P<what>(?:an?|the|one of)\s.+?){_STOPS}", text[behind:]):
        return behind + copula.start("what"), behind + copula.end("what")
    if text[at].isupper() and (
        title := re.search(r"(?:^|[,;]\s|\b(?:and|by|of|with|that)\s)(?P<what>[^,;]{3,60}?)\s$", text[:at])
    ):
        words = title["what"].split()
        if words[-1][0].isupper() or words[0][0].isupper():
            return title.start("what"), title.end("what")
    return None
