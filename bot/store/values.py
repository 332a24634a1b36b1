"""What the store takes in and tells of itself, beside the articles."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from bot.models import Answer, Edit, Value


class Origin(StrEnum):
    """Where articles come from: files of the watched folder, which are withdrawn when they go; files named on the
    command line; web pages that somebody asked for; entries of feeds."""

    CORPUS = "corpus"
    INGEST = "ingest"
    PAGE = "page"
    FEED = "feed"

    @property
    def is_web(self) -> bool:
        """Whether its sources are addresses, of which the newest reading counts, whoever asked for it."""
        return self in (Origin.PAGE, Origin.FEED)


class Outcome(StrEnum):
    """What saving an article did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Entry(NamedTuple):
    """An article on its way into the store, its parts written out as they are kept: see `write_entry`.

    `origin`, `stamp` and `fingerprint` are of its source, see SourceState. `addresses`: keys under which it is known.
    `by_address`: its id comes from one of them, so that another article known under one of them is the same one.
    """

    id: str
    source: str
    title: str
    text: str
    blocks: str
    facts: str
    facts_taken_by: str
    sketch: tuple[int, ...]
    url: str | None
    publisher: str | None
    author: str | None
    published: date | None
    origin: Origin
    stamp: str
    fingerprint: str
    addresses: tuple[str, ...] = ()
    by_address: bool = False


class Taken(NamedTuple):
    """What a version of an article states, written out as it is kept: see `write_taken`."""

    article: str
    version: int
    facts: str
    facts_taken_by: str
    sketch: tuple[int, ...]


class Saved(NamedTuple):
    """What became of an entry, and the article that it is: where that was known under another address, not the id it
    came with. `copy_of`: the article whose wording it has, where it is a new copy."""

    outcome: Outcome
    article: str
    copy_of: str | None = None


class SourceState(NamedTuple):
    """What is known of a source: its article, and what it looked like when last read.

    `stamp` is cheap (a file's size and time), `fingerprint` is of its bytes: the store only keeps them.
    """

    article: str
    stamp: str
    fingerprint: str
    withdrawn: bool


class Refused(NamedTuple):
    """A source that was not taken in, why, in words for people, and when that was last tried."""

    origin: Origin
    source: str
    stamp: str
    reason: str
    at: datetime


class Version(Value):
    """A version of an article: when it was first read, and what it changed of the one before."""

    number: int
    seen: datetime
    title: str
    text: str
    edits: tuple[Edit, ...]


class Counts(Value):
    """How many articles can be cited, and how many are kept but withdrawn."""

    articles: int
    withdrawn: int


class KeptAnswer(Value):
    """An answer that somebody was shown, and when it was first kept."""

    answer: Answer
    kept: datetime
