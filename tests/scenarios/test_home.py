"""The bot's Home: what is in, what the person watches and has asked, how to ask, and the set-up."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import wording
from bot.digest.channels import channels_of
from bot.services import Services
from bot.store import Feed
from tests.scenarios.conftest import Chat
from tests.slack.workspace import ANN, BOT, CHANNEL, PERSON, Sent

QUESTION = "how many ports are in the harbour league?"
NEWCOMERS = iter(f"U0NEW{number}" for number in range(1000))
NOW = datetime(2025, 3, 15, 12, tzinfo=UTC)
FEED = Feed(
    id="f1",
    url="https://ledger.example/feed",
    title="The Ledger",
    etag=None,
    modified=None,
    pause=900,
    added=NOW,
    checked=NOW,
    due=NOW,
    failures=3,
    problem="is not there (404)",
    paused=None,
    newest=None,
)


@pytest.fixture
def newcomer(chat: Chat) -> Iterator[str]:
    """Somebody who has asked nothing yet."""
    name = next(NEWCOMERS)
    chat.workspace.conversations.people[name] = dict(ANN)
    chat.workspace.conversations.rooms[CHANNEL].members.add(name)
    yield name
    del chat.workspace.conversations.people[name]


def event_payload(chat: Chat, person: str, **more: Any) -> dict[str, Any]:
    ts = chat.workspace.new_ts()
    event = {"type": "app_home_opened", "user": person, "channel": "D0ANN", "tab": "home", "event_ts": ts, **more}
    return {"type": "event_callback", "event_id": f"Ev{ts}", "team_id": "T0", "api_app_id": "A0", "event": event}


def opened(chat: Chat, person: str = PERSON) -> Sent:
    """The Home as the person sees it; opening it says nothing."""
    chat.workspace.surfaces.homes.pop(person, None)
    assert chat.doing(lambda: chat.way.event(event_payload(chat, person), None)) == []
    return Sent(text="", blocks=chat.workspace.surfaces.homes[person]["blocks"], channel="", ts="")


def press(chat: Chat, button: dict[str, Any], person: str = PERSON) -> list[Sent]:
    view = {"id": "V1", "type": "home", "private_metadata": "", "state": {"values": {}}, "hash": "1.2"}
    payload = {
        "type": "block_actions",
        "user": {"id": person, "team_id": "T0"},
        "team": {"id": "T0"},
        "api_app_id": "A0",
        "trigger_id": chat.workspace.new_trigger(),
        "container": {"type": "view", "view_id": "V1"},
        "view": {**view, "blocks": chat.workspace.surfaces.homes[person]["blocks"]},
        "actions": [{**button, "block_id": "b", "action_ts": chat.workspace.new_ts()}],
    }
    return chat.doing(lambda: chat.way.action(payload))


def test_it_says_what_is_in_how_to_ask_and_how_the_set_up_is(chat: Chat, services: Services, newcomer: str) -> None:
    shown = opened(chat, newcomer).shown

    assert shown.startswith("5 articles\n5 in the folder. Newest: 12 March 2025.")
    assert wording.HOME_NO_WATCHES in shown
    assert wording.HOME_NOTHING_ASKED in shown
    assert "/harbour size  How many ports are in the harbour league?" in shown
    assert wording.home_digests(len(channels_of(services.store, services.settings))) in shown
    assert wording.NO_FEEDS in shown
    assert wording.home_index(0) in shown


def test_feeds_are_shown_with_how_they_are_doing(chat: Chat, services: Services, newcomer: str) -> None:
    services.store.add_feed(FEED)
    try:
        shown = opened(chat, newcomer).shown
    finally:
        services.store.remove_feed(FEED.id)
    assert "The Ledger · ledger.example" in shown
    assert "fails: it is not there (404); 3 tries in a row failed" in shown
    assert wording.home_feeds(1, 1) in shown


def test_what_somebody_asked_is_there_for_them_alone_and_can_be_asked_again(chat: Chat, newcomer: str) -> None:
    other = next(NEWCOMERS)
    chat.command("/ask", QUESTION, user_id=newcomer)
    home = opened(chat, newcomer)
    assert QUESTION in home.shown
    assert QUESTION not in opened(chat, other).shown

    (answered,) = press(chat, home.buttons[wording.HOME_ASK_AGAIN], newcomer)

    assert (answered.channel, answered.only_for) == (newcomer, newcomer)
    assert "12 ports" in answered.shown
    assert wording.SHARE not in answered.buttons


def test_it_is_made_anew_whenever_it_is_opened(chat: Chat, newcomer: str) -> None:
    assert QUESTION not in opened(chat, newcomer).shown
    chat.command("/ask", QUESTION, user_id=newcomer)
    chat.command("/ask", "who painted the lighthouse of Zanzibar?", user_id=newcomer)
    shown = opened(chat, newcomer).shown
    assert "who painted the lighthouse of Zanzibar?" in shown.split(QUESTION)[0]
    assert ", nothing found" in shown


def test_a_watch_can_be_stopped_there(chat: Chat, services: Services, newcomer: str) -> None:
    chat.mention(f"<@{BOT}> watch {QUESTION}", user=newcomer)
    home = opened(chat, newcomer)
    assert QUESTION in home.shown

    (said,) = press(chat, home.buttons[wording.STOP_WATCHING], newcomer)

    assert (said.channel, said.only_for) == (CHANNEL, None)
    assert services.store.watches_of(newcomer) == []
    again = json.dumps(chat.workspace.surfaces.homes[newcomer], ensure_ascii=False)
    assert wording.HOME_NO_WATCHES in again


def test_the_other_tab_publishes_nothing(chat: Chat, newcomer: str) -> None:
    before = dict(chat.workspace.surfaces.homes)
    assert chat.doing(lambda: chat.way.event(event_payload(chat, newcomer, tab="messages"), None)) == []
    assert chat.workspace.surfaces.homes == before


@pytest.mark.parametrize("failure", ["not_enabled", 500])
def test_where_slack_does_not_take_it_nobody_hears_of_it(chat: Chat, newcomer: str, failure: Any) -> None:
    chat.workspace.fail("views.publish", *[failure] * 3)
    assert chat.doing(lambda: chat.way.event(event_payload(chat, newcomer), None)) == []
    assert newcomer not in chat.workspace.surfaces.homes
    chat.workspace.obey({"failures": {"views.publish": []}})
