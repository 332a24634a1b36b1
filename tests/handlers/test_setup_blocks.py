"""The form for a channel's digest stays within what Slack takes, whatever there is to choose from."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.models import Topic
from bot.store import DigestChannel
from handlers.blocks.setup import TIMEZONE, TOPICS, read_setup, setup_view
from handlers.payloads import Submission
from tests.slack.views import submitted_state, view_problems

NOW = datetime(2026, 3, 2, tzinfo=UTC)
CHANNEL = DigestChannel("C1", time(8, 30), ZoneInfo("Europe/Kyiv"))


@pytest.mark.parametrize("topics", [0, 1, 100, 120])
def test_a_form_of_any_number_of_topics_is_one_that_slack_takes(topics: int) -> None:
    many = [Topic(name=f"topic-{number}") for number in range(topics)]
    view = setup_view(CHANNEL._replace(topics=("topic-0", "gone")), many)

    assert view_problems(view) == []
    assert (TOPICS in [block["block_id"] for block in view["blocks"]]) == bool(topics)


@pytest.mark.parametrize("zone", sorted(available_timezones())[::7])
def test_every_time_zone_can_stand_in_it_and_comes_back(zone: str) -> None:
    one = CHANNEL._replace(timezone=ZoneInfo(zone))
    view = setup_view(one, ())
    submitted = Submission.read({"user": {"id": "U1"}, "view": {**view, "state": submitted_state(view, {})}})

    assert view_problems(view) == []
    assert read_setup(submitted, NOW) == one._replace(changed_by="U1", changed=NOW)


def test_every_time_zone_of_a_region_can_be_chosen() -> None:
    (field,) = [block["element"] for block in setup_view(CHANNEL, ())["blocks"] if block["block_id"] == TIMEZONE]
    offered = [option["value"] for group in field["option_groups"] for option in group["options"]]

    assert len(offered) == len(set(offered))
    assert {"Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"} <= set(offered)
    assert not {name for name in offered if name not in available_timezones()}
