"""A store of articles, a clock that is moved by hand, and a channel that remembers what it was sent."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digest import Digests, DigestSchedule
from bot.facts.record import take
from bot.models import Article, Block, BlockKind, Digest, Draft
from bot.store import Store

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
        withdrawn: bool = False,
    ) -> Article:
        content = blocks if blocks is not None else [(BlockKind.PARAGRAPH, list(sentences))]
        draft = make_draft(id, content, title=title, published=published)
        return Article(**draft.model_dump(), version=1, seen=landed, seq=1, landed=landed, withdrawn=withdrawn)

    return make


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Channel:
    """Stands in for the sender: keeps what it is sent, and raises what is laid into `failures` first."""

    def __init__(self) -> None:
        self.posts: list[Digest] = []
        self.failures: list[Exception] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, channel: str, digest: Digest) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.meanwhile()
        self.posts.append(digest)
        return f"{len(self.posts)}.000100"

    @property
    def headlines(self) -> list[list[str]]:
        """The headlines of each digest that was sent."""
        return [[story.headline for story in digest.stories] for digest in self.posts]


class Desk:
    """A newsroom with one database, one clock and one channel."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self.open_store = open_store
        self.store = open_store()
        self.clock = Clock()
        self.channel = Channel()

    def land(self, title: str, landed: datetime | None = None) -> None:
        """An article of that title arrives now, or at the given moment."""
        draft = make_draft(
            title.replace(" ", "-"),
            [(BlockKind.PARAGRAPH, [f"The council of {title} voted for the new bridge on Monday."])],
            title=title,
            published=None,
        )
        self.store.save(draft, take(draft), origin="ingest", stamp="", fingerprint="", landed=landed or self.clock.now)

    def schedule(
        self,
        at: time = time(8, 30),
        timezone: str = "UTC",
        back_off: tuple[timedelta, ...] = (),
        store: Store | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> DigestSchedule:
        """A new process's schedule."""
        held = store or self.store
        return DigestSchedule(
            Digests(held),
            held,
            self.channel,
            channel="C1",
            at=at,
            timezone=ZoneInfo(timezone),
            clock=clock or self.clock,
            back_off=back_off,
        )


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
