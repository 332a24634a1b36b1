"""What `make bench` takes as a corpus of one's own, and what it prints of it."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks import large
from tests.benchmarks.__main__ import main
from tests.benchmarks.press.stories import Asked

ARTICLE = (
    "Heavy rain closed the ferry port of Aldermoor on Tuesday.\n\nThe harbour master, Jo Berg, closed it at noon.\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "own" / "articles"
    folder.mkdir(parents=True)
    (folder / "rain.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_questions_stand_beside_the_folder_or_in_a_file_that_is_named(corpus: Path, tmp_path: Path) -> None:
    (corpus.parent / "questions.jsonl").write_text('{"text": "who?", "answer": "Jo"}\n\n', encoding="utf-8")
    (corpus.parent / "null.jsonl").write_text('{"text": "what?", "status": "not_found"}\n', encoding="utf-8")
    assert large.given(corpus, None, tmp_path).questions == (Asked("who?", "Jo"), Asked("what?", None))
    named = tmp_path / "named.jsonl"
    named.write_text('{"text": "when?"}\n{"text": "where?"}\n', encoding="utf-8")
    assert large.given(corpus, named, tmp_path).questions == (Asked("when?", None), Asked("where?", None))


@pytest.mark.parametrize("line", [None, "", "{", "[]", "7", '{"answer": "Jo"}'])
def test_without_questions_one_line_says_what_to_give(
    line: str | None, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if line is not None:
        (corpus.parent / "questions.jsonl").write_text(line, encoding="utf-8")
    assert main(["--large-alone", "--corpus", str(corpus), "--cache", str(tmp_path / "cache")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert '"text"' in said.err


def test_a_corpus_is_measured_and_kept(corpus: Path, tmp_path: Path) -> None:
    (corpus.parent / "questions.jsonl").write_text(
        '{"text": "who is the harbour master?", "answer": "Jo Berg"}\n{"text": "who wrote Hamlet?"}\n', encoding="utf-8"
    )
    asked = large.given(corpus, None, tmp_path / "cache")
    for new in (1, 0):
        console = Console(file=StringIO(), width=200)
        large.report(console, [asked])
        said = console.file.getvalue()
        assert f"{new} new articles taken in" in said
        assert {"questions": "2", "articles": "1", "answer among the first three": "100%"}.items() <= _rows(
            said
        ).items()


def _rows(said: str) -> dict[str, str]:
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in said.splitlines()]
    return {row[0]: row[1] for row in cells if len(row) == 2}
