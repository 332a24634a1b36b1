"""Run as a process of its own: brings a folder in again and again, each time killed at a random moment, and looks at
what is left. Ends with one that is let through.

Arguments: the URL of the store, a folder to work in, how many to kill at work, a seed. Prints what it found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.corpus import sync
from bot.search import Index
from bot.store import Origin, Store

FILES, CHANGED, REMOVED = 12, 4, 2
"""Written, changed and removed before each run."""


def main(url: str, work: Path, kills: int, seed: int) -> None:
    moment = random.Random(seed)
    corpus = work / "corpus"
    corpus.mkdir(parents=True)
    expected: dict[str, str] = {}
    longest = _let_through(url, work, corpus, expected, moment)
    found, killed, runs = [], 0, count()
    while killed < kills:
        _write(corpus, expected, moment, f"r{next(runs)}")
        killed += _run_and_kill(lambda: _bring_in(url, work, corpus), moment.uniform(0, longest))
        found += _faults(url)
    _bring_in(url, work, corpus)
    found += _faults(url)
    print(json.dumps({"faults": found, "differences": _differences(url, work, expected), "articles": len(expected)}))


def _let_through(url: str, work: Path, corpus: Path, expected: dict[str, str], moment: random.Random) -> float:
    """How long a run takes that nobody kills. What is loaded for one is loaded here, once, and not in every child."""
    _write(corpus, expected, moment, "first")
    with closing(Store.open(url)) as store:
        sync(corpus, store, now=datetime.now(UTC))
    _write(corpus, expected, moment, "second")
    start = time.monotonic()
    _run_and_kill(lambda: _bring_in(url, work, corpus), after=None)
    return time.monotonic() - start


def _write(corpus: Path, expected: dict[str, str], moment: random.Random, prefix: str) -> None:
    """New files, changed ones, fewer of the old, and an archive of some."""
    files = sorted(name for name in expected if not name.startswith("z-"))
    for name in moment.sample(files, min(REMOVED, len(files))):
        (corpus / f"{name}.txt").unlink()
        del expected[name]
        files.remove(name)
    for name in [*(f"{prefix}-{n}" for n in range(FILES)), *moment.sample(files, min(CHANGED, len(files)))]:
        expected[name] = _text(moment)
        (corpus / f"{name}.txt").write_text(expected[name], encoding="utf-8")
    with zipfile.ZipFile(corpus / f"{prefix}.zip", "w") as archive:
        for number in range(FILES):
            name = f"z-{prefix}-{number}"
            expected[name] = _text(moment)
            archive.writestr(f"{name}.md", expected[name])


def _text(moment: random.Random) -> str:
    word = f"w{moment.getrandbits(60):x}"
    return "\n\n".join(f"{word} sailed from Larvik on day {n} with {moment.randint(2, 900)} crates." for n in range(8))


def _bring_in(url: str, work: Path, corpus: Path) -> None:
    with closing(Store.open(url)) as store:
        sync(corpus, store, now=datetime.now(UTC))
        Index.open(work / "index", store).catch_up()


def _run_and_kill(work: Callable[[], None], after: float | None) -> bool:
    """In a child process, which is killed after so many seconds, or let through; whether it was killed at work."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _faults(url: str) -> list[str]:
    """Articles that are half there, or there twice."""
    with closing(Store.open(url)) as store:
        held = store.kept_changes(0, 1_000_000)
        live = [one for one in held if not one.withdrawn]
        half = [one.id for one in live if one.facts is None or json.loads(one.blocks)[-1]["end"] != len(one.text)]
        lost = [one.id for one in live if len(store.versions(one.id)) != one.version]
        twice = len(live) - len({one.text for one in live})
        numbers = store.last_change() - max((one.seq for one in held), default=0)
        said = [f"half: {half}", f"versions: {lost}", f"twice: {twice}", f"numbers: {numbers}"]
        return [fault for fault, is_one in zip(said, (half, lost, twice, numbers), strict=True) if is_one]


def _differences(url: str, work: Path, expected: dict[str, str]) -> list[str]:
    """What the store and the index hold otherwise than the folder."""
    with closing(Store.open(url)) as store:
        live = {one.id: one for one in store.kept_changes(0, 1_000_000) if not one.withdrawn}
        index = Index.open(work / "index", store)
        index.catch_up()
        blocks = sum(len(json.loads(one.blocks)) for one in live.values())
        unlike = [name for name, text in expected.items() if name not in live or live[name].text != text]
        unfound = [
            name
            for name, text in expected.items()
            if {hit.article for hit in index.blocks_with_words([text.split()[0]], 20)} != {name}
        ]
        sources = {state.article for state in store.sources(Origin.CORPUS).values() if not state.withdrawn}
    return [
        *(f"text: {name}" for name in unlike),
        *(f"not found: {name}" for name in unfound),
        *(f"more: {name}" for name in (live.keys() | sources) - expected.keys()),
        *([f"index: {index.size()} of {blocks} blocks"] if index.size() != blocks else []),
    ]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
