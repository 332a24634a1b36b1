"""The form for how the bot behaves in a channel: one that Slack takes, and read as it was filled in."""

from itertools import product

import pytest

from bot.errors import Malformed
from bot.models import Topic
from bot.store import ChannelRules
from handlers.blocks.channel_settings import ANSWERS, TOPICS, read_settings, settings_message, settings_view
from handlers.payloads import Submission
from tests.slack.limits import problems
from tests.slack.views import submitted_state, view_problems

NAMES = ("harbour", "merger")
SOME = [Topic(name=name) for name in NAMES]


def sent_in(view: dict[str, object], **changes: object) -> Submission:
    return Submission.read({"user": {"id": "U1"}, "view": {**view, "state": submitted_state(view, changes)}})


@pytest.mark.parametrize(
    ("public", "mentions", "unfurls", "topics"), list(product([True, False], [True, False], [True, False], [(), NAMES]))
)
def test_a_form_that_is_sent_in_as_it_was_opened_changes_nothing(
    public: bool, mentions: bool, unfurls: bool, topics: tuple[str, ...]
) -> None:
    rules = ChannelRules("C1", public, mentions, unfurls, topics)
    view = settings_view(rules, SOME)

    assert view_problems(view) == []
    assert read_settings(sent_in(view)) == rules
    assert problems(settings_message(rules).payload()) == []


@pytest.mark.parametrize("topics", [0, 1, 100, 120])
def test_a_form_of_any_number_of_topics_is_one_that_slack_takes(topics: int) -> None:
    rules = ChannelRules("C1", topics=("topic-0", "gone"))
    view = settings_view(rules, [Topic(name=f"topic-{number}") for number in range(topics)])

    assert view_problems(view) == []
    assert (TOPICS in [block["block_id"] for block in view["blocks"]]) == bool(topics)
    assert read_settings(sent_in(view)).topics == (("topic-0",) if topics else ())


@pytest.mark.parametrize("state", [{}, {ANSWERS: {ANSWERS: {"selected_option": {"value": "shouted"}}}}])
def test_a_form_that_is_not_ours_is_refused(state: dict[str, object]) -> None:
    view = {"private_metadata": "C1", "state": {"values": state}}
    with pytest.raises(Malformed):
        read_settings(Submission.read({"user": {"id": "U1"}, "view": view}))
