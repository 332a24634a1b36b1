"""Headings, where words have capitals that are no names: "Mayor Wins Vote in Oslo", "MAYOR WINS VOTE"."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.facts.names import Token, known_at
from bot.facts.titles import title_length
from bot.facts.wordlore import THING, Lore

_FEWEST = 3
_LONG = 4
_SHARE = 0.75
_KEPT = Lore.GIVEN | Lore.SURNAME


def is_heading(text: str) -> bool:
    """Whether the words of a text have capitals throughout."""
    if text[-1:] in {".", "”"}:
        return False
    words = [word for word in text.split() if word[:1].isalpha()]
    if text.isupper():
        return len(words) >= _FEWEST - 1
    long = [word for word in words if len(word) >= _LONG]
    return len(words) >= _FEWEST and sum(word[0].isupper() for word in long) > _SHARE * max(len(long), 2)


def without_plain_words(segment: Sequence[Token]) -> Iterator[list[Token]]:
    """The parts of a segment between words that are no part of a name."""
    marks = _marks(segment)
    for is_name, group in groupby(zip(segment, marks, strict=True), key=lambda pair: pair[1]):
        part = [token for token, _ in group]
        while part and part[0].joins:
            part = part[1:]
        while part and part[-1].joins:
            part = part[:-1]
        if is_name and any(_may_be_name(token) for token in part if not token.joins):
            yield part


def _marks(segment: Sequence[Token]) -> list[bool]:
    """For each token, whether it may be part of a name."""
    tokens = list(segment)
    marks: list[bool] = []
    while len(marks) < len(tokens):
        at = len(marks)
        length = 0 if tokens[at].joins else known_at(tokens, at)[0] or title_length(tokens, at)
        if length:
            marks += [True] * length
            continue
        follows = bool(marks and marks[-1])
        is_head = bool(tokens[at].lore & THING) and follows and not tokens[at - 1].joins
        marks.append((tokens[at].joins and follows) or _may_be_name(tokens[at]) or is_head)
    return marks


def _may_be_name(token: Token) -> bool:
    is_common = token.lore & (Lore.PLAIN | Lore.STOP | Lore.OPENER | Lore.CALENDAR | Lore.ROLE)
    return not token.joins and (not is_common or bool(token.lore & _KEPT))
