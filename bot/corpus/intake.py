"""Pieces on their way into the store: prepared on all cores, stored some at a time, counted."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import NamedTuple

from bot import wording
from bot.corpus.piece import Piece
from bot.corpus.prepare import Unchanged, Unread, prepare
from bot.errors import NameTaken, ReadError
from bot.models import IngestReport, Refusal
from bot.parallel import map_in_order
from bot.store import Entry, Origin, Outcome, Refused, Saved, Store

_STORED_AT_ONCE = 64
_STORED_WITHIN = 1.0
"""Seconds that an article waits for others, to be stored in one transaction with them."""
_LARGE = 1_000_000
"""Bytes of a piece from which it waits its turn in a file, not in memory."""


class Progress(NamedTuple):
    """How far a run is: what it dealt with last, bytes dealt with of all (0 where that is not known), and how many
    articles became what so far."""

    at: str
    done: int
    total: int
    new: int
    changed: int
    same: int
    refused: int


class Became(NamedTuple):
    """What became of one article of the web: its id, None where it is refused and was not known before; whether it is
    new, changed or the same, and whose wording it has; or, in words for people, why it is `refused`."""

    article: str | None
    outcome: Outcome | None = None
    copy_of: str | None = None
    refused: str | None = None


OnProgress = Callable[[Progress], None]
Holder = Callable[[Entry], str | None]
"""The source that has the entry's name already, which it then cannot have; None where it is free."""


def add_up(reports: Sequence[IngestReport]) -> IngestReport:
    """What several runs did, as one."""
    names = ("new", "copies", "changed", "same", "withdrawn")
    refused = tuple(refusal for report in reports for refusal in report.refused)
    return IngestReport(refused=refused, **{name: sum(getattr(report, name) for report in reports) for name in names})


