"""Files as pieces: what changed is handed on, what did not is counted, what cannot be opened is refused.

One instance a run. It keeps which sources are there, and which names are taken.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bot import wording
from bot.corpus.containers import ENDINGS, HEAD_BYTES, Contained, is_container, pieces
from bot.corpus.draft import name_article
from bot.corpus.intake import Intake
from bot.corpus.piece import WITHIN, Piece
from bot.corpus.prepare import versioned
from bot.corpus.readers import most_bytes
from bot.corpus.web.addresses import address_key, article_id
from bot.corpus.within import by_container, containers_of
from bot.errors import ReadError, TooLarge, Unreadable
from bot.store import Entry, Origin, Refused, SourceState, Store

_MEGABYTE = 1_000_000
_READ_ALIKE = versioned("")
"""How fingerprints begin that this version of reading and cleaning made."""


class File(NamedTuple):
    """A file, and how the store knows it."""

    place: str
    origin: Origin
    source: str


class Files:
    """The files of one run, on their way to pieces."""

    def __init__(self, store: Store, intake: Intake, corpus: Path | None) -> None:
        """`intake`: the run, which counts them. `corpus`: the watched folder, where known."""
        self._intake = intake
        self._corpus = corpus
        self._known = {origin: store.sources(origin) for origin in (Origin.CORPUS, Origin.INGEST)}
        self._read_through = {origin: store.containers(origin) for origin in self._known}
        self._taken: dict[str, str] = {}
        self._present: set[str] = set()
        self._whole: set[str] = set()
        self._read_now: dict[Origin, dict[str, str]] = {origin: {} for origin in self._known}

    def pieces(self, files: Iterable[File]) -> Iterator[Piece]:
        """What is to be read. Files that the store has come first: where two have one name, the new one is refused."""
        new = []
        there = self._look_at_all(files)
        self._intake.expect(sum(size for _, _, size in there))
        for file, stamp, size in there:
            state = self._state(file.origin, file.source)
            if state is None:
                new.append((file, stamp, size))
            elif state.stamp == stamp and state.fingerprint.startswith(_READ_ALIKE):
                self._taken[state.article] = file.source
                self._intake.same(file.origin, file.source, size=size)
            else:
                yield from self._pieces(file, stamp, size)
        for file, stamp, size in new:
            yield from self._pieces(file, stamp, size)

    def pass_over(self, source: str) -> None:
        """Something is there that is not read: what the store has of it stays."""
        self._present.add(source)

    def holder(self, entry: Entry) -> str | None:
        """The file that has the entry's name; None where it is free, and from now on the entry's.

        A file that was moved or renamed to another ending keeps its article. An article that is known by its address
        has no name to take.
        """
        if entry.by_address:
            return None
        if (other := self._taken.get(entry.id, entry.source)) != entry.source:
            return other
        held = self._live.get(entry.id)
        if held is not None and self._is_anothers(held, entry):
            return held[1]
        self._taken[entry.id] = entry.source
        return None

    def held(self, origin: Origin) -> list[str]:
        """The sources of the articles that the store has of an origin."""
        return [source for source, _ in self._live_states(origin)]

    def gone(self, origin: Origin) -> list[str]:
        """The articles of an origin that no file holds any more, when all pieces were read."""
        gone = {state.article for source, state in self._live_states(origin) if not self.is_present(source)}
        return sorted(gone - self._taken.keys() - set(map(name_article, self._present))) if gone else []

    def note_containers(self, store: Store) -> None:
        """Keep which containers were read through, for the next run, and forget those that are gone from the folder."""
        for origin, stamps in self._read_now.items():
            known = self._read_through[origin] if origin is Origin.CORPUS else {}
            gone = [source for source in known if source not in self._present]
            if stamps or gone:
                store.note_containers(origin, stamps, gone)

    def is_present(self, source: str) -> bool:
        """Whether the source is there; also what a container held that is there, but was not read through."""
        return source in self._present or any(
            container in self._present and container not in self._whole for container in containers_of(source)
        )

    def _look_at_all(self, files: Iterable[File]) -> list[tuple[File, str, int]]:
        """The files that can be opened, each with its stamp and size in bytes."""
        there = []
        for file in files:
            self._present.add(file.source)
            try:
                there.append((file, *_look_at(file.place)))
            except ReadError as error:
                self._intake.refuse(file.origin, file.source, error)
        return there

    def _pieces(self, file: File, stamp: str, size: int) -> Iterator[Piece]:
        try:
            if reason := self._intake.refused_before(file.origin, file.source, stamp):
                self._intake.refuse(file.origin, file.source, reason, stamp=stamp, size=size)
            elif self._read_through[file.origin].get(file.source) == stamp:
                self._keep_contained(file, size)
            elif file.source.lower().endswith(ENDINGS) and is_container(file.source, _read_head(file.place)):
                yield from self._contained(file, stamp, size)
            else:
                yield self._piece(file, stamp, size)
        except ReadError as error:
            self._intake.refuse(file.origin, file.source, error, size=size)

    def _piece(self, file: File, stamp: str, size: int) -> Piece:
        state = self._state(file.origin, file.source)
        if size > (most := most_bytes(file.source)):
            raise TooLarge(size=-(-size // _MEGABYTE), most=most // _MEGABYTE)
        return Piece(
            id=name_article(file.source),
            origin=file.origin,
            source=file.source,
            stamp=stamp,
            name=file.source,
            place=file.place,
            known=state and state.fingerprint,
            size=size,
        )

    def _contained(self, file: File, stamp: str, size: int) -> Iterator[Piece]:
        """The articles of a container. One that breaks off keeps what the store has of the rest."""
        left = size
        self._whole.add(file.source)
        try:
            for contained in pieces(Path(file.place)):
                source = f"{file.source}{WITHIN}{contained.name}"
                share = min(left, contained.size)
                left -= share
                self._present.add(source)
                try:
                    piece = self._piece_of(file, source, contained, share)
                except ReadError as error:
                    self._intake.refuse(file.origin, source, error, size=share)
                else:
                    yield piece
        except ReadError:
            self._whole.discard(file.source)
            raise
        self._intake.advance(file.source, left)
        self._read_now[file.origin][file.source] = stamp

    def _piece_of(self, file: File, source: str, contained: Contained, share: int) -> Piece:
        """Raises what is wrong with it alone: the rest of the container goes on."""
        if contained.error:
            raise contained.error
        state = self._state(file.origin, source)
        url = contained.url
        return Piece(
            id=contained.article_id or article_id(url or source),
            origin=file.origin,
            source=source,
            stamp="",
            name=contained.name if contained.url is None else "record.json",
            data=contained.data,
            known=state and state.fingerprint,
            addresses=(address_key(url),) if url else (),
            by_address=contained.article_id is None,
            size=share,
        )

    def _keep_contained(self, file: File, size: int) -> None:
        held = self._held_by_container[file.origin].get(file.source, [])
        for source, state in held:
            self._present.add(source)
            self._taken[state.article] = source
        self._intake.same(file.origin, file.source, len(held), size=size)
        for refused in self._refused_by_container[file.origin].get(file.source, []):
            self._intake.refuse(file.origin, refused.source, refused.reason)

    @cached_property
    def _held_by_container(self) -> dict[Origin, dict[str, list[tuple[str, SourceState]]]]:
        """What of each container can be cited, by source: gathered once, since there may be thousands of them."""
        return {
            origin: by_container((source, (source, state)) for source, state in self._live_states(origin))
            for origin in self._known
        }

    @cached_property
    def _refused_by_container(self) -> dict[Origin, dict[str, list[Refused]]]:
        """What of each container was refused in an earlier run: gathered once, too."""
        return {
            origin: by_container((one.source, one) for one in self._intake.refused_earlier(origin))
            for origin in self._known
        }

    @cached_property
    def _live(self) -> dict[str, tuple[Origin, str, str]]:
        """Origin, source and fingerprint of every article that can be cited: looked up for new ones alone."""
        return {
            state.article: (origin, source, state.fingerprint)
            for origin in self._known
            for source, state in self._live_states(origin)
        }

    def _state(self, origin: Origin, source: str) -> SourceState | None:
        state = self._known[origin].get(source)
        return None if state is None or state.withdrawn else state

    def _live_states(self, origin: Origin) -> Iterator[tuple[str, SourceState]]:
        return ((source, state) for source, state in self._known[origin].items() if not state.withdrawn)

    def _is_anothers(self, held: tuple[Origin, str, str], entry: Entry) -> bool:
        origin, source, fingerprint = held
        if (origin, source) == (entry.origin, entry.source) or fingerprint == entry.fingerprint:
            return False
        return self._exists(origin, source)

    def _exists(self, origin: Origin, source: str) -> bool:
        """Whether the file is still there, or the container that holds it."""
        folder = (self._corpus or Path()) if origin is Origin.CORPUS else Path()
        places = [folder / place for place in (source, *containers_of(source))]
        return not places[0].is_absolute() or any(place.exists() for place in places)


def _look_at(place: str) -> tuple[str, int]:
    """What tells cheaply that a file is as it was, and its size.

    Raises Unreadable.
    """
    try:
        info = os.stat(place)  # noqa: PTH116 - a Path takes longer to make than the call itself
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error
    if not stat.S_ISREG(info.st_mode):
        raise Unreadable(why=wording.READING["no_file"])
    return versioned(f"{info.st_size}:{info.st_mtime_ns}"), info.st_size


def _read_head(place: str) -> bytes:
    try:
        with Path(place).open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error
