"""Reads question sets: those of this folder, and others by their path.

A set is a file, one question a line with its conditions (see tests/quality/questions.py), on a folder of articles; or a
folder with `questions.jsonl`, lines of {"text", "answer"}, a folder `corpus`, and maybe `null.jsonl`, lines of {"text"}
whose answer stands in no article.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from tests.quality.questions import Question

HERE = Path(__file__).parent
FOLDERS = {
    "seeds": HERE.parents[1] / "seeds",
    "ferry": HERE / "ferry",
    "dam": HERE / "dam",
    "telescope": HERE / "telescope",
    "measles": HERE / "measles",
    "summit": HERE / "summit",
    "takeover": HERE / "takeover",
    "rescue": HERE / "rescue",
    "strike": HERE / "strike",
    "council": HERE / "council",
    "spill": HERE / "spill",
    "flood": HERE / "flood",
    "glassworks": HERE / "glassworks",
    "derailment": HERE / "derailment",
    "cinema": HERE / "cinema",
}
"""Each set's corpus. Only `seeds` is a subject that the bot was first made for."""


class QuestionSet(NamedTuple):
    """Questions on the articles of a folder."""

    name: str
    questions: tuple[Question, ...]
    corpus: Path


class UnusableSet(Exception):
    """A set cannot be read. Its text says, in one line, which and why."""


def own_set(name: str) -> QuestionSet:
    """One of FOLDERS' sets."""
    return QuestionSet(name, tuple(_rows(HERE / f"{name}.jsonl")), FOLDERS[name])


def find_set(named: str, corpus: Path | None = None) -> QuestionSet:
    """The set of that name, or at that path. `corpus`: the articles of a file, else those of the folder that is named
    as the file, or `corpus`, beside it.

    Raises UnusableSet.
    """
    path = Path(named)
    if named in FOLDERS:
        return own_set(named)
    if path.is_dir():
        return _folder_set(path)
    if not path.is_file():
        raise UnusableSet(f"{named}: there is no such set, file or folder. The sets here: {', '.join(FOLDERS)}")
    beside = (corpus, path.with_suffix(""), path.parent / "corpus")
    folder = next((folder for folder in beside if folder and folder.is_dir()), None)
    if folder is None:
        raise UnusableSet(f"{named}: name the folder of its articles with --corpus")
    return _checked(QuestionSet(path.stem, tuple(_rows(path)), folder))


def _folder_set(path: Path) -> QuestionSet:
    answered, beyond, corpus = path / "questions.jsonl", path / "null.jsonl", path / "corpus"
    missing = [part.name for part in (answered, corpus) if not part.exists()]
    if missing:
        raise UnusableSet(f"{path}: there is no {' and no '.join(missing)} in it")
    questions = [*_rows(answered, status="answered")]
    if bare := next((question for question in questions if not question.answer), None):
        raise UnusableSet(f'{answered}: {bare.text!r} has no "answer"')
    if beyond.is_file():
        questions += _rows(beyond, status="not_found")
    return _checked(QuestionSet(path.resolve().name, tuple(questions), corpus))


def _checked(found: QuestionSet) -> QuestionSet:
    if not found.questions:
        raise UnusableSet(f"{found.name}: there are no questions in it")
    return found


def _rows(path: Path, status: str | None = None) -> Iterator[Question]:
    """The questions of a file. With a `status` each line has at least a text, and other keys than these are let be."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Question.model_validate(_plain(row, number, status) if status else row)
        except (ValueError, TypeError, AttributeError) as error:
            why = error.errors()[0] if isinstance(error, ValidationError) else None
            said = f"{why['loc'][0] if why['loc'] else 'the line'}: {why['msg']}" if why else "this is no JSON object"
            raise UnusableSet(f"{path}, line {number}: {said}") from error


def _plain(row: dict[str, Any], number: int, status: str) -> dict[str, Any]:
    given = {key: row[key] for key in ("id", "text", "answer") if row.get(key) is not None}
    return {"id": str(number), **given, "status": status}
