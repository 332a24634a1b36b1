"""How fast articles come in: a stage at a time, then files to answers, on few articles and on many."""

import multiprocessing
import os
import resource
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bot.corpus.clean import clean
from bot.corpus.draft import draft_page
from bot.corpus.page import Page
from bot.corpus.readers import read
from bot.corpus.split import lay_out
from bot.facts.record import take
from bot.models import Article
from bot.search import Index
from bot.search.documents import documents
from bot.services import Services, open_services
from bot.settings import Settings
from bot.store import Entry, Origin, Store, write_entry
from tests.benchmarks.press.articles import NEWS, Press, fingerprint, write_corpus

FEW, MANY = 1000, 100_000
_SAMPLE = 500
_COPIES = 0.05
_QUESTION = "How many people were at the meeting?"
_SAMPLED = 0.2
"""Seconds between two looks at how much memory is in use."""

_RATE, _GROWTH, _MEMORY, _START = 200, 1.3, 600, 2.0
"""What it should reach: articles a second, cost of one among many by that among few, MB, and seconds."""


class Measured(NamedTuple):
    """Of taking in a corpus from nothing. Seconds by the clock; sizes in bytes; memory of all processes at its highest.

    `private` is what is theirs alone, without pages of files that the system may drop at any time.
    """

    articles: int
    seconds: float
    processor: float
    memory: int
    private: int
    store: int
    index: int
    warm: float
    rebuild: float


def report(console: Console, articles: int, cache: Path) -> None:
    """Measures the stages, then the whole on FEW articles and on as many as asked for, and prints what came out."""
    press = Press(length=NEWS, copies=_COPIES)
    console.print(_stages(press))
    measured = [_measure(console, press, number, cache) for number in sorted({min(FEW, articles), articles})]
    table = Table("", *(f"{one.articles:,} articles" for one in measured), "should be", title="Files to answers")
    for row in zip(*map(_rows, measured), strict=True):
        table.add_row(row[0][0], *(cell for _, cell, _ in row), row[0][2])
    console.print(table)
    few, many = measured[0], measured[-1]
    growth = (many.processor / many.articles) / (few.processor / few.articles)
    console.print(f"An article among many costs {growth:.2f} times what one among few does (should be ≤ {_GROWTH}).")


def _stages(press: Press) -> Table:
    """Processor's time of each stage on one core, in this process."""
    spent: defaultdict[str, float] = defaultdict(float)
    sample = [(name, text.encode()) for name, text in islice(press.articles(2 * _SAMPLE), 2 * _SAMPLE)]
    with closing(_Scratch()) as scratch:
        entries = [_prepare(name, data, spent) for name, data in sample]
        spent.clear()  # the first ones filled the caches of words, as the first of many do
        entries = [_prepare(name, data, spent) for name, data in sample[_SAMPLE:]]
        with _timed(spent, "store"):
            for first in range(0, _SAMPLE, 64):
                scratch.store.save(entries[first : first + 64], datetime.now(UTC))
        with _timed(spent, "index, all of it"):
            scratch.index.catch_up()
    table = Table("stage", "ms an article", "articles a second and core", title=f"Stages, {_SAMPLE} articles")
    for stage, seconds in spent.items():
        table.add_row(stage, f"{1000 * seconds / _SAMPLE:.2f}", f"{_SAMPLE / seconds:,.0f}")
    return table


def _prepare(name: str, data: bytes, spent: dict[str, float]) -> Entry:
    with _timed(spent, "read"):
        page = read(f"{name}.md", data)
    with _timed(spent, "clean"):
        lines = clean(page.lines)
    with _timed(spent, "split into blocks and sentences"):
        lay_out(lines)
    draft = draft_page(name, f"{name}.md", Page(**{**page.model_dump(), "lines": page.lines}))
    with _timed(spent, "take facts"):
        facts = take(draft)
    with _timed(spent, "write out, sketch"):
        entry = write_entry(draft, facts, origin=Origin.CORPUS, stamp=name, fingerprint=name)
    now = datetime.now(UTC)
    article = Article(**draft.model_dump(), version=1, seen=now, seq=1, landed=now)
    with _timed(spent, "of the index: make documents"):
        list(documents(article, facts))
    return entry


class _Scratch:
    """An empty store and its index in a folder that goes with it."""

    def __init__(self) -> None:
        from tempfile import TemporaryDirectory

        self._folder = TemporaryDirectory()
        path = Path(self._folder.name)
        self.store = Store.open(f"sqlite:///{path}/store.db")
        self.index = Index.open(path / "index", self.store)

    def close(self) -> None:
        self.store.close()
        self._folder.cleanup()


