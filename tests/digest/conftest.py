"""A store of articles, a clock that is moved by hand, and a Slack that remembers what it was sent."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.digest import DigestSchedule
from bot.digest.runs import BACK_OFF, Mark, Posted, Runs
from bot.models import Article, Block, BlockKind, Digest, Draft, Topic
from bot.store import DigestChannel, Store
from tests.storing import save

Paragraphs = list[tuple[BlockKind, list[str]]]


def make_draft(article_id: str, paragraphs: Paragraphs, *, title: str, published: date | None) -> Draft:
    """An article of these blocks, each a kind and its sentences."""
    text, blocks = "", []
    for kind, sentences in paragraphs:
        start, spans = len(text), []
        for sentence in sentences:
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        text = text[:-1] if sentences else text
        blocks.append(Block(kind=kind, start=start, end=len(text), sentences=tuple(spans)))
        text += "\n\n"
    return Draft(
        id=article_id,
        source=f"{article_id}.txt",
        title=title,
        published=published,
        text=text,
        blocks=tuple(blocks),
    )


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Makes an article: of one paragraph with these sentences, or of blocks of any kind."""

    def make(
        *sentences: str,
        id: str = "one",  # noqa: A002
        blocks: Paragraphs | None = None,
        title: str = "A title",
        published: date | None = None,
        landed: datetime = datetime(2026, 3, 2, tzinfo=UTC),
        **more: Any,
    ) -> Article:
        content = blocks if blocks is not None else [(BlockKind.PARAGRAPH, list(sentences))]
        draft = make_draft(id, content, title=title, published=published)
        stored = {"version": 1, "seen": landed, "seq": 1, "landed": landed}
        return Article(**{**draft.model_dump(), **stored, **more})

    return make


def _strange_talk(title: str) -> str:
    """A sentence of words that stand in no other text."""
    letters = hashlib.sha256(title.encode()).hexdigest().translate(str.maketrans("0123456789", "klmnopqrst"))
    return f"There was talk of {', '.join(letters[at : at + 8] for at in range(0, 64, 8))}."


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Slack:
    """Stands in for the sender: keeps what it is sent, and raises what is laid into `failures` first.

    `after_posting`: raised when the digest stands in its channel already.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.posts: list[Digest] = []
        self.where: list[tuple[str, date]] = []
        self.failures: list[Exception] = []
        self.after_posting: list[Exception | None] = []
        self.looks: list[Exception] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self.parts = 1
        self._stands: list[tuple[str, Mark, str | None, datetime]] = []

    def count(self, one: DigestChannel, digest: Digest) -> int:
        return self.parts

    def post(self, one: DigestChannel, digest: Digest, mark: Mark, thread: str | None) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.meanwhile()
        ts = f"{len(self._stands) + 1}.000100"
        self._stands.append((ts, mark, thread, self._clock()))
        if mark.part == 0:
            self.posts.append(digest)
            self.where.append((one.channel, mark.period))
        if self.after_posting and (error := self.after_posting.pop(0)):
            raise error
        return ts

    def find(self, channel: str, period: date, after: datetime, before: datetime) -> Posted | None:
        if self.looks:
            raise self.looks.pop(0)
        ours = [one for one in self._stands if (one[1].channel, one[1].period) == (channel, period)]
        found = [(ts, mark) for ts, mark, _, at in ours if mark.part == 0 and after <= at <= before]
        if not found:
            return None
        ts, mark = found[0]
        return Posted(ts, mark, frozenset({0, *(other.part for _, other, thread, _ in ours if thread == ts)}))

    @property
    def threads(self) -> list[list[int]]:
        """The parts of each digest, in the order in which they were posted."""
        return [
            [mark.part for ts, mark, thread, _ in self._stands if first in (ts, thread)]
            for first, mark, _, _ in self._stands
            if mark.part == 0
        ]

    @property
    def headlines(self) -> list[list[str]]:
        """The headlines of each digest that was sent."""
        return [[story.headline for story in digest.stories] for digest in self.posts]


class Desk:
    """A newsroom with one database, one clock and one Slack. Its channel C1 gets a digest at 08:30 UTC."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self.open_store = open_store
        self.store = open_store()
        self.clock = Clock()
        self.slack = Slack(self.clock)
        self.channels = [DigestChannel("C1", time(8, 30), ZoneInfo("UTC"))]

    def set_up(self, channel: str = "C1", at: time = time(8, 30), timezone: str = "UTC", **more: Any) -> None:
        """A channel's digest, in place of how it was set up."""
        others = [one for one in self.channels if one.channel != channel]
        self.channels = [*others, DigestChannel(channel, at, ZoneInfo(timezone), **more)]

    def land(self, title: str, landed: datetime | None = None, text: str = "") -> None:
        """An article of that title arrives now, or at the given moment. Without a text it tells a story of its own."""
        draft = make_draft(
            title.replace(" ", "-"),
            [(BlockKind.PARAGRAPH, [text or _strange_talk(title)])],
            title=title,
            published=None,
        )
        save(self.store, draft, landed or self.clock.now, origin="ingest")

    def schedule(
        self,
        store: Store | None = None,
        clock: Callable[[], datetime] | None = None,
        back_off: Sequence[timedelta] = BACK_OFF,
        topics: Sequence[Topic] = (),
    ) -> DigestSchedule:
        """A new process's schedule."""
        held, now = store or self.store, clock or self.clock
        runs = Runs(held, topics, self.slack, now, back_off)
        return DigestSchedule(runs, held, lambda: self.channels, now)

    def run_at(self, moment: datetime, **schedule: Any) -> int:
        """What a process does that is started at that moment: how many digests it posts."""
        self.clock.now = moment
        return self.schedule(**schedule).run_due()


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    """An empty newsroom at noon of Monday, 2 March 2026."""
    opened: list[Store] = []

    def open_store() -> Store:
        opened.append(Store.open(url))
        return opened[-1]

    yield Desk(open_store)
    for store in opened:
        store.close()
