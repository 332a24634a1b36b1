"""Watches asked again on a real store and index, told to Slack over HTTP; whoever tells may die at any moment."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.http_retry import builtin_handlers, handler

from bot.answers import Answerer
from bot.errors import DatelineError, DeliveryFailed, DeliveryUnsure, HistoryClosed, UnknownTopic
from bot.models import Topic
from bot.search import Index
from bot.store import LEASE, Store, Watch
from bot.watches.checks import Checks
from handlers.delivery import WatchDelivery
from handlers.sending import retry_handlers
from tests.drafting import make_draft
from tests.slack.workspace import BOT_TOKEN, CHANNEL, DROP, Afterwards, Sent, Workspace
from tests.storing import save

TOPIC = Topic(name="league", asks={"size": "How many ports are in the harbour league?"})
SIZE = "/league size"
SAYS = "{count} ports are in the harbour league, the harbour master of {place} said."


class Killed(BaseException):
    """The process ends here."""


class Newsroom:
    """One database, one index, one channel, and processes that look after its watches."""

    def __init__(self, url: str, folder: Path, slack: Workspace) -> None:
        self.slack = slack
        self.store = Store.open(url)
        self.index = Index.open(folder / "index", self.store)
        self.answerer = Answerer(self.store, self.index, (TOPIC,))
        self.real = datetime.now(UTC)
        self.passed = timedelta()

    def clock(self) -> datetime:
        return self.real + self.passed

    def wait(self, time: timedelta) -> None:
        self.passed += time
        self.slack.ahead = self.passed.total_seconds()

    def land(self, name: str, text: str) -> None:
        data = f"---\ntitle: {name}\npublished: 2025-03-04\n---\n{text}\n".encode()
        save(self.store, make_draft(f"{name}.md", data), self.clock())
        self.index.catch_up()

    def watch(self, question: str = SIZE, channel: str = CHANNEL) -> Watch:
        checked = self.store.last_change()
        answer = self.answerer.ask(question)
        self.store.keep_answers([answer], self.clock())
        watch = Watch("w1", channel, question, "U1", self.clock(), answer.id, self.clock(), checked)
        assert self.store.add_watch(watch)
        return watch

    def checks(self, store: Any = None) -> Checks:
        client = WebClient(BOT_TOKEN, base_url=self.slack.api_url, timeout=10, retry_handlers=retry_handlers())
        return Checks(store or self.store, self.answerer, WatchDelivery(client, UTC), self.clock)

    def check(self, store: Any = None) -> bool:
        """What a process does that looks now: whether the channel was told something."""
        due = self.store.due_watches(self.store.last_change(), self.clock())
        return sum([self.checks(store).carry_out(watch) for watch in due]) > 0

    @property
    def told(self) -> list[Sent]:
        return self.slack.sent


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for module in (handler, builtin_handlers):
        monkeypatch.setattr(module, "time", SimpleNamespace(sleep=lambda _: None))
    with Workspace() as opened:
        yield opened
    assert opened.invalid == []


@pytest.fixture
def newsroom(url: str, tmp_path: Path, slack: Workspace) -> Iterator[Newsroom]:
    opened = Newsroom(url, tmp_path, slack)
    opened.land("grows", SAYS.format(count=12, place="Larvik"))
    yield opened
    opened.store.close()


def test_a_changed_set_of_findings_is_told_old_and_new_side_by_side(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))

    assert newsroom.check()

    (told,) = newsroom.told
    assert told.channel == CHANNEL
    then, now = told.shown.split("Now:")[0], told.shown.split("Now:")[1]
    assert "12 ports" in then
    assert "14 ports" not in then
    assert "14 ports" in now
    assert told.quotes == [SAYS.format(count=14, place="Bodø")]
    assert "Sources differ." in told.shown
    for part in ("12 ports", "14 ports", *told.quotes):
        assert part in told.text


def test_a_further_source_of_what_is_known_is_not_told(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("again", SAYS.format(count=12, place="Bodø"))
    newsroom.land("else", "A storm closed the bakery of Molde for two days.")
    assert not newsroom.check()
    assert newsroom.told == []


def test_nothing_is_asked_where_nothing_has_changed(newsroom: Newsroom) -> None:
    newsroom.watch()
    assert newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock()) == []
    newsroom.land("else", "A storm closed the bakery of Molde for two days.")
    newsroom.check()
    assert newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock()) == []


def test_what_was_told_is_what_the_next_is_compared_with(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    assert newsroom.check()
    newsroom.land("more", SAYS.format(count=14, place="Molde"))
    assert not newsroom.check()
    newsroom.land("stones", SAYS.format(count=16, place="Molde"))
    assert newsroom.check()
    assert [len(told.quotes) for told in newsroom.told] == [1, 1]


def test_a_question_that_had_no_answer_gets_one(newsroom: Newsroom) -> None:
    newsroom.watch("Who chairs the canal board?")
    assert newsroom.answerer.ask("Who chairs the canal board?").status == "not_found"
    newsroom.land("canal", "Mara Lindqvist chairs the canal board since March.")
    assert newsroom.check()
    assert "Mara Lindqvist" in newsroom.told[0].shown


def test_a_finding_whose_source_was_edited_or_withdrawn_is_shown_as_gone(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("grows", SAYS.format(count=13, place="Larvik"))
    assert newsroom.check()
    (told,) = newsroom.told
    assert SAYS.format(count=12, place="Larvik") in told.quotes
    assert SAYS.format(count=13, place="Larvik") in told.quotes
    newsroom.store.withdraw("grows")
    newsroom.index.catch_up()
    assert newsroom.check()
    assert "Withdrawn" in newsroom.told[1].shown


def test_a_watch_that_was_stopped_meanwhile_is_not_told(newsroom: Newsroom) -> None:
    watch = newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    due = newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock())
    newsroom.store.remove_watch(watch.id)
    assert newsroom.store.watch(watch.id) is None
    assert not any(newsroom.checks().carry_out(one) for one in due)
    assert newsroom.told == []


def test_two_processes_tell_it_once(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    due = newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock())
    assert [newsroom.checks().carry_out(watch) for watch in due * 2] == [True, False]


def test_a_topic_that_is_gone_is_asked_no_more_until_something_changes(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.answerer = Answerer(newsroom.store, newsroom.index, ())
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    with pytest.raises(UnknownTopic):
        newsroom.check()
    assert newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock()) == []


def test_a_refusal_is_tried_again_later(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    newsroom.slack.fail("chat.postMessage", "not_in_channel")
    with pytest.raises(DeliveryFailed):
        newsroom.check()
    assert not newsroom.check()
    newsroom.wait(timedelta(minutes=2))
    assert newsroom.check()
    assert len(newsroom.told) == 1


@pytest.mark.parametrize("is_posted", [True, False])
def test_what_slack_does_not_say_is_looked_up(newsroom: Newsroom, is_posted: bool) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    newsroom.slack.fail("chat.postMessage", Afterwards(500) if is_posted else 500)
    with pytest.raises(DeliveryUnsure):
        newsroom.check()
    newsroom.wait(LEASE)
    assert newsroom.check() is not is_posted
    assert len(newsroom.told) == 1
    newsroom.land("more", SAYS.format(count=14, place="Molde"))
    assert not newsroom.check()


def test_where_the_history_is_closed_it_is_not_said_again(newsroom: Newsroom) -> None:
    newsroom.watch()
    newsroom.land("doubts", SAYS.format(count=14, place="Bodø"))
    newsroom.slack.fail("chat.postMessage", Afterwards(500))
    with pytest.raises(DeliveryUnsure):
        newsroom.check()
    newsroom.wait(LEASE)
    newsroom.slack.fail("conversations.history", "missing_scope")
    with pytest.raises(HistoryClosed):
        newsroom.check()
    assert not newsroom.check()
    assert len(newsroom.told) == 1


class Mortal:
    """A store whose process dies before or after one of its calls."""

    def __init__(self, store: Store, dies: Callable[[], bool]) -> None:
        self._store = store
        self._dies = dies

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        def call(*args: Any, **more: Any) -> Any:
            self._die()
            done = method(*args, **more)
            self._die()
            return done

        return call

    def _die(self) -> None:
        if self._dies():
            raise Killed


FAILURES = [
    *[("chat.postMessage", None)] * 4,
    ("chat.postMessage", 500),
    ("chat.postMessage", Afterwards(500)),
    ("chat.postMessage", DROP),
    ("chat.postMessage", Afterwards(DROP)),
    ("chat.postMessage", "not_in_channel"),
    ("conversations.history", 500),
]


def test_every_change_is_told_once_whatever_dies(newsroom: Newsroom) -> None:
    chance = random.Random(20261124)
    newsroom.watch()
    deaths = 0
    for number in range(30):
        # One article is told anew each time, so that the findings stay few and each change is one.
        newsroom.land("grows", SAYS.format(count=100 + number, place="Larvik"))
        for attempt in range(20):
            method, failure = chance.choice(FAILURES)
            if failure is not None and attempt < 5:
                newsroom.slack.fail(method, failure)
            risk = 0.15 if attempt < 5 else 0.0
            mortal = Mortal(newsroom.store, lambda risk=risk: chance.random() < risk)
            try:
                with suppress(DatelineError):
                    newsroom.check(mortal)
            except Killed:
                deaths += 1
            newsroom.slack._failures.clear()
            newsroom.wait(LEASE + timedelta(minutes=61))
            if not newsroom.store.due_watches(newsroom.store.last_change(), newsroom.clock()):
                break
        assert len(newsroom.told) == number + 1
        assert f"{100 + number} ports" in newsroom.told[-1].shown
    assert deaths > 10
