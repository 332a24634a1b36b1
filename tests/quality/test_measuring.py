"""The measuring itself: a wrong answer does not pass, plain BM25 never refuses, and what is printed can be read."""

import json
from pathlib import Path

import pytest

from bot.models import Answer, Citation, Finding, Kind
from tests.quality.__main__ import main
from tests.quality.calibration import Prediction, brier, reliability
from tests.quality.questions import Question
from tests.quality.scores import Result, Score
from tests.quality.sets import UnusableSet, find_set

RAIN = "Heavy rain closed the ferry port of Aldermoor on Tuesday."
MASTER = "Jo Berg, the harbour master, sent 40 lorries back."
OPEN = "The port opens again on Friday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of another's making: articles, questions with answers, and questions beyond the articles."""
    (tmp_path / "port/corpus").mkdir(parents=True)
    (tmp_path / "port/corpus/rain.txt").write_text(f"{RAIN}\n\n{MASTER}\n\n{OPEN}\n", encoding="utf-8")
    asked = [
        {"id": "q1", "text": "Who is the harbour master?", "answer": "Jo Berg", "source": "written by hand"},
        {"text": "How many lorries were sent back?", "answer": "4"},
    ]
    lines = "\n".join(map(json.dumps, asked))
    (tmp_path / "port/questions.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "port/null.jsonl").write_text('{"text": "Who wrote Hamlet?"}\n', encoding="utf-8")
    return tmp_path / "port"


def result(question: Question, *quotes: str, seconds: float = 1.0, misquotes: tuple[str, ...] = ()) -> Result:
    """What comes of a question that is answered with those quotes, or refused where there are none."""
    cited = [Citation(article="a", title="T", url=None, published=None, quote=q, start=0, end=len(q)) for q in quotes]
    answer = Answer(
        question=question.text,
        status="answered" if quotes else "not_found",
        kind=Kind.OPEN,
        headline="",
        findings=tuple(Finding(value=None, citations=(citation,)) for citation in cited),
    )
    return Result(question, answer, misquotes, seconds)


def asks(answer: str | None) -> Question:
    return Question(id="x", text="q", status="answered" if answer else "not_found", answer=answer)


def test_a_score_counts_what_was_hit_answered_and_refused() -> None:
    score = Score(
        "mixed",
        (
            result(asks("40"), MASTER, RAIN),
            result(asks("Friday"), MASTER, RAIN, OPEN),
            result(asks("Friday"), MASTER, RAIN, MASTER, OPEN),
            result(asks("Friday")),
            result(asks(None)),
            result(asks(None), RAIN, misquotes=("wrong",)),
        ),
    )
    measures = score.measures()
    assert (measures.questions, measures.passed) == (6, 3)
    assert (measures.answerable, measures.hit_at_1, measures.hit_at_3) == (4, 0.25, 0.5)
    assert (measures.answered, measures.precision_at_1) == (0.75, 0.3333)
    assert (measures.beyond, measures.refused) == (2, 0.5)
    assert (measures.not_verbatim, measures.seconds) == (1, 6.0)


def test_a_set_without_questions_beyond_it_has_no_share_of_them() -> None:
    assert Score("one", (result(asks("40"), MASTER),)).measures().refused is None


@pytest.mark.parametrize(
    ("quote", "is_right"),
    [
        ("It cost $4 in all.", True),
        ("IT COST €4, THEY SAID", True),
        ("It cost 40 in all.", False),
        ("It cost 4x that.", False),
        ("x" * 397 + " 4 in all.", True),
        ("x" * 400 + " 4 in all.", False),
    ],
)
def test_an_answer_stands_in_a_quote_as_whole_words_within_what_is_read(quote: str, is_right: bool) -> None:
    assert bool(Score("s", (result(asks("4"), quote),)).failures) != is_right


def test_a_set_of_another_s_making_is_measured_by_its_path(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", str(folder)]) == 0
    said = json.loads(capsys.readouterr().out)
    (one,) = said["sets"]
    assert (one["set"], one["articles"], one["refused_articles"]) == ("port", 1, 0)
    bot, bm25 = one["bot"], one["bm25"]
    # "4" does not stand in "40 lorries": that question can only fail.
    assert (bot["questions"], bot["passed"], bot["answerable"], bot["hit_at_1"]) == (3, 2, 2, 0.5)
    assert (bot["refused"], bm25["refused"]) == (1, 0)
    assert (bm25["answered"], bm25["hit_at_3"], bm25["passed"]) == (1, 0.5, 1)
    assert bot["not_verbatim"] == bm25["not_verbatim"] == 0
    (calibration,) = said["calibration"]
    assert calibration["sets"] == ["port"]
    assert 0 <= calibration["brier"] <= 1
    assert sum(row["predictions"] for row in calibration["reliability"]) >= 2


def test_a_file_of_conditions_is_measured_on_the_articles_that_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": "a", "text": "when does the port open?", "status": "answered"}
    right = {**line, "top": [{"article": "rain", "quote": "opens again on Friday"}]}
    wrong = {**line, "id": "b", "top": [{"article": "rain", "quote": "opens again on Monday"}]}
    path = folder / "port.jsonl"
    path.write_text(f"{json.dumps(right)}\n{json.dumps(wrong)}\n", encoding="utf-8")
    assert find_set(str(path)).corpus == folder / "corpus"
    assert main([str(path), "--corpus", str(folder / "corpus")]) == 0
    said = capsys.readouterr().out
    assert "b 'when does the port open?': not on top: 'opens again on Monday'" in said
    assert "a 'when" not in said
    assert [line.split()[2:5] for line in said.splitlines() if line.startswith("  port ")] == [["1", "of", "2"]]


def test_an_empty_or_foreign_question_goes_to_both_without_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"text": text} for text in ("?", "the of and", "/nobody knows", "Ψυχή")]
    (folder / "null.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["--json", str(folder)]) == 0
    (one,) = json.loads(capsys.readouterr().out)["sets"]
    assert (one["bot"]["refused"], one["bm25"]["refused"]) == (1, 0)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "questions.jsonl, line 2: this is no JSON object"),
        ("7", "questions.jsonl, line 2: this is no JSON object"),
        ('{"answer": "Jo"}', "questions.jsonl, line 2: text: Field required"),
        ('{"text": "who?"}', "questions.jsonl: 'who?' has no \"answer\""),
    ],
)
def test_a_line_that_is_no_question_is_told_in_one_line(
    line: str, why: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "questions.jsonl").write_text(f'{{"text": "who?", "answer": "Jo"}}\n{line}\n', encoding="utf-8")
    assert main(["--json", str(folder)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"{folder}/{why}\n"


def test_a_set_that_is_not_there_or_not_whole_is_refused(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "lone.jsonl").write_text("", encoding="utf-8")
    for named, why in [("nowhere", "no such set"), (str(tmp_path), "no questions"), ("lone.jsonl", "--corpus")]:
        with pytest.raises(UnusableSet, match=why):
            find_set(str(tmp_path / named) if named == "lone.jsonl" else named)
    with pytest.raises(UnusableSet, match="no questions in it"):
        find_set(str(tmp_path / "lone.jsonl"), folder / "corpus")


def test_calibration_is_the_distance_from_the_truth() -> None:
    sure, unsure, wrong = Prediction("s", 1.0, True), Prediction("s", 0.5, True), Prediction("s", 0.9, False)
    assert brier([sure]) == 0
    assert brier([unsure]) == 0.25
    assert brier([sure, wrong]) == pytest.approx(0.405)
    low, high = reliability([sure, unsure, wrong])
    assert (low.low, low.high, low.predictions, low.right) == (0.4, 0.6, 1, 1)
    assert (high.predictions, high.confidence, high.right) == (2, 0.95, 0.5)
