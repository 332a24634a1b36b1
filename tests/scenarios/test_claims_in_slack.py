"""Check a claim: the shortcut in a message's menu, over both doors."""

from typing import Any

import pytest

from bot import wording
from tests.scenarios.conftest import Chat
from tests.slack import payloads
from tests.slack.workspace import BOT, CHANNEL, PERSON, Sent

CLAIM = "We hear that *14 ports* are in the harbour league. <!channel>"


def chosen(chat: Chat, text: str, /, **message: Any) -> dict[str, Any]:
    """The payload of the shortcut, chosen on a message of that text."""
    slack = chat.workspace
    url = slack.response_url(None, CHANNEL, PERSON)
    payload = payloads.shortcut("check_claim", text, slack.new_ts(), url, slack.new_trigger())
    return {**payload, "channel": {"id": CHANNEL}, "message": {**payload["message"], **message}}


def check(chat: Chat, text: str, /, **message: Any) -> Sent:
    """The one message that came of it."""
    (came,) = chat.doing(lambda: chat.way.action(chosen(chat, text, **message)))
    return came


def test_a_claim_is_checked_for_the_person_alone_with_quotes_and_sources(chat: Chat) -> None:
    checked = check(chat, CLAIM)
    assert checked.only_for == PERSON
    assert "We hear that 14 ports are in the harbour league." in checked.shown
    assert "14 ports · stated by 1 source" in checked.shown
    assert any(quote.startswith("Critics say that 14 ports") for quote in checked.quotes)
    assert "another number, 12 ports: 1 source" in checked.shown
    assert "ledger.example" in checked.shown
    assert "<!channel" not in str(checked.raw)
    for said in ("14 ports: stated by 1 source “Critics say", "another number, 12 ports", wording.SIDE_BY_SIDE):
        assert said in checked.text


def test_what_was_found_is_shared_once_in_the_thread_of_the_message(chat: Chat) -> None:
    ts = chat.workspace.new_ts()
    checked = check(chat, CLAIM, ts=ts)
    shared, replaced = chat.press(wording.SHARE_IN_THREAD, checked)
    assert (shared.only_for, shared.thread) == (None, ts)
    assert shared.quotes == checked.quotes
    assert shared.buttons == {}
    assert replaced.replaced == checked.ts
    assert wording.SHARED_IN_THREAD in replaced.shown
    (again,) = chat.press(wording.SHARE_IN_THREAD, checked)
    assert (again.shown, again.only_for) == (wording.CHECK_SHARED_BEFORE, PERSON)


def test_a_share_that_slack_refused_may_be_tried_again(chat: Chat) -> None:
    checked = check(chat, CLAIM)
    chat.workspace.fail("response", 500, 500, 500)
    chat.press(wording.SHARE_IN_THREAD, checked)
    shared, _ = chat.press(wording.SHARE_IN_THREAD, checked)
    assert shared.quotes == checked.quotes


def test_of_a_message_in_a_thread_it_is_shared_there(chat: Chat) -> None:
    root = chat.workspace.new_ts()
    checked = check(chat, CLAIM, thread_ts=root)
    shared, _ = chat.press(wording.SHARE_IN_THREAD, checked)
    assert shared.thread == root


def test_what_is_no_longer_kept_cannot_be_shared(chat: Chat) -> None:
    checked = check(chat, CLAIM)
    button = checked.buttons[wording.SHARE_IN_THREAD]
    gone = {**button, "value": '{"check": "2222222222", "thread": null}'}
    (told,) = chat.doing(lambda: chat.way.action(chat.press_payload(gone, checked)))
    assert (told.shown, told.only_for) == (wording.CHECK_GONE, PERSON)


@pytest.mark.parametrize(
    "message",
    [
        {"text": ""},
        {"text": None},
        {"text": ":tada:", "files": [{"id": "F1"}]},
        {"text": "", "blocks": [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "12 ports"}]},
        {"text": "", "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}]},
        {"text": "", "attachments": [{"id": 1}], "blocks": [{"type": "section"}, {}]},
    ],
)
def test_a_message_that_claims_nothing_is_one_line(chat: Chat, message: dict[str, Any]) -> None:
    told = check(chat, "", **message)
    assert (told.shown, told.only_for) == (wording.NOTHING_CLAIMED, PERSON)


WORDS = {"type": "text", "text": "The harbour league counts 12 ports."}
SECTION = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [WORDS]}]}
PLAIN = {"type": "section", "text": {"type": "mrkdwn", "text": "The *harbour league* counts 12 ports."}}


@pytest.mark.parametrize(
    "message",
    [
        {"blocks": [SECTION]},
        {"blocks": [PLAIN]},
        {"attachments": [{"text": "The harbour league counts 12 ports.", "fallback": "no"}]},
        {"attachments": [{"fallback": "The harbour league counts 12 ports."}]},
        {"attachments": [{"blocks": [PLAIN]}]},
        {"attachments": [{"from_url": "https://chat.example/1", "text": "The harbour league counts 12 ports."}]},
        {"text": "New:", "attachments": [{"text": "The harbour league counts 12 ports."}], "bot_id": "B0OTHER"},
    ],
)
def test_words_are_read_wherever_an_app_puts_them(chat: Chat, message: dict[str, Any]) -> None:
    told = check(chat, "", **{"user": None, "subtype": "bot_message", **message})
    assert "12 ports · stated by 1 source" in told.shown


def test_the_preview_of_a_link_is_not_what_the_person_says(chat: Chat) -> None:
    preview = {"from_url": "https://x.example", "text": "The harbour league counts 12 ports."}
    told = check(chat, "Look <https://x.example>", attachments=[preview])
    assert "12 ports" not in told.shown


@pytest.mark.parametrize("text", ["12 ports are in the harbour league. " * 280, "انضم ١٤ ميناء إلى الرابطة. " * 30])
def test_a_long_message_or_another_script_is_answered(chat: Chat, text: str) -> None:
    assert check(chat, text).only_for == PERSON


def test_an_own_answer_of_the_bot_can_be_checked(chat: Chat) -> None:
    answer = chat.mention(f"<@{BOT}> how many ports are in the harbour league?")
    assert "stated by" in check(chat, answer.text, bot_id="B0BOT").shown


def test_text_that_is_typed_is_checked_too(chat: Chat) -> None:
    typed = chat.command("/ask", "check: 14 ports are in the harbour league")
    assert typed.only_for == PERSON
    assert "14 ports · stated by 1 source" in typed.shown
    shared, _ = chat.press(wording.SHARE, typed)
    assert (shared.only_for, shared.thread) == (None, None)
    mention = chat.mention(f"<@{BOT}> Check: 14 ports are in the harbour league")
    assert "14 ports · stated by 1 source" in mention.shown
    assert mention.buttons == {}


def test_a_question_that_begins_with_check_is_a_question(chat: Chat) -> None:
    assert wording.ASKED in chat.command("/ask", "check how many ports are in the harbour league").shown
