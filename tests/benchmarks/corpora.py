"""Answers on large corpora, beside bm25s' bare retrieval over the same paragraphs. Each in a process of its own."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bot.models import Answer
from bot.services import Services, open_services
from bot.settings import Settings
from tests.benchmarks.press.stories import Asked
from tests.benchmarks.timing import Timing, forgetful
from tests.quality.bm25 import Bm25

_WARM_UP = 100
"""The first so many questions are asked once before, untimed: a running bot has read its files."""
_RETRIEVED = 60
"""As many paragraphs as the bot looks at."""
_BATCH = 500
_SHOWN = 3


class Corpus(NamedTuple):
    """A folder of articles, where its store and index lie, and what is asked of it."""

    name: str
    folder: Path
    data: Path
    questions: Sequence[Asked]


class Ingest(NamedTuple):
    """What taking a corpus in came to, in articles; seconds by the clock, and of the processor's time.

    Nothing is new where it was taken in before.
    """

    new: int
    refused: int
    seconds: float
    processor: float


class Times(NamedTuple):
    """By the clock, and of the processor's time: what else runs on the machine lengthens the first most."""

    clock: Timing
    processor: Timing


class Measured(NamedTuple):
    """Sizes in bytes; memory is the answering process' at its highest. Shares are of questions, 0 to 1."""

    articles: int
    paragraphs: int
    store: int
    index: int
    memory: int
    answers: Times
    bm25: Times
    right: float
    refused: float

    @property
    def ratio(self) -> float:
        """How many times as long an answer takes as bm25s' retrieval, by the medians of the processor's time."""
        return self.answers.processor.percentile(50) / self.bm25.processor.percentile(50)


def take_in(corpus: Corpus) -> Ingest:
    """Brings in what is new, as a start of the bot does."""
    return _apart(_take_in, corpus)


def measure(corpus: Corpus) -> Measured:
    """Each question is timed once, turn by turn with bm25s, so that a busy moment of the machine weighs on both."""
    return _apart(_measure, corpus)


def _apart(work, corpus):  # type: ignore[no-untyped-def]
    """In a fresh process, so that memory is that of this work alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, corpus).result()


def _take_in(corpus: Corpus) -> Ingest:
    start = time.perf_counter()
    with closing(_open(corpus)) as services:
        report = services.refresh()
    seconds = time.perf_counter() - start
    return Ingest(report.new + report.changed, len(report.refused), seconds, time.process_time())


def _measure(corpus: Corpus) -> Measured:
    with closing(forgetful(_open(corpus))) as services:
        for asked in corpus.questions[:_WARM_UP]:
            services.answerer.ask(asked.text)
        answers = [services.answerer.ask(asked.text) for asked in corpus.questions]
        memory = _highest_memory()
        paragraphs = _paragraphs(services)
        bm25 = Bm25(paragraphs)
        ours, theirs = _race(services, bm25, [asked.text for asked in corpus.questions])
        articles = services.store.counts().articles
    pairs = list(zip(corpus.questions, answers, strict=True))
    return Measured(
        articles=articles,
        paragraphs=len(paragraphs),
        store=_bytes_below(corpus.data, "dateline.db*"),
        index=_bytes_below(corpus.data, "index/*"),
        memory=memory,
        answers=ours,
        bm25=theirs,
        right=_share([_tells(answer, asked.answer) for asked, answer in pairs if asked.answer]),
        refused=_share([answer.status == "not_found" for asked, answer in pairs if not asked.answer]),
    )


def _race(services: Services, bm25: Bm25, questions: Sequence[str]) -> tuple[Times, Times]:
    """Of each answer and of each retrieval. Splitting a question into words is not counted for bm25s."""
    ours, theirs = [], []
    for question in questions:
        tokens = bm25.tokens(question)
        ours.append(_timed(lambda question=question: services.answerer.ask(question)))
        theirs.append(_timed(lambda tokens=tokens: bm25.retrieve(tokens, _RETRIEVED)))
    return _times("an answer", ours), _times("bm25s' retrieval alone", theirs)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor's time."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


def _times(name: str, taken: Sequence[tuple[float, float]]) -> Times:
    clock, processor = zip(*taken, strict=True)
    return Times(Timing(name, [*clock], ""), Timing(f"{name}, processor's time", [*processor], ""))


def _tells(answer: Answer, words: str) -> bool:
    """Whether the words stand in one of the first three findings."""
    return any(words in citation.quote for finding in answer.findings[:_SHOWN] for citation in finding.citations)


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(1, len(held))


def _open(corpus: Corpus) -> Services:
    return open_services(Settings(dateline_corpus=corpus.folder, dateline_data=corpus.data))


def _paragraphs(services: Services) -> list[str]:
    """Every block that the index holds."""
    texts, seq = [], 0
    while batch := services.store.changes(seq, _BATCH):
        texts += [article.text[block.start : block.end] for article in batch for block in article.blocks]
        seq = batch[-1].seq
    return texts


def _highest_memory() -> int:
    """Bytes. The system tells it in KiB, but in bytes on macOS."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _bytes_below(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
