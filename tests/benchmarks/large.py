"""Which large corpora are measured, what is asked of them, and what is said of the result."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.corpora import Corpus, Ingest, Measured, measure, take_in
from tests.benchmarks.press.articles import SEED, Press, fingerprint, write_corpus
from tests.benchmarks.press.stories import Asked, draw_questions

CACHE = Path(tempfile.gettempdir()) / "dateline-bench"
ARTICLES = 1182
"""As many as the corpus of news that the goals were set on has."""
QUESTIONS = 500

_P50, _P99, _GROWTH = 10, 50, 3
"""Milliseconds, milliseconds, and how many times as long an answer may take where there are more articles."""


class NoQuestions(Exception):
    """There is nothing to ask of a corpus. Its text says what to do."""


def invented(scale: int, cache: Path) -> Corpus:
    """So many times 1,182 invented articles, written on the first call. Every scale is asked the same questions."""
    number = ARTICLES * scale
    press = Press()
    folder = cache / f"press-{fingerprint(press)}-{number}"
    write_corpus(folder / "corpus", number, press)
    stories = max(story.number for story, _ in islice(press.tellings(), ARTICLES))
    questions = tuple(draw_questions(SEED, stories, QUESTIONS, press.vocabulary))
    return Corpus(f"invented, {scale}×", folder / "corpus", folder / "data", questions)


def given(folder: Path, questions: Path | None, cache: Path) -> Corpus:
    """The articles of a folder, asked what stands in a file; else in questions.jsonl and null.jsonl beside the folder.

    Raises NoQuestions.
    """
    folder = folder.absolute()
    files = [questions] if questions else [folder.parent / "questions.jsonl", folder.parent / "null.jsonl"]
    asked = tuple(question for file in files if file.is_file() for question in _read(file))
    if len(asked) < 2:
        named = " or ".join(str(file) for file in files)
        raise NoQuestions(f'No questions in {named}. Give a file with lines of {{"text": "..."}}: --questions FILE.')
    return Corpus(folder.name, folder, cache / hashlib.sha256(str(folder).encode()).hexdigest()[:12], asked)


def _read(path: Path) -> list[Asked]:
    """Raises NoQuestions for a line that is none."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Asked(row["text"], row.get("answer")) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoQuestions(
            f'{path}: each line must be {{"text": "...", "answer": "..."}}, without "answer" where none is there.'
        ) from error


def report(console: Console, corpora: Sequence[Corpus]) -> None:
    """Measures each corpus and prints what came out."""
    measured = {}
    for corpus in corpora:
        with console.status(f"{corpus.name}: taking the articles in"):
            console.print(_ingested(corpus, take_in(corpus)), soft_wrap=True)
        with console.status(f"{corpus.name}: asking"):
            measured[corpus.name] = measure(corpus)
    table = Table("", *measured, title="Answers alone, one thread")
    for row in zip(*map(_rows, measured.values()), strict=True):
        table.add_row(row[0][0], *(cell for _, cell in row))
    console.print(table)
    console.print(f"On {ARTICLES:,} articles an answer should take p50 ≤ {_P50} ms and p99 ≤ {_P99} ms.")
    first, *others = measured.values()
    for other in others:
        growth = other.answers.processor.percentile(50) / first.answers.processor.percentile(50)
        console.print(
            f"{other.articles / first.articles:.0f} times the articles: an answer takes {growth:.1f} times as long"
            f" (should be ≤ {_GROWTH})."
        )


def _ingested(corpus: Corpus, done: Ingest) -> str:
    refused = f", {done.refused} refused" if done.refused else ""
    times = f"{done.seconds:.1f} s, {done.processor:.1f} s of the processor's time"
    return f"{corpus.name}: {done.new:,} new articles taken in{refused}: {times}"


def _rows(one: Measured) -> Iterator[tuple[str, str]]:
    yield "articles", f"{one.articles:,}"
    yield "paragraphs, headings, items", f"{one.paragraphs:,}"
    yield "questions", str(len(one.answers.clock.seconds))
    for times in (one.answers, one.bm25):
        for timing in times:
            p50, p99 = timing.figures()
            yield f"{timing.name}, p50 ms", p50
            yield f"{timing.name}, p99 ms", p99
    yield "an answer, of bm25s' retrieval", f"{one.ratio:.1f} ×"
    yield "answer among the first three", f"{one.right:.0%}"
    yield "beyond the corpus, refused", f"{one.refused:.0%}"
    for label, size in (("highest memory", one.memory), ("index", one.index), ("store", one.store)):
        yield f"{label}, MB", f"{size / 1e6:,.0f}"
