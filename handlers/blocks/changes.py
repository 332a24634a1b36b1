"""What changed in a story, as lines: values that stand in quotes, with our marks between them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot import wording
from bot.models import Change, ChangeKind, Citation, Finding
from handlers.blocks.citation import place
from handlers.blocks.elements import plain, section
from handlers.blocks.message import Block
from handlers.blocks.text import cut

MOST_CHANGES = 5
"""Lines of one story."""
_MOST_VALUES = 6
_MOST_WORDS = 120


class Line(NamedTuple):
    """What is said, and the first quote that says it."""

    said: str
    source: Citation


def change_lines(changes: Iterable[Change]) -> list[Line]:
    """The first MOST_CHANGES lines: one a figure and a date, one for those who took part alike, one for all who said
    something."""
    lines = [line for (kind, _), group in groupby(changes, key=_sort) for line in _lines(kind, list(group))]
    return lines[:MOST_CHANGES]


def line_section(line: Line) -> Block:
    """The line as rich text, with its source."""
    return section(plain(f"{line.said} · "), place(line.source))


def _sort(change: Change) -> tuple[ChangeKind, object]:
    """What stands in one line: participants of one role who had none before, and statements."""
    is_alone = bool(change.before) or change.kind in (ChangeKind.FIGURE, ChangeKind.DATE)
    return change.kind, id(change) if is_alone else change.after[0].role


def _lines(kind: ChangeKind, group: Sequence[Change]) -> Iterator[Line]:
    after = [found for change in group for found in change.after]
    said = {
        ChangeKind.FIGURE: lambda: _moved(group[0]) + _sources(after),
        ChangeKind.DATE: lambda: wording.DATE_SET + _moved(group[0]) + _sources(after),
        ChangeKind.PARTICIPANT: lambda: f"{_listed(after)}: {_roles(group[0])}",
        ChangeKind.POSITION: lambda: wording.STATEMENTS + _listed(after),
    }[kind]()
    yield Line(said, group[0].after[0].citations[0])


def _moved(change: Change) -> str:
    """ "26 → 30 countries": what was, without the words that what is ends with as well."""
    after = [_value(found) for found in change.after]
    before = [_apart(_value(found), after[0]) for found in change.before]
    return wording.BECAME.join(" · ".join(values[:_MOST_VALUES]) for values in (before, after) if values)


def _apart(value: str, other: str) -> str:
    """The value without the words at its end that the other ends with too; its first word stays."""
    words, others = value.split(), other.split()
    while len(words) > 1 and len(others) > 1 and words[-1] == others[-1]:
        words.pop()
        others.pop()
    return " ".join(words)


def _sources(found: Sequence[Finding]) -> str:
    """How many sources give the one new value; of several, each would need its own."""
    said = wording.sources(found[0]) if len(found) == 1 else ""
    return f" · {said}" if said else ""


def _roles(change: Change) -> str:
    return wording.BECAME.join(found.role for found in (*change.before[:1], change.after[0]) if found.role)


def _listed(found: Sequence[Finding]) -> str:
    names = list(dict.fromkeys(map(_value, found)))
    return ", ".join(names[:_MOST_VALUES]) + (" …" if len(names) > _MOST_VALUES else "")


def _value(found: Finding) -> str:
    return cut(found.value or "", _MOST_WORDS)
