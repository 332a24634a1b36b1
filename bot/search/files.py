"""tantivy's files of an index: opened, or made anew."""

import shutil
from pathlib import Path

import tantivy

from bot.facts.record import taken_by
from bot.search.documents import SCHEMA_VERSION, schema
from bot.search.state import State, state_path, write_state
from bot.store import Store


def open_files(folder: Path) -> tantivy.Index:
    """The index that is there. Raises ValueError where a file is missing."""
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


def make_anew(folder: Path, store: Store) -> tuple[tantivy.Index, State]:
    """An index that has read nothing, in the place of what is there. For whoever is alone in the folder."""
    state_path(folder).unlink(missing_ok=True)  # first: it must never vouch for files that are newer
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    state = State(schema_version=SCHEMA_VERSION, analysis=taken_by(), identity=store.identity(), seq=0)
    index = _configured(tantivy.Index(schema(), path=str(folder)))
    write_state(folder, state)
    return index, state
