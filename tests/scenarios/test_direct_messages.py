"""Messages to the bot itself, and what the agent view shows beside the answers."""

import logging
from typing import Any

import pytest

from bot import wording
from bot.services import Services
from handlers.agent_view import MOST_PROMPTS
from tests.scenarios.conftest import Chat
from tests.slack.surfaces import Surfaces
from tests.slack.workspace import BOT, BOT_ID, DROP, PERSON, Sent

OWN = "D0ANN"
QUESTION = "how many ports are in the harbour league?"
STATUS, TITLE, PROMPTS = (f"assistant.threads.set{name}" for name in ("Status", "Title", "SuggestedPrompts"))


@pytest.fixture(autouse=True)
def agent(chat: Chat) -> Surfaces:
    """What the agent view shows."""
    shown = chat.workspace.surfaces
    for kept in (shown.prompts, shown.statuses, shown.titles):
        kept.clear()
    return shown


def payload(chat: Chat, text: str, **more: Any) -> dict[str, Any]:
    about = {"channel": OWN, "channel_type": "im", "type": "message", **more}
    return chat.mention_payload(text, **about)


def sent_for(chat: Chat, text: str, **more: Any) -> list[Sent]:
    """All that came of a message."""
    return chat.doing(lambda: chat.way.event(payload(chat, text, **more), None))


def write(chat: Chat, text: str, **more: Any) -> Sent:
    (answer,) = sent_for(chat, text, **more)
    return answer


def open_messages(chat: Chat, **more: Any) -> list[Sent]:
    about = {"type": "app_home_opened", "tab": "messages", "channel": OWN, **more}
    return chat.doing(lambda: chat.way.event(chat.mention_payload("", **about), None))


def test_every_message_is_a_question_answered_in_its_thread(chat: Chat) -> None:
    told = payload(chat, QUESTION)
    (answer,) = chat.doing(lambda: chat.way.event(told, None))
    assert (answer.channel, answer.thread, answer.only_for) == (OWN, told["event"]["ts"], None)
    assert "12 ports" in answer.shown
    assert wording.SHARE not in answer.buttons


def test_what_is_written_in_the_thread_goes_on_from_what_was_asked_there(chat: Chat) -> None:
    first = write(chat, "who chaired the meeting in Larvik?")
    further = write(chat, "when?", thread_ts=first.thread)
    assert further.thread == first.thread
    assert "When was the meeting in Larvik?" in further.shown


@pytest.mark.parametrize("text", ["", "  ", "help", "Help"])
def test_without_a_question_it_is_said_how_to_ask(chat: Chat, text: str) -> None:
    assert wording.GENERAL_USAGE in write(chat, text).shown


def test_what_is_no_question_gets_its_own(chat: Chat) -> None:
    answer = write(chat, QUESTION)
    shown = next(line for line in answer.text.splitlines() if wording.VERIFY in line)
    receipt = write(chat, f"verify {shown.split()[-1]}")
    assert "still stand" in receipt.shown


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER"},
        {"user": BOT},
        {"user": BOT, "bot_id": BOT_ID},
        {"subtype": "message_changed", "message": {"text": QUESTION, "user": PERSON, "ts": "1.1"}},
        {"subtype": "message_deleted", "deleted_ts": "1.1"},
        {"subtype": "channel_join"},
        {"subtype": "assistant_app_thread"},
        {"channel_type": "channel", "channel": "C0NEWSROOM"},
    ],
    ids=str,
)
def test_what_is_not_said_to_the_bot_by_a_person_is_let_be(chat: Chat, agent: Surfaces, more: dict[str, Any]) -> None:
    assert sent_for(chat, QUESTION, **more) == []
    assert agent.statuses == []


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_a_person_who_adds_a_file_or_speaks_to_the_channel_too_is_answered(chat: Chat, subtype: str) -> None:
    assert "12 ports" in write(chat, QUESTION, subtype=subtype).shown


def test_an_event_that_comes_again_is_answered_once(chat: Chat) -> None:
    _, came = chat.deliver(payload(chat, QUESTION), lost=2)
    assert len(came) == 1


def test_a_message_that_comes_as_a_mention_too_is_answered_once(chat: Chat) -> None:
    direct = payload(chat, f"<@{BOT}> {QUESTION}")
    mention = {**direct, "event_id": "Ev0OTHER", "event": {**direct["event"], "type": "app_mention"}}
    came = chat.doing(lambda: chat.way.event(mention, None)) + chat.doing(lambda: chat.way.event(direct, None))
    assert len(came) == 1


def test_the_bots_name_is_no_part_of_what_is_asked(chat: Chat) -> None:
    assert BOT not in write(chat, f"<@{BOT}> {QUESTION}").shown


def test_a_status_is_shown_while_the_answer_is_made_and_a_thread_is_called_after_its_first_question(
    chat: Chat, agent: Surfaces
) -> None:
    first = write(chat, "how many   ports &amp; ships are in the harbour league?")
    about = {"channel_id": OWN, "thread_ts": first.thread}
    assert agent.statuses == [{**about, "status": wording.WORKING}]
    assert agent.titles == [{**about, "title": "how many ports &amp; ships are in the harbour league?"}]
    write(chat, "since March?", thread_ts=first.thread)
    assert len(agent.statuses) == 2
    assert len(agent.titles) == 1


def test_a_status_is_taken_away_where_no_answer_comes(chat: Chat, agent: Surfaces) -> None:
    (told,) = sent_for(chat, "add http://127.0.0.1/secret")
    assert told.only_for == PERSON
    assert [status["status"] for status in agent.statuses] == [wording.WORKING, ""]


@pytest.mark.parametrize("failure", ["missing_scope", 429, 500, DROP, "not_allowed"])
@pytest.mark.parametrize("method", [STATUS, TITLE])
def test_what_is_beside_an_answer_may_fail(
    chat: Chat, caplog: pytest.LogCaptureFixture, method: str, failure: Any
) -> None:
    """And it is not tried again: a person waits."""
    chat.workspace.fail(method, failure)
    before = chat.workspace.calls.count(method)
    with caplog.at_level(logging.WARNING):
        assert "12 ports" in write(chat, QUESTION).shown
    assert "not shown in the agent view" in caplog.text
    assert chat.workspace.calls.count(method) == before + 1


def test_the_prompts_are_questions_that_the_articles_answer(chat: Chat, agent: Surfaces, services: Services) -> None:
    assert open_messages(chat) == []
    (offered,) = agent.prompts
    assert offered["channel_id"] == OWN
    assert 1 <= len(offered["prompts"]) <= MOST_PROMPTS
    assert offered["prompts"][0]["message"] == "How many ports are in the harbour league?"
    for prompt in offered["prompts"]:
        assert services.answerer.ask(prompt["message"]).status == "answered"
        assert len(write(chat, prompt["message"]).quotes) >= 1


def test_opening_the_home_offers_no_prompts(chat: Chat, agent: Surfaces) -> None:
    open_messages(chat, tab="home")
    assert agent.prompts == []


def test_prompts_that_slack_does_not_take_are_let_be(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    chat.workspace.fail(PROMPTS, "missing_scope")
    with caplog.at_level(logging.WARNING):
        assert open_messages(chat) == []
    assert "missing_scope" in caplog.text
