"""The search index: one document a block of an article, with all that an answer quotes of it.

A cache of the store: losing it loses nothing.

Beside tantivy's files lies a small state file: whose store was read, up to which change, in which schema. Where it is
missing, does not fit or tantivy cannot open the folder, the index is made anew from the store.
"""

import logging
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock, Thread
from time import sleep
from typing import Any, Self

import tantivy

from bot.errors import DataUnwritable
from bot.lexicon.folding import fold
from bot.models import Period
from bot.search.backlog import read_backlog, write
from bot.search.documents import UNDATED, Hit, read_hit
from bot.search.files import make_anew, open_files
from bot.search.soundness import META, is_sound
from bot.search.state import State, fits, read_state, write_state
from bot.search.turns import alone
from bot.search.writing import reported
from bot.store import Store

log = logging.getLogger(__name__)

_STRETCH = 2000
"""Articles between two commits: what a kill makes to be done again, and what is not found before. Fewer make more files
to merge."""
_A_FEW = 50
"""Articles that a question brings in at most: a tenth of a second."""
_MERGE_SECONDS = 0.1
"""How long a question waits for files to be merged, which goes on without it."""
_LOOK_AGAIN = 0.05
"""Seconds between looks at an index that another process is making."""
_WRITER_BYTES = 50_000_000
_COUNTED_ONE_BY_ONE = 1000
_CONTEXT_BOOST = 0.4
"""How much a term in the title or the heading above counts against one in the block itself. Set on seeds-like text."""


