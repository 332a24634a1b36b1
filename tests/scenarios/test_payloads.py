"""Payloads as Slack sends them, and with keys missing, empty, of another kind or unknown: answered or refused."""

import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot import wording
from bot.manifest import app_manifest
from handlers.blocks.presses import ASK, Asked
from tests.scenarios.conftest import Chat
from tests.slack import payloads
from tests.slack.payloads import Payload, paths, with_more, with_value, without
from tests.slack.views import submitted_state
from tests.slack.workspace import BOT

QUESTION = "how many ports are in the harbour league?"
BROKEN = re.compile(re.escape(wording.broken("REFERENCE")).replace("REFERENCE", r"\w+"))
CLEAN = {200, 400, 404}
"""Done, or not a payload, or nothing of ours."""
SHORTCUTS = [one["callback_id"] for one in app_manifest([])["features"].get("shortcuts", ())]


def command(chat: Chat) -> Payload:
    slack = chat.workspace
    return payloads.command("/harbour", "size", slack.response_url(), slack.new_trigger())


def mention(chat: Chat) -> Payload:
    ts = chat.workspace.new_ts()
    return payloads.event({"type": "app_mention", **payloads.message(f"<@{BOT}> {QUESTION}", ts)}, ts)


def direct(chat: Chat) -> Payload:
    ts = chat.workspace.new_ts()
    told = payloads.message(QUESTION, ts, channel="D0ANN", channel_type="im")
    return payloads.event({"type": "message", **told}, ts)


def press(chat: Chat) -> Payload:
    slack = chat.workspace
    value = Asked(question=QUESTION).model_dump_json()
    return payloads.press(f"{ASK}_0", value, slack.new_ts(), slack.response_url(), slack.new_trigger())


def shortcut(chat: Chat) -> Payload:
    slack, text = chat.workspace, "12 ports are in the harbour league, Mara Lindqvist said."
    return payloads.shortcut(SHORTCUTS[0], text, slack.new_ts(), slack.response_url(), slack.new_trigger())


def submission(chat: Chat) -> Payload:
    view = chat.open_form("/digest", "setup", channel_id="C0FORMS", channel_name="forms")
    return payloads.submission(view, submitted_state(view, {}))


def home_opened(chat: Chat) -> Payload:
    return payloads.home_opened(chat.workspace.new_ts())


def link_shared(chat: Chat) -> Payload:
    return payloads.link_shared(chat.workspace.new_ts(), "https://ledger.example/league-grows")


Make = Callable[[Chat], Payload]
MAKES: list[Make] = [command, mention, direct, press, submission, home_opened, link_shared]
MAKES += [shortcut] if SHORTCUTS else []
every_kind = pytest.mark.parametrize("make", MAKES, ids=lambda make: make.__name__)


def send(chat: Chat, make: Make, payload: Payload) -> int:
    """The status of the acknowledgement."""
    if make is command:
        return chat.way.command({key: value for key, value in payload.items() if value is not None})
    if make in (mention, direct, home_opened, link_shared):
        return chat.way.event(payload, None)
    return chat.way.action(payload)


@pytest.fixture
def faults(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[Chat], list[str]]]:
    """What went wrong that nobody should see, in messages and in the log, since it was asked last."""
    caplog.set_level(logging.WARNING)

    def found(chat: Chat) -> list[str]:
        said = [sent.text for sent in chat.workspace.sent if BROKEN.search(sent.text) or "Traceback" in sent.text]
        logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        logged += [record.getMessage() for record in caplog.records if record.exc_info]
        chat.workspace.sent.clear()
        caplog.clear()
        return said + logged

    return found


@every_kind
@pytest.mark.parametrize("change", [lambda payload: payload, with_more], ids=["as it is", "with unknown keys"])
def test_a_payload_with_all_its_keys_is_handled(
    chat: Chat, make: Make, change: Callable[[Payload], Payload], faults: Any
) -> None:
    """Whatever more is in it. What a person asked is answered; the bot says nothing else."""
    payload = make(chat)
    before = len(chat.workspace.sent)
    assert send(chat, make, change(payload)) == 200
    chat.listeners.settle()
    came = chat.workspace.sent[before:]
    assert len(came) == (0 if make in (home_opened, link_shared) else 1)
    assert not faults(chat)


LACKING = object()


def changed(payload: Payload, path: payloads.Path, value: Any) -> Payload:
    return without(payload, path) if value is LACKING else with_value(payload, path, value)


@every_kind
@pytest.mark.parametrize("value", [LACKING, None, [7]], ids=["missing", "empty", "a list"])
@pytest.mark.parametrize("running", ["http"], indirect=True)
def test_a_payload_with_a_key_that_is_not_as_it_should_be_is_handled_or_refused_cleanly(
    chat: Chat, make: Make, value: Any, faults: Any
) -> None:
    """Over HTTP, whose statuses say what became of each. At most one message comes of it: an answer, or a line."""
    wrong = {}
    for path in paths(make(chat)):
        status = send(chat, make, changed(make(chat), path, value))
        chat.listeners.settle()
        said = [sent.text for sent in chat.workspace.sent]
        if found := [*([status] if status not in CLEAN else []), *(said if len(said) > 1 else []), *faults(chat)]:
            wrong[path] = found
    assert wrong == {}
