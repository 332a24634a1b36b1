"""Days as they are written."""

from datetime import date

import pytest

from bot.corpus.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-28",
        "2022/2/28",
        "20220228",
        "2022-02-28T23:59:00-11:00",
        "28 February 2022",
        "28th of Feb. 2022, 10:00",
        "February 28, 2022",
        "Mon, 28 Feb 2022 10:00:00 +0000",
        "Monday, February 28th 2022",
        "28/02/2022",
        "02/28/2022 10:00",
        "28.2.2022",
        "28-02-2022",
    ],
)
def test_one_day_however_it_is_written(text: str) -> None:
    assert parse_date(text) == date(2022, 2, 28)


@pytest.mark.parametrize(
    "text", ["02/08/2022", "2.8.2022", "31/31/2022", "30/02/2022", "2022-13-01", "soon", "2022", "1/2/22"]
)
def test_what_may_be_two_days_or_none_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_number_twice_is_one_day() -> None:
    assert parse_date("05/05/2022") == date(2022, 5, 5)
