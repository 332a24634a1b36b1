"""The one coordinator: it puts listing, reading and storing in order, and counts."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bot import wording
from bot.corpus.clean import VERSION
from bot.corpus.draft import make_draft, name_article
from bot.corpus.folder import list_folder
from bot.corpus.readers import is_readable
from bot.errors import CorpusMissing, DatelineError, NameTaken, NotText, ReadError, TooLarge, Unreadable
from bot.facts.record import take
from bot.models import IngestReport, Refusal
from bot.store import Outcome, SourceState, Store

OnFile = Callable[[Path, int, int], None]
"""Called after each file: the file, its number from 1, and how many there are."""

CORPUS = "corpus"
INGEST = "ingest"
MOST_BYTES = 10_000_000
_MEGABYTE = 1_000_000


class _File(NamedTuple):
    place: str
    origin: str
    source: str


class _Intake:
    """One run: takes files in, one after the other, and keeps the tally."""

    def __init__(self, store: Store, now: datetime, corpus: Path | None) -> None:
        self._store = store
        self._now = now
        self._corpus = corpus
        self._known = {origin: store.sources(origin) for origin in (CORPUS, INGEST)}
        self._holders: dict[str, _File] = {}
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._refused: list[Refusal] = []

    def take_in(self, files: Iterable[_File], on_file: OnFile | None) -> None:
        """Files that are in the store come first: where two have one name, the new one is refused."""
        ordered = sorted(files, key=lambda file: self._live_state(file) is None)
        for number, file in enumerate(ordered, 1):
            try:
                self._outcomes[self._take(file)] += 1
                self._holders[name_article(file.source)] = file
            except ReadError as error:
                self.refuse(file.source, error)
            if on_file:
                on_file(Path(file.place), number, len(ordered))

    def withdraw_gone(self, sources: Iterable[str]) -> int:
        """Withdraw the corpus' articles that none of these sources holds any more; how many."""
        present = set(sources)
        names = set(map(name_article, present))
        gone = {
            state.article
            for source, state in self._known[CORPUS].items()
            if not state.withdrawn and source not in present
        }
        for article in sorted(gone - names):
            self._store.withdraw(article)
        return len(gone - names)

    def refuse(self, source: str, error: DatelineError) -> None:
        self._refused.append(Refusal(source=source, reason=wording.of_error(error)))

    def report(self, withdrawn: int = 0) -> IngestReport:
        counts = {outcome.value: number for outcome, number in self._outcomes.items()}
        return IngestReport(**counts, withdrawn=withdrawn, refused=tuple(self._refused))

    def _take(self, file: _File) -> Outcome:
        if (holder := self._holders.get(name_article(file.source))) is not None:
            raise NameTaken(other=holder.source)
        stamp = _stamp(file.place)
        state = self._live_state(file)
        if state and state.stamp == stamp and state.fingerprint.startswith(_fingerprint_head()):
            return Outcome.SAME
        data = _read_bytes(file.place)
        fingerprint = _fingerprint_head() + hashlib.sha256(data).hexdigest()
        if state and state.fingerprint == fingerprint:
            self._store.restamp(file.source, origin=file.origin, stamp=stamp, fingerprint=fingerprint)
            return Outcome.SAME
        if state is None:
            self._check_name(file, fingerprint)
        draft = make_draft(file.source, data)
        place = {"origin": file.origin, "stamp": stamp, "fingerprint": fingerprint}
        return self._store.save(draft, take(draft), landed=self._now, **place)

    def _live_state(self, file: _File) -> SourceState | None:
        state = self._known[file.origin].get(file.source)
        return None if state is None or state.withdrawn else state

    def _check_name(self, file: _File, fingerprint: str) -> None:
        """Raise NameTaken where another file, which is still there and holds something else, has the name.

        A file that was moved or renamed to another ending keeps its article.
        """
        held = self._store.article(name_article(file.source))
        if held is None or held.withdrawn:
            return
        place = (self._corpus or Path()) / held.source
        states = (known.get(held.source) for known in self._known.values())
        if any(state and state.fingerprint == fingerprint for state in states):
            return
        if not place.is_absolute() or (place.exists() and not place.samefile(file.place)):
            raise NameTaken(other=held.source)


def sync(folder: Path, store: Store, *, now: datetime, on_file: OnFile | None = None) -> IngestReport:
    """Make the store follow the corpus folder: new and changed files come in, articles of files that are gone
    are withdrawn. A file that is refused keeps what the store has of it.

    Raises CorpusMissing for a folder that is missing or has no file of a readable kind, withdrawing nothing.
    """
    folder = folder.absolute()
    listing = list_folder(folder)
    intake = _Intake(store, now, folder)
    for source, why in listing.astray.items():
        intake.refuse(source, Unreadable(why=why))
    intake.take_in([_File(f"{folder}/{source}", CORPUS, source) for source in listing.files], on_file)
    return intake.report(withdrawn=intake.withdraw_gone([*listing.files, *listing.astray]))


def ingest(
    paths: Iterable[Path],
    store: Store,
    *,
    now: datetime,
    on_file: OnFile | None = None,
    corpus: Path | None = None,
) -> IngestReport:
    """Take in the files that are named, and those in the folders that are named. Withdraws nothing.

    `corpus` is the watched folder, where known: its files are taken in as its own.
    """
    intake = _Intake(store, now, corpus.absolute() if corpus else None)
    files: dict[Path, _File] = {}
    for path in paths:
        try:
            files |= {found: _place(found, corpus) for found in _find(path.absolute())}
        except (ReadError, CorpusMissing) as error:
            intake.refuse(str(path), error)
    intake.take_in(files.values(), on_file)
    return intake.report()


def _find(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (path / source for source in list_folder(path).files)
    elif path.exists() and not is_readable(path.name):
        raise NotText(why=wording.READING["ending"].format(ending=path.suffix or path.name))
    else:
        yield path


def _place(path: Path, corpus: Path | None) -> _File:
    if corpus is not None and path.is_relative_to(corpus.absolute()):
        return _File(str(path), CORPUS, path.relative_to(corpus.absolute()).as_posix())
    return _File(str(path), INGEST, str(path))


def _stamp(place: str) -> str:
    """What tells cheaply that a file is as it was.

    Raises Unreadable, TooLarge.
    """
    try:
        info = os.stat(place)  # noqa: PTH116 - a Path takes longer to make than the call itself
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error
    if not stat.S_ISREG(info.st_mode):
        raise Unreadable(why=wording.READING["no_file"])
    if info.st_size > MOST_BYTES:
        raise TooLarge(size=-(-info.st_size // _MEGABYTE), most=MOST_BYTES // _MEGABYTE)
    return f"{info.st_size}:{info.st_mtime_ns}"


def _read_bytes(place: str) -> bytes:
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error


def _fingerprint_head() -> str:
    """A fingerprint from another version of reading and cleaning does not count as the same."""
    return f"{VERSION}:"
