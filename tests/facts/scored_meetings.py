"""Precision and recall of who took which part in which meeting, on the labelled texts of meetings.jsonl."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot.facts.attendance import attendance

LABELLED = Path(__file__).with_name("meetings.jsonl")


class Scores(NamedTuple):
    """Shares from 0 to 1, and what was told wrongly or not at all, with its text."""

    precision: float
    recall: float
    wrong: tuple[str, ...]


def score() -> Scores:
    """How the labelled texts are told. A part is right by its name (a title more or less), its role and its event."""
    right = told = labelled = 0
    wrong: list[str] = []
    for line in LABELLED.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("loose"):
            continue
        expected = [(part[0], part[1], part[2] if len(part) > 2 else "") for part in entry["parts"]]
        found = list(_told(entry))
        matched = [part for part in expected if any(_same(part, other) for other in found)]
        spurious = [other for other in found if not any(_same(part, other) for part in expected)]
        right += len(matched)
        told += len(matched) + len(spurious)
        labelled += len(expected)
        text = " ".join(entry["told"])
        wrong += [f"not told: {part} in {text!r}" for part in expected if part not in matched]
        wrong += [f"told wrongly: {other[:2]} in {text!r}" for other in spurious]
    return Scores(right / told, right / labelled, tuple(wrong))


def _told(entry: dict[str, object]) -> Iterator[tuple[str, str, frozenset[str]]]:
    sentences = [str(sentence) for sentence in entry["told"]]  # type: ignore[attr-defined]
    published = entry.get("published")
    facts = attendance(sentences, published=date.fromisoformat(str(published)) if published else None)
    for part in facts.parts:
        event = facts.events[part.event]
        yield sentences[part.sentence][part.start : part.end], part.role.value, frozenset([*event.kinds, *event.places])


def _same(part: tuple[str, str, str], other: tuple[str, str, frozenset[str]]) -> bool:
    names = part[0] in other[0] or other[0] in part[0]
    return names and part[1] == other[1] and (not part[2] or part[2] in other[2])


if __name__ == "__main__":
    scores = score()
    print(f"precision {scores.precision:.3f}, recall {scores.recall:.3f}")
    print(*scores.wrong, sep="\n")
