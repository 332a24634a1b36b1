"""Slack answers badly, and then well."""

from types import SimpleNamespace

import pytest
from slack_sdk.http_retry import builtin_handlers, handler

from bot import wording
from bot.errors import DatabaseDown
from bot.store import Store
from handlers import sending
from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT, DROP, PERSON

pytestmark = pytest.mark.usefixtures("waits")

QUESTION = "how many ports are in the harbour league?"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited before each new attempt: noted, and not waited."""
    noted: list[float] = []
    for module in (handler, builtin_handlers):
        monkeypatch.setattr(module, "time", SimpleNamespace(sleep=noted.append))
    return noted


@pytest.mark.parametrize("failures", [[429], [500], [503], [DROP], [429, 500], [DROP, 429]])
def test_an_answer_arrives_after_failures(chat: Chat, failures: list[int | str]) -> None:
    chat.workspace.fail("response", *failures)
    assert chat.command("/harbour", "size").quotes


@pytest.mark.parametrize("failures", [[429], [500], [DROP]])
def test_a_mention_is_answered_after_failures(chat: Chat, failures: list[int | str]) -> None:
    chat.workspace.fail("chat.postMessage", *failures)
    assert chat.mention(f"<@{BOT}> {QUESTION}").quotes


def test_a_slack_that_stays_unwell_is_given_up_on_and_told_of_another_way(chat: Chat) -> None:
    chat.workspace.fail("response", *[500] * 2 * (1 + sending.TRIES_AGAIN))
    told = chat.command("/harbour", "size")
    assert told.only_for == PERSON
    assert "500" in told.shown


def test_where_the_bot_may_not_write_the_person_is_told_in_a_message_of_their_own(chat: Chat) -> None:
    chat.workspace.fail("chat.postMessage", "not_in_channel")
    chat.workspace.fail("chat.postEphemeral", "not_in_channel")
    (told,) = chat.doing(lambda: chat.way.event(chat.mention_payload(f"<@{BOT}> {QUESTION}"), None))
    assert (told.channel, told.only_for) == (PERSON, PERSON)


def test_where_the_bot_may_write_nowhere_the_log_alone_hears_of_it(chat: Chat) -> None:
    chat.workspace.fail("chat.postMessage", "not_in_channel", "channel_not_found")
    chat.workspace.fail("chat.postEphemeral", "not_in_channel")
    assert chat.doing(lambda: chat.way.event(chat.mention_payload(f"<@{BOT}> {QUESTION}"), None)) == []
    assert chat.command("/harbour", "size").quotes


def test_slack_is_given_the_time_it_asks_for(chat: Chat, monkeypatch: pytest.MonkeyPatch, waits: list[float]) -> None:
    monkeypatch.setattr(chat.workspace, "retry_after", 7)
    chat.workspace.fail("response", 429)
    assert chat.command("/harbour", "size").quotes
    assert [int(wait) for wait in waits] == [7]


def test_a_wait_of_an_hour_is_not_waited_for(chat: Chat, monkeypatch: pytest.MonkeyPatch, waits: list[float]) -> None:
    monkeypatch.setattr(chat.workspace, "retry_after", 3600)
    chat.workspace.fail("response", 429)
    assert "429" in chat.command("/harbour", "size").shown
    assert waits == []


def test_a_store_that_is_down_is_said_in_one_line(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise DatabaseDown("the detail", url="sqlite:///x", why="no such file")

    monkeypatch.setattr(Store, "keep_asked", down)
    told = chat.command("/harbour", "size")
    assert told.shown == wording.SET_UP_BROKEN


def test_anything_else_that_breaks_gets_a_reference_that_the_log_has(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr(Store, "keep_asked", broken)
    told = chat.command("/harbour", "size")
    reference = told.shown.split("reference ")[1].split(".")[0]
    assert len(reference) == 6
    assert "secret" not in told.shown
    assert "Traceback" not in told.shown
    assert reference in caplog.text
    assert "ZeroDivisionError: a secret detail" in caplog.text


def test_an_answer_that_is_no_longer_kept_is_said_so(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = chat.command("/ask", QUESTION)
    monkeypatch.setattr(Store, "answer", lambda *_: None)
    for label in (wording.SHARE, wording.MORE):
        (told,) = chat.press(label, asked)
        assert told.shown == wording.ANSWER_GONE
        assert told.only_for == PERSON


def test_a_button_of_another_version_is_said_so(chat: Chat) -> None:
    asked = chat.command("/harbour", "size")
    asked.buttons[wording.SHARE]["action_id"] = "forward"
    (told,) = chat.press(wording.SHARE, asked)
    assert told.shown == wording.BUTTON_GONE


@pytest.mark.parametrize("value", ["", "{}", "nonsense", '{"answer": 1}'])
def test_a_button_that_carries_nothing_of_ours_is_refused(chat: Chat, value: str) -> None:
    asked = chat.command("/harbour", "size")
    asked.buttons[wording.SHARE]["value"] = value
    (told,) = chat.press(wording.SHARE, asked)
    assert told.shown == wording.ERRORS["malformed"]


@pytest.mark.parametrize("key", ["ts", "channel"])
def test_an_event_that_lacks_something_is_refused(chat: Chat, key: str) -> None:
    payload = chat.mention_payload(f"<@{BOT}> {QUESTION}")
    payload["event"].pop(key)
    came = chat.doing(lambda: chat.way.event(payload, None))
    assert [message.shown for message in came] in ([], [wording.ERRORS["malformed"]])


def test_a_payload_with_more_in_it_than_is_known_is_read(chat: Chat) -> None:
    assert chat.command("/harbour", "size", something_new={"nested": "value"}, another="x").quotes
