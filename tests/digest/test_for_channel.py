"""What a channel is told: what is new since its last digest, without what it has muted, and what was edited."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.digest import Digests
from bot.models import ChangeKind, Standing
from bot.store import Store
from tests import storing
from tests.drafting import make_draft

MONDAY = datetime(2025, 3, 10, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = (
    "The harbour league of Larvik has 26 ports, its secretary Mara Lindqvist said on Sunday. "
    "The ports want to buy tugs together. The league was founded at Larvik two years ago."
)
SECOND = (
    "The harbour league of Larvik now has 30 ports, secretary Mara Lindqvist said on Monday. "
    "Four ports on the northern coast joined the league to buy tugs together."
)
OTHER = "A storm tore the roof from the grammar school of Arden. Nobody was hurt, as the pupils are on holiday."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'store.db'}")) as opened:
        yield opened


@pytest.fixture
def land(store: Store) -> Callable[..., None]:
    def land_article(name: str, title: str, text: str, landed: datetime) -> None:
        day = f"published: {landed.date()}"
        draft = make_draft(f"{name}.md", f"---\ntitle: {title}\n{day}\n---\n{text}\n".encode())
        storing.save(store, draft, landed)

    return land_article


@pytest.fixture
def told(store: Store, land: Callable[..., None]) -> Store:
    """A channel was told of the league on Monday; on Tuesday there is more of it, and another story."""
    land("first", "Harbour league of Larvik wants tugs", FIRST, MONDAY - timedelta(hours=1))
    digest = Digests(store).for_channel("C1", MONDAY - DAY, MONDAY)
    claim = store.claim_digest("C1", date(2025, 3, 10), MONDAY)
    assert claim is not None
    shown = [citation for story in digest.stories for citation in story.citations]
    store.record_digest(claim, until=MONDAY, ts="1.2", shown=shown)
    land("second", "Harbour league of Larvik grows", SECOND, MONDAY + DAY - timedelta(hours=1))
    land("roof", "Storm tears roof from school in Arden", OTHER, MONDAY + DAY - timedelta(hours=1))
    return store


def test_a_story_that_was_told_comes_with_what_changed_in_it(told: Store) -> None:
    digest = Digests(told).for_channel("C1", MONDAY, MONDAY + DAY)
    by_articles = {story.articles: story for story in digest.stories}
    assert by_articles.keys() == {("second",), ("roof",)}
    assert by_articles["second",].known == ("first",)
    (figure,) = [change for change in by_articles["second",].changes if change.kind is ChangeKind.FIGURE]
    assert ([one.value for one in figure.before], [one.value for one in figure.after]) == (["26 ports"], ["30 ports"])
    assert by_articles["roof",].known == ()


def test_a_muted_story_is_left_out_with_all_that_joins_it(told: Store) -> None:
    told.mute_story("C1", "first", MONDAY + 14 * DAY)
    assert [story.articles for story in Digests(told).for_channel("C1", MONDAY, MONDAY + DAY).stories] == [("roof",)]
    assert len(Digests(told).for_channel("C2", MONDAY, MONDAY + DAY).stories) == 2
    later = MONDAY + 15 * DAY
    assert len(Digests(told).for_channel("C1", MONDAY, later).stories) == 2


def test_a_quote_that_was_shown_and_edited_since_is_told_once(told: Store, land: Callable[..., None]) -> None:
    edited = FIRST.replace("26 ports", "25 ports")
    land("first", "Harbour league of Larvik wants tugs", edited, MONDAY + DAY - timedelta(minutes=30))
    (check,) = Digests(told).for_channel("C1", MONDAY, MONDAY + DAY).edits
    assert check.standing is Standing.CHANGED
    assert "26 ports" in check.citation.quote
    assert "25 ports" in (check.after or "")
    assert Digests(told).for_channel("C1", MONDAY + DAY, MONDAY + 2 * DAY).edits == ()
    assert Digests(told).for_channel("C2", MONDAY, MONDAY + DAY).edits == ()
