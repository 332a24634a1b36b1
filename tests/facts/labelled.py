"""Sentences with their names marked, and how well the names found in them agree with the marks."""

import re
from pathlib import Path
from typing import NamedTuple

from bot.facts.mentions import Mention, MentionKind, mentions

DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"\[([pclox]) ([^\]]+)\]")
_KINDS = {
    "p": MentionKind.PERSON,
    "c": MentionKind.COUNTRY,
    "l": MentionKind.PLACE,
    "o": MentionKind.ORGANISATION,
    "x": MentionKind.OTHER,
}

Name = tuple[int, int, MentionKind]


class Score(NamedTuple):
    """Shares, 0 to 1, of the names found that are marked so, and of those marked that are found so."""

    precision: float
    recall: float


def read(name: str) -> list[tuple[str, set[Name]]]:
    """The sentences of a file, each with the spans and kinds of its names."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [_parse(line) for line in lines if line and not line.startswith("#")]


def score(sentences: list[tuple[str, set[Name]]]) -> Score:
    found = [({_name(mention) for mention in mentions(text)}, marked) for text, marked in sentences]
    right = sum(len(names & marked) for names, marked in found)
    return Score(
        right / (sum(len(names) for names, _ in found) or 1), right / (sum(len(marked) for _, marked in found) or 1)
    )


def _parse(line: str) -> tuple[str, set[Name]]:
    text, names, at = "", set(), 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        names.add((len(text), len(text) + len(mark[2]), _KINDS[mark[1]]))
        text += mark[2]
        at = mark.end()
    return text + line[at:], names


def _name(mention: Mention) -> Name:
    return mention.end - len(mention.name), mention.end, mention.kind
