"""Notices and usage messages as Block Kit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.blocks.notice import notice, usage
from tests.slack.foreign import QUOTE
from tests.slack.limits import problems


@given(QUOTE, st.lists(st.tuples(QUOTE, QUOTE), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_usage_renders_to_what_slack_takes(introduction: str, examples: list[tuple[str, str]]) -> None:
    assert problems(usage(introduction, examples).payload()) == []
    assert problems(notice(introduction).payload()) == []
