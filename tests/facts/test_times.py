"""Dates, times and durations, as far as a text states them, and no further."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.times import TimeKind, resolved, times
from bot.lexicon.dates import WEEKDAYS
from bot.models import Period
from tests.facts.labelled_times import LABELLED


def found(text: str) -> list[str]:
    return [text[time.start : time.end] for time in times(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Monday, 3 March 2025.", ["Monday, 3 March 2025"]),
        ("They met on March 3, 2025.", ["March 3, 2025"]),
        ("They met on the 3rd of March.", ["3rd of March"]),
        ("They met from 3 to 5 March.", ["3 to 5 March"]),
        ("They met on Sept 11 and on Dec. 7.", ["Sept 11", "Dec. 7"]),
        ("It opened in March 2025.", ["in March 2025"]),
        ("It opened in 1998.", ["in 1998"]),
        ("It ran between 2014 and 2022.", ["between 2014 and 2022"]),
        ("It opened on 2024-03-12.", ["2024-03-12"]),
        ("It opened on 12/03/2024.", ["12/03/2024"]),
        ("It opened at 10:30 a.m. on Friday.", ["10:30 a.m.", "on Friday"]),
        ("It opens at 10am.", ["10am"]),
        ("It opens at 18:00 local time.", ["18:00"]),
        ("Last week they left.", ["Last week"]),
        ("They leave next Tuesday morning.", ["next Tuesday morning"]),
        ("They left two weeks ago.", ["two weeks ago"]),
        ("A year later they came back.", ["A year later"]),
        ("It will last for three months.", ["for three months"]),
        ("It opens within the next 10 days.", ["within the next 10 days"]),
        ("Yesterday they left; tomorrow they come back.", ["Yesterday", "tomorrow"]),
        ("It opens by mid-2026 or in the spring.", ["mid-2026", "in the spring"]),
        ("It will not open before autumn 2026.", ["before autumn 2026"]),
        ("It opened in late spring of 2019.", ["in late spring of 2019"]),
        ("It was built in the 1990s.", ["the 1990s"]),
        ("In May they left.", ["In May"]),
    ],
)
def test_a_time_is_found_as_it_stands(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "30,000 boats left in 12 ports.",
        "It may rain, and they march on.",
        "May said no to Jan.",
        "The 2,024 boats were 18 metres long.",
        "She said it at length.",
        "",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert found(text) == []


PIECES = st.sampled_from(
    ["on", "Monday", "3", "March", ",", "2025", "10:30", "a.m.", "in", "two weeks", "ago", "-", "٣"]
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text())
def test_times_of_any_text_stand_in_it_in_order_and_apart(text: str) -> None:
    edges = [edge for time in times(text) for edge in (time.start, time.end)]
    assert edges == sorted(edges)
    assert all(0 <= time.start < time.end <= len(text) for time in times(text))
    assert all(text[time.start : time.end] == time.said for time in times(text))


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(), st.dates())
def test_only_a_year_is_resolved_without_a_dated_article(text: str, published: date) -> None:
    for time in times(text):
        assert resolved(time, None) is None or re.search(r"\d{4}", time.said)
        days = resolved(time, published)
        assert days is None or (days.since and days.until and days.since <= days.until)


def days(text: str) -> Period | None:
    """Days written as 2025-09-04 or 2025-09-01..2025-09-07; "" for none."""
    first, _, last = text.partition("..")
    return Period(date.fromisoformat(first), date.fromisoformat(last or first)) if text else None


@pytest.mark.parametrize(("text", "published", "expected"), LABELLED, ids=[text for text, _, _ in LABELLED])
def test_a_time_is_resolved_from_the_day_of_its_article(text: str, published: str, expected: str) -> None:
    [time] = times(text)
    assert resolved(time, date.fromisoformat(published)) == days(expected)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["met", "will meet"]), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_a_week_on_the_side_that_the_verb_says(published: date, verb: str, weekday: str) -> None:
    [time] = times(f"They {verb} on {weekday}.")
    found = resolved(time, published)
    assert found
    assert found.since == found.until
    assert found.since
    assert found.since.weekday() == WEEKDAYS.index(weekday)
    ahead = (found.since - published).days
    assert 0 <= ahead < 7 if verb == "will meet" else -7 < ahead <= 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It opened on 4 May.", TimeKind.DAY),
        ("It opened in May 2020.", TimeKind.MONTH),
        ("It opened in 2020.", TimeKind.YEAR),
        ("It opened on Friday.", TimeKind.WEEKDAY),
        ("It opened at noon.", TimeKind.CLOCK),
        ("It was open for ten days.", TimeKind.PERIOD),
        ("It opened last week.", TimeKind.RELATIVE),
    ],
)
def test_a_time_says_what_kind_it_is(text: str, kind: TimeKind) -> None:
    assert [time.kind for time in times(text)] == [kind]
