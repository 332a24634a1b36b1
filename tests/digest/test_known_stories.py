"""A digest from the store knows the stories that were there before it."""

from datetime import UTC, datetime, timedelta

from bot.digest import Digests
from bot.digest.digests import KNOWN_REACH
from tests.digest.conftest import Desk

MILL = "A fire destroyed the sugar mill of Tamber, and four hundred workers lost their jobs."
AGAIN = "The sugar mill of Tamber burned down: four hundred workers were sent home after the fire."
SINCE = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=1)


def test_an_article_joins_the_story_of_the_digest_before(desk: Desk) -> None:
    desk.land("Mill burns", SINCE, MILL)
    desk.land("Workers at home", UNTIL, AGAIN)
    digests = Digests(desk.store)

    (before,) = digests.since(SINCE - timedelta(days=1), SINCE).stories
    (after,) = digests.since(SINCE, UNTIL).stories

    assert (before.articles, before.known) == (("Mill-burns",), ())
    assert (after.articles, after.known) == (("Workers-at-home",), ("Mill-burns",))


def test_what_landed_longer_ago_is_not_known_any_more(desk: Desk) -> None:
    desk.land("Mill burns", SINCE - KNOWN_REACH, MILL)
    desk.land("Workers at home", UNTIL, AGAIN)

    (story,) = Digests(desk.store).since(SINCE, UNTIL).stories

    assert story.known == ()


def test_a_digest_of_ever_lists_every_article_once(desk: Desk) -> None:
    for number in range(5):
        desk.land(f"Mill {number}", SINCE + timedelta(days=number), (MILL, AGAIN)[number % 2])
    desk.land("Elsewhere", UNTIL)
    ever = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)

    stories = Digests(desk.store).since(*ever).stories

    told = [article for story in stories for article in story.articles]
    assert sorted(told) == ["Elsewhere", *(f"Mill-{number}" for number in range(5))]
    assert len(stories) == 2
