"""How the bot behaves in a channel: set by its members, and never in public where others are about."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot import wording
from bot.services import Services
from bot.store import ChannelRules
from handlers.blocks.channel_settings import MENTIONS, PUBLIC, UNFURLS
from handlers.blocks.presses import ASK
from tests.scenarios.conftest import Chat
from tests.slack.conversations import Room
from tests.slack.workspace import ANN, BOT, PERSON, Sent

SIZE = "how many ports are in the harbour league?"
DEFAULTS = (
    "In this channel answers to commands are for the person who asks alone; mentions are answered; "
    "links to articles stay as they are; topics: all."
)
ROOMS = iter(f"C0RULED{number}" for number in range(1000))
PEOPLE = iter(f"U0VISITOR{number}" for number in range(1000))


@pytest.fixture
def room(services: Services) -> Iterator[str]:
    """A channel of its own, in which the bot and Ann are: what Slack says of one is remembered for a while."""
    name = next(ROOMS)
    yield name
    services.store.save_channel_rules(ChannelRules(name))


@pytest.fixture
def guest(chat: Chat, room: str) -> Iterator[str]:
    """Somebody in the channel who does not belong to the workspace."""
    name = next(PEOPLE)
    chat.workspace.conversations.people[name] = {**ANN, "profile": {"display_name": "Guy"}, "is_restricted": True}
    chat.workspace.conversations.rooms[room].members.add(name)
    yield name
    del chat.workspace.conversations.people[name]


def command(chat: Chat, name: str, text: str, room: str, **more: Any) -> Sent:
    return chat.command(name, text, channel_id=room, channel_name="room", **more)


def mention(chat: Chat, text: str, room: str, **more: Any) -> Sent:
    return chat.mention(f"<@{BOT}> {text}", channel=room, **more)


def change(chat: Chat, room: str, **changes: Any) -> Sent:
    view = chat.open_form("/harbour", "settings", channel_id=room, channel_name="room")
    answer, (said,) = chat.send_form(view, **changes)
    assert answer == {}
    return said


def test_a_member_changes_the_rules_and_the_channel_hears_of_it(chat: Chat, services: Services, room: str) -> None:
    said = change(chat, room, answers=PUBLIC, does=[UNFURLS], topics=["harbour"])

    assert (said.channel, said.only_for) == (room, None)
    assert said.shown == (
        "Ann changed how I work in this channel: everybody sees answers to commands; mentions are not answered; "
        "links to articles show what stands in them; topics: harbour."
    )
    wanted = ChannelRules(room, public=True, answers_mentions=False, unfurls=True, topics=("harbour",))
    assert services.store.channel_rules(room) == wanted


def test_a_form_that_is_opened_again_shows_what_was_chosen(chat: Chat, services: Services, room: str) -> None:
    change(chat, room, answers=PUBLIC, does=[UNFURLS], topics=["harbour"])
    before = services.store.channel_rules(room)
    change(chat, room)
    assert services.store.channel_rules(room) == before


def test_in_a_mention_it_says_how_it_is_and_a_button_opens_the_form(chat: Chat, services: Services, room: str) -> None:
    told = mention(chat, "settings", room)
    assert told.shown.startswith(DEFAULTS)

    before = len(chat.workspace.views)
    assert chat.press(wording.SETTINGS_CHANGE) == []
    (view,) = chat.workspace.views[before:]
    chat.send_form(view, does=[])
    assert services.store.channel_rules(room) == ChannelRules(room, answers_mentions=False)


def test_who_left_the_channel_while_the_form_was_open_changes_nothing(
    chat: Chat, services: Services, room: str
) -> None:
    view = chat.open_form("/ask", "settings", channel_id=room)
    chat.workspace.conversations.rooms[room].members.discard(PERSON)

    _, (told,) = chat.send_form(view, answers=PUBLIC)

    assert (told.only_for, told.shown) == (PERSON, f"{wording.MEMBERS_ONLY}.")
    assert services.store.channel_rules(room) == ChannelRules(room)


def test_where_the_bot_is_not_in_the_channel_it_says_to_invite_it(chat: Chat, room: str) -> None:
    chat.workspace.conversations.rooms[room] = Room({PERSON})
    assert command(chat, "/ask", "settings", room).shown == f"{wording.INVITE_FIRST}."


@pytest.mark.parametrize(("channel", "name"), [("D0ANN", "directmessage"), ("C0SOME", "mpdm-ann--bo-1")])
def test_a_conversation_of_some_people_has_no_settings(chat: Chat, channel: str, name: str) -> None:
    told = chat.command("/ask", "settings", channel_id=channel, channel_name=name)
    assert told.shown == f"{wording.SETTINGS_OF_A_CHANNEL}."


def test_nor_has_the_conversation_with_the_bot(chat: Chat) -> None:
    told = chat.mention("settings", type="message", channel="D0ANN", channel_type="im")
    assert told.shown == f"{wording.SETTINGS_OF_A_CHANNEL}."


def test_a_form_that_is_not_ours_changes_nothing(chat: Chat, services: Services, room: str) -> None:
    view = chat.open_form("/ask", "settings", channel_id=room)
    payload = {
        "type": "view_submission",
        "user": {"id": PERSON},
        "team": {"id": "T0"},
        "api_app_id": "A0",
        "view": {**view, "state": {"values": {}}},
    }
    came = chat.doing(lambda: chat.way.action(payload))
    assert [sent.shown for sent in came] == [wording.ERRORS["malformed"]]
    assert services.store.channel_rules(room) == ChannelRules(room)


def test_answers_to_commands_are_for_the_person_until_the_channel_wants_otherwise(chat: Chat, room: str) -> None:
    alone = command(chat, "/harbour", "size", room)
    assert (alone.only_for, wording.SHARE in alone.buttons) == (PERSON, True)

    change(chat, room, answers=PUBLIC)
    public = command(chat, "/harbour", "size", room)

    assert (public.only_for, public.channel) == (None, room)
    assert wording.SHARE not in public.buttons
    assert "12 ports" in public.shown


@pytest.mark.parametrize(("name", "text"), [("/harbour", "help"), ("/ask", "verify 50psvhvgvv"), ("/ask", "watching")])
def test_what_is_no_answer_stays_with_the_person(chat: Chat, room: str, name: str, text: str) -> None:
    change(chat, room, answers=PUBLIC)
    assert command(chat, name, text, room).only_for == PERSON


def test_guests_get_their_answers_alone(chat: Chat, room: str, guest: str) -> None:
    change(chat, room, answers=PUBLIC)

    assert command(chat, "/harbour", "size", room, user_id=guest).only_for == guest
    mentioned = mention(chat, SIZE, room, user=guest)
    assert (mentioned.only_for, mentioned.thread) == (guest, None)
    assert "12 ports" in mentioned.shown
    assert command(chat, "/harbour", "size", room).only_for is None


@pytest.mark.parametrize("text", ["add https://ledger.example/new", "settings", f"watch {SIZE}"])
def test_what_changes_something_for_others_is_not_for_guests(
    chat: Chat, services: Services, room: str, guest: str, text: str
) -> None:
    told = command(chat, "/ask", text, room, user_id=guest)
    assert (told.only_for, told.shown) == (guest, f"{wording.NO_GUESTS}.")
    assert mention(chat, text, room, user=guest).shown.startswith((f"{wording.NO_GUESTS}.", "In this channel"))
    assert services.store.watches_in(room) == []


@pytest.mark.parametrize(
    ("told", "may"),
    [
        ({"team_id": "T0"}, True),
        ({"team_id": "T0OTHER"}, False),
        ({"team_id": "T0OTHER", "enterprise_user": {"enterprise_id": "E0OTHER"}}, False),
    ],
)
def test_people_of_another_workspace_change_nothing(
    chat: Chat, services: Services, room: str, told: dict[str, Any], may: bool
) -> None:
    name = next(PEOPLE)
    chat.workspace.conversations.people[name] = {**ANN, **told}
    chat.workspace.conversations.rooms[room].members.add(name)
    mention(chat, "watch how many ports are in the league?", room, user=name)
    watches = services.store.watches_in(room)
    assert bool(watches) is may
    for watch in watches:
        services.store.remove_watch(watch.id)


def test_where_slack_does_not_say_who_somebody_is_nothing_is_changed(chat: Chat, services: Services, room: str) -> None:
    name = next(PEOPLE)
    chat.workspace.conversations.rooms[room].members.add(name)
    came = chat.doing(
        lambda: chat.way.event(chat.mention_payload(f"<@{BOT}> watch size", channel=room, user=name), None)
    )
    assert any(wording.PERSON_UNREAD in one.shown for one in came)
    assert services.store.watches_in(room) == []


@pytest.mark.parametrize("text", ["setup", "pause"])
def test_nor_is_the_digest(chat: Chat, room: str, guest: str, text: str) -> None:
    assert command(chat, "/digest", text, room, user_id=guest).shown == f"{wording.NO_GUESTS}."


@pytest.mark.parametrize(
    "more",
    [
        {"is_ext_shared": True},
        {"is_pending_ext_shared": True},
        {"pending_connected_team_ids": ["T9"]},
        {"is_shared": True},
    ],
)
def test_where_another_organisation_is_about_everybody_gets_theirs_alone(
    chat: Chat, room: str, more: dict[str, Any]
) -> None:
    change(chat, room, answers=PUBLIC)
    chat.workspace.conversations.rooms[room].more |= more

    assert command(chat, "/harbour", "size", room).only_for == PERSON
    assert mention(chat, SIZE, room).only_for == PERSON


def test_workspaces_of_one_organisation_are_no_others(chat: Chat, room: str) -> None:
    chat.workspace.conversations.rooms[room].more |= {"is_shared": True, "is_org_shared": True}
    assert mention(chat, SIZE, room).only_for is None


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
@pytest.mark.parametrize("failure", [500, "missing_scope", "fatal_error"])
def test_where_slack_does_not_say_the_answer_is_for_the_person(
    chat: Chat, services: Services, room: str, method: str, failure: Any
) -> None:
    person = next(PEOPLE)
    chat.workspace.conversations.people[person] = dict(ANN)
    services.store.save_channel_rules(ChannelRules(room, public=True))
    chat.workspace.fail(method, failure)

    assert command(chat, "/harbour", "size", room, user_id=person).only_for == person
    # It is asked again the next time.
    assert command(chat, "/harbour", "size", room, user_id=person).only_for is None
    del chat.workspace.conversations.people[person]


def test_slack_is_not_asked_again_for_each_answer(chat: Chat, room: str) -> None:
    mention(chat, SIZE, room)
    before = len(chat.workspace.calls)
    mention(chat, SIZE, room)
    assert chat.workspace.calls[before:] == ["chat.postMessage"]


def test_a_private_answer_asks_slack_nothing(chat: Chat, room: str) -> None:
    before = len(chat.workspace.calls)
    command(chat, "/harbour", "size", room)
    assert chat.workspace.calls[before:] == []


def test_a_private_answer_in_a_thread_that_goes_on_is_shown_there(chat: Chat, room: str) -> None:
    chat.workspace.conversations.rooms[room].more["is_ext_shared"] = True
    answered = mention(chat, SIZE, room, thread_ts="1700000000.000100")
    assert (answered.only_for, answered.thread) == (PERSON, "1700000000.000100")


def test_mentions_are_not_answered_where_the_channel_does_not_want_it(chat: Chat, room: str) -> None:
    change(chat, room, does=[])

    told = mention(chat, SIZE, room)
    assert (told.only_for, told.shown) == (PERSON, wording.MENTIONS_NOT_ANSWERED)
    assert wording.SETTINGS_CHANGE in mention(chat, "settings", room).buttons

    change(chat, room, does=[MENTIONS])
    assert mention(chat, SIZE, room).only_for is None


def test_a_press_in_a_thread_is_answered_to_a_guest_alone(chat: Chat, room: str, guest: str) -> None:
    nothing = mention(chat, "who painted the lighthouse of Zanzibar?", room)
    asks = next(button for button in nothing.buttons.values() if button["action_id"].startswith(ASK))
    theirs = {"user": {"id": guest}, "response_url": chat.workspace.response_url(nothing, room, guest)}
    payload = {**chat.press_payload(asks, nothing), **theirs}

    (answered,) = chat.doing(lambda: chat.way.action(payload))

    assert answered.only_for == guest


@pytest.mark.parametrize("typed", ["size", "Size?", "SIZE ?"])
def test_a_word_of_a_topic_is_enough_in_a_mention(chat: Chat, room: str, typed: str) -> None:
    answered = mention(chat, typed, room)
    assert "How many ports are in the harbour league?" in answered.shown
    assert "12 ports" in answered.shown


def test_help_in_a_mention_names_the_words_of_the_channels_topics(chat: Chat, room: str) -> None:
    assert "size  How many ports are in the harbour league?" in mention(chat, "help", room).shown
