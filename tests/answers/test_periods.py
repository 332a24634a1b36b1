"""What a question says of time: the period of publication, a wish for some days, an order; and what it does not say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.orders import Order
from bot.answers.periods import timing
from bot.lexicon.dates import MONTHS, WEEKDAYS
from bot.models import Period
from tests.answers.labelled_periods import LABELLED, TODAY

NOW = date.fromisoformat(TODAY)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def period(days: str) -> Period | None:
    first, _, last = days.partition("..")
    since, until = (date.fromisoformat(day) if day else None for day in (first, last))
    return Period(since, until) if days else None


@pytest.mark.parametrize(("question", "left", "days", "wish", "order"), LABELLED, ids=[row[0] for row in LABELLED])
def test_the_time_asked_about_is_read_from_the_wording(
    question: str, left: str | None, days: str, wish: str, order: str
) -> None:
    said = timing(question, NOW)
    assert said.text == (left or question)
    assert said.period == period(days)
    assert said.wish == wish
    assert said.order == (Order(order) if order else None)


@given(day=DAYS, later=st.integers(0, 3000), form=st.integers(0, 4))
def test_any_date_comes_back_as_the_day_that_it_is(day: date, later: int, form: int) -> None:
    month = MONTHS[day.month - 1]
    written = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{WEEKDAYS[day.weekday()]}, {day.day} {month.lower()} {day.year}",
        day.isoformat(),
    ][form]
    today = date.fromordinal(min(day.toordinal() + later, date(2099, 1, 1).toordinal()))
    assert timing(f"who sails as of {written}?", today) == ("who sails?", Period(None, day), "", None)
    assert timing(f"who sails since {written}?", today).period == Period(day, None)


@given(day=DAYS, later=st.integers(0, 364))
def test_a_date_without_a_year_is_the_last_such_date(day: date, later: int) -> None:
    today = date.fromordinal(day.toordinal() + later)
    found = timing(f"who sails since {day.day} {MONTHS[day.month - 1]}?", today).period
    assert found
    assert found.since
    assert day <= found.since <= today
    assert (found.since.month, found.since.day) == (day.month, day.day)


WORDS = st.sampled_from(
    [
        *(
            "as of",
            "since",
            "until",
            "between",
            "and",
            "2",
            "Sept",
            "March",
            "last week",
            "yesterday",
            "latest",
            "first",
        ),
        *("timeline", "of", "how many", "ferries", "/ferry", "size", "now", "31 November", "2025-13-45", "?", "(", "“"),
    ]
)


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.text(max_size=80), DAYS)
def test_any_text_can_be_read(text: str, today: date) -> None:
    said = timing(text, today)
    since, until = said.period or (None, None)
    assert "\0" not in said.text or "\0" in text
    assert not (since and until) or since <= until or not said.wish
