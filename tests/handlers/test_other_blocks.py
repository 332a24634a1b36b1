"""Digests, notices and usage messages as Block Kit."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.models import Digest, Story
from handlers.blocks.digest import digest_message
from handlers.blocks.message import Message
from handlers.blocks.notice import notice, usage
from tests.slack.foreign import FOREIGN, QUOTE, citation, citations
from tests.slack.limits import problems
from tests.slack.workspace import Sent

SINCE, UNTIL = datetime(2025, 3, 3, 7, 30, tzinfo=UTC), datetime(2025, 3, 3, 23, 30, tzinfo=UTC)
STORY = st.builds(
    Story,
    headline=FOREIGN,
    articles=st.lists(QUOTE, min_size=1, max_size=3).map(tuple),
    citations=st.lists(citations(), max_size=2).map(tuple),
)


def shown(message: Message) -> str:
    return Sent(text=message.text, blocks=list(message.blocks), channel="C0", ts="1").shown


def story(number: int) -> Story:
    return Story(headline=f"Story {number}", articles=(f"a{number}",), citations=(citation(number),))


@given(st.lists(STORY, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_digest_renders_to_what_slack_takes(stories: list[Story]) -> None:
    assert problems(digest_message(Digest(since=SINCE, until=UNTIL, stories=tuple(stories))).payload()) == []


@given(QUOTE, st.lists(st.tuples(QUOTE, QUOTE), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_usage_renders_to_what_slack_takes(introduction: str, examples: list[tuple[str, str]]) -> None:
    assert problems(usage(introduction, examples).payload()) == []
    assert problems(notice(introduction).payload()) == []


def test_a_digest_names_its_day_in_the_teams_timezone_and_counts() -> None:
    message = digest_message(Digest(since=SINCE, until=UNTIL, stories=(story(1), story(2))), ZoneInfo("Asia/Tokyo"))
    assert "4 March 2025: 2 new articles" in shown(message)
    assert "Story 1\nThere are 1 of them.\nArticle 1 · 4 March 2025 · ledger.example" in shown(message)
    assert "Story 2" in message.text


def test_a_digest_that_is_too_long_counts_what_it_leaves_out() -> None:
    stories = tuple(story(number) for number in range(200))
    message = digest_message(Digest(since=SINCE, until=UNTIL, stories=stories))
    told = shown(message).count("There are ")
    assert 0 < told < 200
    assert wording.more_stories(200 - told) in shown(message)
    assert "200 new articles" in shown(message)


def test_an_empty_digest_says_since_when() -> None:
    assert wording.nothing_landed_since(SINCE) in shown(digest_message(Digest(since=SINCE, until=UNTIL, stories=())))