@contextmanager
def _timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    start = time.process_time()
    yield
    spent[stage] += time.process_time() - start


def _measure(console: Console, press: Press, number: int, cache: Path) -> Measured:
    folder = cache / f"news-{fingerprint(press)}-{number}"
    with console.status(f"{number:,} articles: writing them"):
        write_corpus(folder / "corpus", number, press)
    settings = Settings(dateline_corpus=folder / "corpus", dateline_data=folder / "data")
    shutil.rmtree(settings.dateline_data, ignore_errors=True)
    with console.status(f"{number:,} articles: taking them in"):
        seconds, processor, memory, private = _apart(_take_in, settings)
    with console.status(f"{number:,} articles: starting anew"):
        warm = min(_apart(_start, settings) for _ in range(3))
    index = _bytes_below(settings.dateline_data, "index/*")
    with console.status(f"{number:,} articles: making the index anew"):
        rebuild = _apart(_rebuild, settings)
    return Measured(
        articles=number,
        seconds=seconds,
        processor=processor,
        memory=memory,
        private=private,
        store=_bytes_below(settings.dateline_data, "dateline.db*"),
        index=index,
        warm=warm,
        rebuild=rebuild,
    )


def _rows(one: Measured) -> Iterator[tuple[str, str, str]]:
    yield "articles a second", f"{one.articles / one.seconds:,.0f}", f"≥ {_RATE}"
    yield "seconds in all", f"{one.seconds:,.0f}", ""
    yield "processor's time, ms an article", f"{1000 * one.processor / one.articles:.1f}", ""
    yield "highest memory, all processes, MB", f"{one.memory / 1e6:,.0f}", ""
    yield "… without pages of files, MB", f"{one.private / 1e6:,.0f}", f"< {_MEMORY}"
    yield "store, MB", f"{one.store / 1e6:,.0f}", ""
    yield "index, MB", f"{one.index / 1e6:,.0f}", ""
    yield "warm start to first answer, s", f"{one.warm:.2f}", f"< {_START:.0f}"
    yield "index made anew, s", f"{one.rebuild:,.0f}", ""


def _apart(work, settings):  # type: ignore[no-untyped-def]
    """In a fresh process, so that memory and time are those of this work alone."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, settings).result()


def _take_in(settings: Settings) -> tuple[float, float, int, int]:
    """Seconds, processor's time, and memory at its highest: resident, and private."""
    watch = _MemoryWatch()
    start = time.perf_counter()
    with _opened(settings) as services:
        services.refresh()
    seconds = time.perf_counter() - start
    memory, private = watch.end()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, time.process_time() + children.ru_utime + children.ru_stime, memory, private


def _start(settings: Settings) -> float:
    """Seconds from opening to the first answer, when everything is in: what a restart takes beside loading code."""
    start = time.perf_counter()
    with _opened(settings) as services:
        services.prepare()
        services.answerer.ask(_QUESTION)
    return time.perf_counter() - start


def _rebuild(settings: Settings) -> float:
    shutil.rmtree(settings.dateline_data / "index")
    start = time.perf_counter()
    with _opened(settings) as services:
        services.index.catch_up()
    return time.perf_counter() - start


def _opened(settings: Settings) -> Services:
    return open_services(settings)


class _MemoryWatch:
    """Looks now and then at how much memory this process and its children use. Linux tells it; elsewhere it is 0."""

    def __init__(self) -> None:
        self._highest = (0, 0)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> tuple[int, int]:
        self._stop.set()
        self._thread.join()
        return self._highest

    def _look(self) -> None:
        while not self._stop.wait(_SAMPLED):
            used = [_memory_of(pid) for pid in (os.getpid(), *_children())]
            resident, private = (sum(column) for column in zip(*used, strict=True))
            self._highest = max(self._highest[0], resident), max(self._highest[1], private)


def _memory_of(pid: int) -> tuple[int, int]:
    """Resident bytes, and those of them that are in no file."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0, 0
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.startswith(("VmRSS", "RssAnon"))}
    return 1024 * kilobytes.get("VmRSS", 0), 1024 * kilobytes.get("RssAnon", 0)


def _children() -> list[int]:
    """The worker processes, by whose parent they name."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has ended meanwhile
        if parent == os.getpid():
            found.append(int(stat.parent.name))
    return found


def _bytes_below(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
