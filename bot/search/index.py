"""The search index: one document a block of an article, with all that an answer quotes of it.

A cache of the store: losing it loses nothing.

Beside tantivy's files lies a small state file: whose store was read, up to which change, in which schema. Where it is
missing, does not fit or tantivy cannot open the folder, the index is made anew from the store.
"""

import shutil
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

import tantivy

from bot.facts.record import take, taken_by
from bot.lexicon.folding import fold
from bot.models import Period
from bot.search.documents import SCHEMA_VERSION, UNDATED, Hit, documents, read_hit, schema
from bot.search.soundness import META, is_sound
from bot.search.state import State, fits, read_state, state_path, write_state
from bot.search.turns import alone
from bot.store import Store

_BATCH = 200
_WRITER_BYTES = 30_000_000
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
        self._lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path, store: Store) -> Self:
        """The index in that folder, opened or made anew; it has not read the store's newest changes yet."""
        found = cls._open_as_is(folder, store)
        if found is None:
            with alone(folder):
                found = cls._open_as_is(folder, store) or cls(folder, store, *_make_anew(folder, store))
        return found

    @classmethod
    def _open_as_is(cls, folder: Path, store: Store) -> Self | None:
        """None where there is none, it does not fit, or its files are damaged."""
        state = read_state(folder)
        if not state or not fits(state, store) or not is_sound(folder):
            return None
        try:
            files = _open_files(folder)
        except ValueError:
            return None
        # Where another one has made the index anew meanwhile, the state first read is not that of these files.
        return cls(folder, store, files, state) if read_state(folder) == state else None

    def catch_up(self) -> int:
        """Reads the store's changes since the last time. Returns how many articles were changed in the index."""
        with self._lock:
            if self._state.seq >= self._store.last_change():
                return 0
            with alone(self._folder):
                return self._catch_up_alone()

    def _catch_up_alone(self) -> int:
        if not (self._folder / META).exists():  # deleted under us
            self._index, self._state = _make_anew(self._folder, self._store)
        elif not self._follow_others():
            return 0
        if self._state.seq >= self._store.last_change():
            return 0
        try:
            writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        except ValueError:  # somebody else writes to this folder: what is committed has to do
            return 0
        return self._read_changes(writer)

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

    def _read_changes(self, writer: tantivy.IndexWriter) -> int:
        """Holds the lock. State is written after each commit: a crash between the two only repeats work."""
        changed = 0
        try:
            while batch := self._store.changes(self._state.seq, _BATCH):
                facts = self._store.facts(article.id for article in batch)
                for article in batch:
                    writer.delete_documents_by_term("article", article.id)
                    if not article.withdrawn:
                        for document in documents(article, facts.get(article.id) or take(article)):
                            writer.add_document(document)
                writer.commit()
                self._index.reload()  # first: whoever sees the new number may keep what he read under it
                changed += len(batch)
                self._state = self._state.model_copy(update={"seq": batch[-1].seq})
                write_state(self._folder, self._state)
        finally:
            writer.wait_merging_threads()
            self._index.reload()
        return changed


def _ordinals(period: Period | None) -> tuple[int, int]:
    """The first and last day of a period as the index has them."""
    since, until = period or (None, None)
    return (since or date.min).toordinal(), (until or date.max).toordinal()


def _open_files(folder: Path) -> tantivy.Index:
    """Raises ValueError where a file is missing."""
    index = _configured(tantivy.Index.open(str(folder)))
    for field in ("terms", "context", "words", "sounds"):
        index.searcher().search(tantivy.Query.term_query(index.schema, field, "", "freq"), 1)
    return index


def _configured(index: tantivy.Index) -> tantivy.Index:
    """Told how words are parted, and to look at its folder when it is told to: a reader that looks by itself holds
    older searchers to newer states, and puts its locks into a folder that is being removed."""
    index.config_reader(reload_policy="manual")
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def _make_anew(folder: Path, store: Store) -> tuple[tantivy.Index, State]:
    state_path(folder).unlink(missing_ok=True)  # first: it must never vouch for files that are newer
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    state = State(schema_version=SCHEMA_VERSION, analysis=taken_by(), identity=store.identity(), seq=0)
    index = _configured(tantivy.Index(schema(), path=str(folder)))
    write_state(folder, state)
    return index, state
