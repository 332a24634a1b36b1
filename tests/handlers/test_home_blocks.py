"""The Home stays within what Slack takes, however much there is to show."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.corpus.feed_health import FeedHealth
from bot.models import Holdings, Topic
from bot.store import Asked, Watch
from handlers.blocks.home import MOST_ASKED, MOST_FEEDS, MOST_WATCHES, Home, home_view
from tests.slack.foreign import QUOTE
from tests.slack.views import view_problems
from tests.slack.workspace import Sent

NOW = datetime(2025, 3, 15, 12, tzinfo=UTC)
EMPTY = Home(holdings=Holdings(), feeds=(), watches=(), asked=(), topics=(), digests=0, behind=0)


def watch(number: int, question: str) -> Watch:
    return Watch(f"w{number}", "C1", question, "U1", NOW - timedelta(days=number), "a1", NOW, 1)


def asked(question: str) -> Asked:
    return Asked("U1", "C1", question, "a1", answered=False, at=NOW)


def feed(number: int, name: str) -> FeedHealth:
    url = f"https://ledger.example/{number}"
    return FeedHealth(url, name, "failing" if number == 7 else "ok", name, NOW, NOW, 3, NOW)


def home(words: str, many: int) -> Home:
    return Home(
        holdings=Holdings(by_origin={"corpus": many}, copies=1, newest=date(2025, 3, 12)),
        feeds=[feed(number, words) for number in range(many)],
        watches=[watch(number, words) for number in range(many)],
        asked=[asked(words) for _ in range(many)],
        topics=[Topic(name=f"t{number}", aliases=(words,), asks={words: words}) for number in range(many)],
        digests=many,
        behind=many,
    )


def shown(one: Home) -> Sent:
    return Sent(text="", blocks=home_view(one, UTC)["blocks"], channel="", ts="")


@given(QUOTE, st.sampled_from([0, 1, 2, 8, 9, 30]))
@settings(max_examples=40, deadline=None)
def test_any_home_is_one_that_slack_takes(words: str, many: int) -> None:
    assert view_problems(home_view(home(words, many), UTC)) == []


def test_with_nothing_in_it_says_what_to_do() -> None:
    said = shown(EMPTY).shown
    for sentence in (wording.HOME_NO_WATCHES, wording.HOME_NOTHING_ASKED, wording.NO_FEEDS, wording.home_digests(0)):
        assert sentence in said


def test_each_watch_says_where_it_is_told() -> None:
    watches = [watch(1, "who leads it?"), watch(2, "how many?")._replace(channel="D0ANN")]
    first, second = [line for line in shown(EMPTY._replace(watches=watches)).shown.splitlines() if " · since" in line]
    assert first.endswith(" · in #C1")
    assert second.endswith(f" · {wording.WATCHED_IN_MESSAGES}")


def test_what_does_not_fit_is_counted_and_feeds_that_are_not_well_come_first() -> None:
    said = shown(home("harbour", 30)).shown
    assert wording.more_feeds_in_slack(30 - MOST_FEEDS) in said
    assert wording.more_watches(30 - MOST_WATCHES) in said
    assert wording.home_feeds(30, 1) in said
    assert "fails: harbour" in said
    assert said.count(wording.HOME_ASK_AGAIN) == MOST_ASKED


@pytest.mark.parametrize(("count", "unwell"), [(0, 0), (1, 0), (1, 1), (5, 0), (5, 1), (5, 2)])
def test_the_feeds_are_told_in_one_line(count: int, unwell: int) -> None:
    said = wording.home_feeds(count, unwell)
    assert "\n" not in said
    assert ("/digest sources" in said) == bool(unwell)


@pytest.mark.parametrize("behind", [0, 1, 1200])
def test_the_index_is_told_in_one_line(behind: int) -> None:
    assert ("can be found" in wording.home_index(behind)) == (behind == 0)
