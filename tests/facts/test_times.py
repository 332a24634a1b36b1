"""Dates, times and durations, as far as a text states them, and no further."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.times import times


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in times(text)]


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
    edges = [edge for span in times(text) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in times(text))
