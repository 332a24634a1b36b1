from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import wording
from bot.cli.moments import read_moment, read_stretch
from bot.errors import UsageError

KYIV = ZoneInfo("Europe/Kyiv")


def test_a_date_is_its_midnight_in_the_teams_timezone() -> None:
    assert read_moment("2025-03-15", "--since", KYIV) == datetime(2025, 3, 14, 22, tzinfo=UTC)


def test_a_moment_that_names_its_timezone_keeps_it() -> None:
    assert read_moment("2025-03-15T08:30+01:00", "--now", KYIV) == datetime(2025, 3, 15, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["soon", "15.03.2025", "2025-13-01", "25-03-15", "0001-01-01", "9999-12-31T23:59-12:00"]
)
def test_what_is_no_date_is_refused_with_its_option(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_moment(text, "--since", KYIV)
    assert wording.of_error(refused.value).startswith("--since ")


def test_what_is_not_given_is_left_to_the_caller() -> None:
    assert read_stretch("", "", KYIV) == (None, None)


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        read_stretch("2025-03-15", "2025-03-15", KYIV)
    assert "--since (2025-03-15)" in wording.of_error(refused.value)


def test_all_of_time_is_a_stretch() -> None:
    after, until = read_stretch("1970-01-01", "2100-01-01", ZoneInfo("UTC"))
    assert (after, until) == (datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