class Index:
    """Finds blocks by their terms. Safe to use from several threads; several processes may share its folder."""

    def __init__(self, folder: Path, store: Store, index: tantivy.Index, state: State) -> None:
        self._folder = folder
        self._store = store
        self._index = index
        self._state = state
        self._lock = Lock()
        self._merging: Thread | None = None

    @classmethod
    def open(cls, folder: Path, store: Store) -> Self:
        """The index in that folder, opened or made anew; it has not read the store's newest changes yet.

        Raises DataUnwritable.
        """
        with reported(folder):
            while (found := cls._open_as_is(folder, store)) is None:
                with alone(folder, wait=False) as is_alone:
                    if is_alone:
                        return cls._open_as_is(folder, store) or cls(folder, store, *make_anew(folder, store))
                sleep(_LOOK_AGAIN)  # somebody else makes it; once that is done, it can be opened while it fills
            return found

    @classmethod
    def _open_as_is(cls, folder: Path, store: Store) -> Self | None:
        """None where there is none, it does not fit, or its files are damaged."""
        state = read_state(folder)
        if not state or not fits(state, store) or not is_sound(folder):
            return None
        try:
            files = open_files(folder)
        except ValueError:
            return None
        # Where another one has made the index anew meanwhile, the state first read is not that of these files.
        now = read_state(folder)
        return cls(folder, store, files, state) if now and now.goes_on_from(state) else None

    def catch_up(self) -> int:
        """Reads the store's changes since the last time. Returns how many articles were changed in the index.

        Waits for whoever else is at it. Many changes are worked out on all cores, and found stretch by stretch.
        Raises DataUnwritable.
        """
        with self._lock:
            if self._merging:
                self._merging.join()
            if self._is_up_to_date():
                return 0
            with reported(self._folder), alone(self._folder):
                return self._catch_up_alone(None)

    def keep_up(self) -> int:
        """The same before a question, which must not wait: reads a few changes at most, and none while somebody else
        is at it. What was saved just before is found then; the rest of many changes is left for `catch_up`."""
        if not self._lock.acquire(blocking=False):
            return 0
        try:
            if self._is_merging() or self._is_up_to_date():
                return 0
            with reported(self._folder), alone(self._folder, wait=False) as is_alone:
                return self._catch_up_alone(_A_FEW) if is_alone else self._look_on()
        except DataUnwritable as error:  # what is in can be answered from
            log.warning("index not written: %s", error)
            return 0
        finally:
            self._lock.release()

    def _is_merging(self) -> bool:
        return self._merging is not None and self._merging.is_alive()

    def _is_up_to_date(self) -> bool:
        return self._state.seq >= self._store.last_change()

    def _catch_up_alone(self, limit: int | None) -> int:
        if not (self._folder / META).exists():  # deleted under us
            self._index, self._state = make_anew(self._folder, self._store)
        elif not self._follow_others():
            return 0
        if self._is_up_to_date():
            return 0
        try:
            writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        except ValueError:  # somebody else writes to this folder: what is committed has to do
            return 0
        return self._read_changes(writer, limit)

    def _look_on(self) -> int:
        """Sees what another process, which is writing, has committed so far."""
        try:
            self._follow_others()
        except ValueError:  # it is making the files anew: what is open has to do
            log.debug("index not read: %s is being made", self._folder)
        return 0

    def _follow_others(self) -> bool:
        """What another process has committed is as good as our own work. False where another version of the program
        has made the folder its own: documents of two versions would not go together, so what is open has to do."""
        state = read_state(self._folder) or self._state
        if (state.schema_version, state.analysis) != (self._state.schema_version, self._state.analysis):
            return False
        self._index.reload()
        self._state = state
        return True

    @property
    def seq(self) -> int:
        """The number of the last change of the store that the index holds."""
        return self._state.seq

    def search(
        self, weights: Mapping[str, float], limit: int, published: Period | None = None, *, undated: bool = False
    ) -> list[Hit]:
        """The blocks that match the weighted terms best (BM25; headings and title count for less), best first.

        `published`: only those of articles published then, which no undated one is. `undated`: only of undated ones.
        """
        schema = self._index.schema
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term, "freq"), weight * boost),
            )
            for term, weight in weights.items()
            for field, boost in (("terms", 1.0), ("context", _CONTEXT_BOOST))
        ]
        query = tantivy.Query.boolean_query(clauses)
        if published or undated:
            first, last = (UNDATED, UNDATED) if undated else _ordinals(published)
            dates = tantivy.Query.range_query(schema, "published", tantivy.FieldType.Integer, first, last)
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(dates, 0.0))]
            )
        searcher = self._index.searcher()
        found = searcher.search(query, limit, count=False).hits
        return [read_hit(searcher.doc(address), score) for score, address in found]

    def frequency(self, term: str) -> int:
        """In how many blocks the term stands. Above a thousand, blocks replaced of late may be counted too."""
        return self._count("terms", term)

    def size(self) -> int:
        """How many blocks there are."""
        count: int = self._index.searcher().num_docs
        return count

    def holds(self, term: str) -> bool:
        """Whether the term stands in any block, heading or title."""
        return self._count("terms", term) > 0 or self._count("context", term) > 0

    def has_word(self, word: str) -> bool:
        """Whether the word stands in the corpus, titles included, as it is typed, but for case and accents."""
        return self._count("words", fold(word)) > 0

    def rough_frequency(self, word: str) -> int:
        """In about how many blocks the folded word stands; blocks replaced of late may be counted too."""
        count: int = self._index.searcher().doc_freq("words", word)
        return count

    def words_with(self, prefix: str) -> list[tuple[str, int]]:
        """Every folded word that begins so, with how many blocks hold it; words deleted of late are among them."""
        return self._index.searcher().terms_with_prefix("words", prefix)

    def blocks_with_words(self, words: Iterable[str], limit: int) -> list[Hit]:
        """Some of the blocks that hold all of these words."""
        return self._some([("words", fold(word)) for word in words], [], limit)

    def blocks_with_sound(self, key: str, without: str, limit: int) -> list[Hit]:
        """Some of the blocks with a name that sounds like the key (loosely), but for those with that word."""
        return self._some([("sounds", key)], [("words", fold(without))], limit)

    def _some(self, must: list[tuple[str, str]], never: list[tuple[str, str]], limit: int) -> list[Hit]:
        clauses = [
            (occur, tantivy.Query.term_query(self._index.schema, field, term, "basic"))
            for occur, terms in ((tantivy.Occur.Must, must), (tantivy.Occur.MustNot, never))
            for field, term in terms
        ]
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        return [read_hit(searcher.doc(address), score) for score, address in found]

    def _count(self, field: str, term: str) -> int:
        """tantivy's own number counts what was deleted, too; counting one by one takes time where there are many."""
        searcher = self._index.searcher()
        count: int = searcher.doc_freq(field, term)
        if 0 < count <= _COUNTED_ONE_BY_ONE:
            query = tantivy.Query.term_query(self._index.schema, field, term, "basic")
            found: Any = searcher.search(query, 1, count=True)  # tantivy's stubs do not know of `count`
            count = found.count
        return count

    def _read_changes(self, writer: tantivy.IndexWriter, limit: int | None) -> int:
        """Holds the lock."""
        changed = 0
        try:
            with closing(read_backlog(self._store, self._state.seq, limit)) as backlog:
                while stretch := list(map(partial(write, writer), islice(backlog, _STRETCH))):
                    self._commit(writer, stretch[-1])
                    changed += len(stretch)
        finally:
            self._merging = Thread(target=self._merge, args=(writer,), name="merging", daemon=True)
            self._merging.start()
            self._merging.join(_MERGE_SECONDS if limit else None)
        return changed

    def _merge(self, writer: tantivy.IndexWriter) -> None:
        """Nobody else can write to the folder before it is done."""
        try:
            writer.wait_merging_threads()
            self._index.reload()
        except ValueError as error:  # the folder was removed meanwhile
            log.warning("index files not merged: %s", error)

    def _commit(self, writer: tantivy.IndexWriter, seq: int) -> None:
        """State is written after the commit: a crash between the two only repeats work."""
        writer.commit()
        self._index.reload()  # first: whoever sees the new number may keep what he read under it
        self._state = self._state.model_copy(update={"seq": seq})
        write_state(self._folder, self._state)


def _ordinals(period: Period | None) -> tuple[int, int]:
    """The first and last day of a period as the index has them."""
    since, until = period or (None, None)
    return (since or date.min).toordinal(), (until or date.max).toordinal()
