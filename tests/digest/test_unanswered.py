"""Once a week a channel's digest says what was asked there and not found."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.digest.channels import MOST_UNANSWERED, digest_for
from bot.models import Answer, Kind
from bot.store import EVERY_DAY, DigestChannel, Store

MONDAY = datetime(2025, 3, 10, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'store.db'}")) as opened:
        yield opened


def ask(
    store: Store, question: str, days: float, channel: str = "C1", *, person: str = "U1", public: bool = True
) -> None:
    answer = Answer(question=question, status="not_found", kind=Kind.OPEN, headline="The articles here do not say.")
    store.keep_asked(answer, person, channel, MONDAY + days * DAY, public=public)


def told(store: Store, until: datetime, weekdays: tuple[int, ...] = EVERY_DAY, zone: str = "UTC") -> tuple[str, ...]:
    return digest_for(DigestChannel("C1", time(8, 30), ZoneInfo(zone), weekdays), until, store, ()).unanswered


def test_what_was_asked_in_the_channel_in_the_last_week_is_told(store: Store) -> None:
    ask(store, "who leads it?", -1)
    ask(store, "long ago?", -8)
    ask(store, "elsewhere?", -1, "C2")
    ask(store, "in private?", -1, "D1")
    assert told(store, MONDAY) == ("who leads it?",)


@pytest.mark.parametrize(("people", "is_told"), [(["U1", "U2", "U1"], False), (["U1", "U2", "U3"], True)])
def test_what_was_asked_in_private_is_told_where_three_people_asked_it(
    store: Store, people: list[str], is_told: bool
) -> None:
    for number, person in enumerate(people):
        ask(store, "Who leads it" if number else "who leads it?", -1 + number / 100, person=person, public=False)
    assert told(store, MONDAY) == (("Who leads it",) if is_told else ())


def test_what_one_asked_for_all_to_see_is_told_also_where_others_asked_in_private(store: Store) -> None:
    ask(store, "who leads it?", -1)
    ask(store, "who leads it?", -0.5, person="U2", public=False)
    assert told(store, MONDAY) == ("who leads it?",)


@pytest.mark.parametrize(("weekdays", "days"), [(EVERY_DAY, [0]), ((2, 4), [2]), ((6,), [6]), ((0, 1, 2, 3, 4), [0])])
def test_it_is_told_on_the_first_of_the_channels_days(store: Store, weekdays: tuple[int, ...], days: list[int]) -> None:
    ask(store, "who leads it?", -0.5)
    assert [day for day in range(7) if told(store, MONDAY + day * DAY, weekdays)] == days


def test_the_day_is_that_of_the_channels_own_clocks(store: Store) -> None:
    ask(store, "who leads it?", -0.5)
    sunday_night = MONDAY - timedelta(hours=12)
    assert told(store, sunday_night, zone="Asia/Tokyo") == ("who leads it?",)
    assert told(store, sunday_night) == ()


def test_the_most_frequent_ones_are_told(store: Store) -> None:
    for number in range(9):
        ask(store, f"how many of {number}?", -1 + number / 100)
    ask(store, "How many of 0", -0.5)
    questions = told(store, MONDAY)
    assert len(questions) == MOST_UNANSWERED
    assert questions[:2] == ("How many of 0", "how many of 8?")