class Intake:
    """One run. What is stored stays, however the run ends."""

    def __init__(self, store: Store, now: datetime, on_progress: OnProgress | None = None) -> None:
        self._store = store
        self._now = now
        self._on_progress = on_progress
        self._total = 0
        self._done = 0
        self._outcomes = dict.fromkeys(Outcome, 0)
        self._copies = 0
        self._refused: list[Refused] = []
        self._known_refusals = {(one.origin, one.source): one for one in store.refusals()}
        self._entries: list[Entry] = []
        self._restamps: list[tuple[Origin, str, str, str]] = []
        self._new_refusals: list[Refused] = []
        self._mended: list[Refused] = []
        self._due = time.monotonic() + _STORED_WITHIN

    def take_in(self, pieces: Iterable[Piece], holder: Holder | None = None) -> list[Saved]:
        """Take in what comes, in order. `holder` says whose name an entry would take. What became of each entry."""
        saved: list[Saved] = []
        waiting: deque[Piece] = deque()
        with ExitStack() as stack:
            spilling = _Spill(stack)
            try:
                work = map_in_order(prepare, _noting(map(spilling.spill, pieces), waiting))
                for prepared in stack.enter_context(closing(work)):
                    piece = waiting.popleft()
                    spilling.drop(piece)
                    self._settle(piece, prepared, holder)
                    if len(self._entries) >= _STORED_AT_ONCE or time.monotonic() > self._due:
                        saved += self._store_entries()
            finally:
                # Also at Ctrl-C: what is prepared is worth keeping.
                saved += self._store_entries()
        return saved

    def take_in_one(self, piece: Piece) -> Became:
        """Take in one article of the web, which may be known already under its id or one of its addresses."""
        states = self._store.states([piece.id, *self._store.known_as(piece.addresses).values()])
        known, state = next(iter(states.items()), (None, None))
        before = len(self._refused)
        saved = self.take_in([piece._replace(known=state.fingerprint if state else None)])
        if len(self._refused) > before:
            return Became(known, refused=self._refused[before].reason)
        return Became(saved[0].article, saved[0].outcome, saved[0].copy_of) if saved else Became(known, Outcome.SAME)

    def same(self, origin: Origin, source: str, number: int = 1, *, size: int = 0) -> None:
        """A source whose articles are as they were."""
        self._outcomes[Outcome.SAME] += number
        self.mend(origin, source)
        self.advance(source, size)

    def refuse(self, origin: Origin, source: str, error: ReadError | str, *, stamp: str = "", size: int = 0) -> None:
        """`stamp`: of what was read and would be refused again; "" where it may be taken next time."""
        reason = error if isinstance(error, str) else wording.of_error(error)
        refused = Refused(origin, source, stamp, reason, self._now)
        self._refused.append(refused)
        known = self._known_refusals.get((origin, source))
        if known is None or (known.stamp, known.reason) != (stamp, reason):
            self._new_refusals.append(refused)
        self.advance(source, size)

    def expect(self, size: int) -> None:
        """There are so many bytes to deal with."""
        self._total += size

    def advance(self, source: str, size: int) -> None:
        """So many bytes more are dealt with."""
        self._done += size
        if self._on_progress:
            self._on_progress(
                Progress(
                    source,
                    self._done,
                    self._total,
                    new=self._outcomes[Outcome.NEW],
                    changed=self._outcomes[Outcome.CHANGED],
                    same=self._outcomes[Outcome.SAME],
                    refused=len(self._refused),
                )
            )

    def refused_before(self, origin: Origin, source: str, stamp: str) -> str | None:
        """Why what looks like this was refused, where it was for what it holds."""
        known = self._known_refusals.get((origin, source))
        return known.reason if known and known.stamp and known.stamp == stamp else None

    def refused_earlier(self, origin: Origin) -> list[Refused]:
        """What was refused of an origin before this run, and not taken in by it."""
        return [one for one in self._known_refusals.values() if one.origin is origin]

    def keep(self) -> None:
        """Keep what was refused or mended since something was last taken in."""
        self._store_refusals()

    def report(self, withdrawn: int = 0) -> IngestReport:
        counts = {outcome.value: number for outcome, number in self._outcomes.items()}
        refused = tuple(Refusal(source=one.source, reason=one.reason) for one in self._refused)
        return IngestReport(**counts, copies=self._copies, withdrawn=withdrawn, refused=refused)

    def _settle(self, piece: Piece, prepared: Entry | Unchanged | Unread, holder: Holder | None) -> None:
        match prepared:
            case Unread(reason):
                self.refuse(piece.origin, piece.source, reason, stamp=piece.stamp, size=piece.size)
            case Unchanged(fingerprint):
                if piece.stamp:
                    self._restamps.append((piece.origin, piece.source, piece.stamp, fingerprint))
                self.same(piece.origin, piece.source, size=piece.size)
            case Entry() if holder and (other := holder(prepared)):
                self.refuse(piece.origin, piece.source, NameTaken(other=other), size=piece.size)
            case Entry():
                self._entries.append(prepared)
                self.advance(piece.source, piece.size)

    def _store_entries(self) -> list[Saved]:
        entries, self._entries = self._entries, []
        saved = self._store.save(entries, self._now) if entries else []
        for entry, one in zip(entries, saved, strict=True):
            self._outcomes[one.outcome] += 1
            self._copies += one.copy_of is not None
            self.mend(entry.origin, entry.source)
        restamps, self._restamps = self._restamps, []
        if restamps:
            self._store.restamp(restamps)
        self._store_refusals()
        self._due = time.monotonic() + _STORED_WITHIN
        return saved

    def mend(self, origin: Origin, source: str) -> None:
        """What was refused of a source holds no more: it was taken in after all, or is as it was."""
        if known := self._known_refusals.pop((origin, source), None):
            self._mended.append(known)

    def _store_refusals(self) -> None:
        refused, self._new_refusals = self._new_refusals, []
        mended, self._mended = self._mended, []
        if refused or mended:
            self._store.note_refusals(refused, mended)


class _Spill:
    """Puts the bytes of large pieces into files, in a folder that is made when there is one."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._folder: str | None = None

    def spill(self, piece: Piece) -> Piece:
        if piece.data is None or len(piece.data) < _LARGE:
            return piece
        if self._folder is None:
            self._folder = self._stack.enter_context(TemporaryDirectory(prefix="dateline-"))
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(piece.data)
        return piece._replace(data=None, place=file.name)

    def drop(self, piece: Piece) -> None:
        if self._folder and Path(piece.place).parent == Path(self._folder):
            Path(piece.place).unlink()


def _noting(pieces: Iterable[Piece], waiting: deque[Piece]) -> Iterator[Piece]:
    """The pieces as they go to work; what is known of them waits, without their bytes, for what comes of it."""
    for piece in pieces:
        waiting.append(piece._replace(data=None))
        yield piece
