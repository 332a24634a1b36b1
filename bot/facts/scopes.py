"""The words that go with a time: those of its own clause, with what a relative clause tells of."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.models import Span

_BREAK = re.compile(r"[;:]\s")
_TELLS_OF = re.compile(r"(?P<comma>,\s)?\b(?:which|who|whom|whose|where|that|when)\s")
_NEXT_CLAUSE = re.compile(
    r",\s(?=(?:and|but|while|whereas|after|before|because|as|though|although)\b)|\s(?=(?:but|while|whereas|because)\s)"
)
_OPENS = re.compile(r"^\W{0,3}(?:While|After|Before|When|As|Although|Though|Because|Since)\b[^,]*,")
_HEAD = re.compile(r"(?:[\w’'-]+\s+){1,3}$")


def scope_of(text: str, at: int) -> str:
    """The words of the clause in which `at` stands: "The port reopened on Monday" of "The port, which was blocked on
    Sunday, reopened on Monday"; and "The port which was blocked on Sunday"."""
    start, end = _part(0, len(text), at, (match.start() for match in _BREAK.finditer(text)))
    relatives = list(_relatives(text, start, end))
    if own := next((span for span in relatives if span[0] <= at < span[1]), None):
        head = _HEAD.search(text[start : own[0]].rstrip(", ") + " ")
        return f"{head.group() if head else ''}{text[slice(*own)]}"
    opening = _OPENS.match(text[start:end])
    cuts = [start + opening.end()] if opening else []
    breaks = (match.start() for match in _NEXT_CLAUSE.finditer(text, start, end))
    cuts += [cut for cut in breaks if not _is_within(cut, relatives)]
    start, end = _part(start, end, at, cuts)
    kept, last = "", start
    for a, b in relatives:
        if start <= a < end:
            kept, last = kept + text[last:a], b
    return kept + text[last:end]


def _relatives(text: str, start: int, end: int) -> Iterator[Span]:
    """Where relative clauses stand: those between commas up to the second one."""
    at = start
    while (match := _TELLS_OF.search(text, at, end)) and match.start() > start:
        comma = text.find(",", match.end(), end)
        at = comma + 1 if comma >= 0 else end
        yield match.start(), at


def _is_within(at: int, spans: Sequence[Span]) -> bool:
    return any(a <= at < b for a, b in spans)


def _part(start: int, end: int, at: int, cuts: Iterable[int]) -> Span:
    """The part between two cuts in which `at` stands."""
    for cut in sorted(cuts):
        if start < cut <= at:
            start = cut
        elif at < cut < end:
            return start, cut
    return start, end
