"""The morning digest of a channel: set up, looked at, paused and resumed by its members."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import wording
from bot.digest.channels import digest_for
from bot.digest.runs import Runs
from bot.services import Services
from bot.store import EVERY_DAY, DigestChannel, RunState
from handlers.blocks.setup import QUIET
from handlers.delivery import DigestDelivery
from handlers.sending import web_client
from tests.scenarios.conftest import Chat
from tests.slack.conversations import Room
from tests.slack.workspace import ANN, BOT, DROP, PERSON, Sent

STRANGER = "U0STRANGER"
ROOMS = iter(f"C0ROOM{number}" for number in range(1000))


@pytest.fixture
def room() -> str:
    """A channel of its own, in which the bot and Ann are."""
    return next(ROOMS)


@pytest.fixture(autouse=True)
def people(chat: Chat) -> Iterator[None]:
    chat.workspace.conversations.people[STRANGER] = {**ANN, "profile": {"display_name": "Bo"}, "tz": "Mars/Olympus"}
    granted = set(chat.workspace.conversations.granted)
    yield
    chat.workspace.conversations.granted = granted
    del chat.workspace.conversations.people[STRANGER]


def rooms(chat: Chat) -> Any:
    return chat.workspace.conversations.rooms


def digest(chat: Chat, text: str, room: str, **more: Any) -> Sent:
    return chat.command("/digest", text, channel_id=room, channel_name="room", **more)


def set_up(chat: Chat, room: str, **changes: Any) -> Sent:
    view = chat.open_form("/digest", "setup", channel_id=room, channel_name="room")
    answer, (said,) = chat.send_form(view, **changes)
    assert answer == {}
    return said


def test_a_member_sets_a_channel_up_and_the_channel_hears_of_it(chat: Chat, services: Services, room: str) -> None:
    before = datetime.now(UTC)
    said = set_up(chat, room, at="07:15", weekdays=["0", "2", "4"], topics=["harbour"], empty=[])

    assert (said.channel, said.only_for) == (room, None)
    assert said.shown == (
        "Ann set up the digest: it comes here Monday, Wednesday, Friday at 07:15 (Europe/Kyiv), about harbour, "
        "also when nothing landed."
    )
    one = services.store.digest_channel(room)
    assert one
    assert before < (one.changed or before) < datetime.now(UTC)
    assert one == DigestChannel(
        room, time(7, 15), ZoneInfo("Europe/Kyiv"), (0, 2, 4), ("harbour",), False, False, PERSON, one.changed
    )


def test_the_form_of_a_new_channel_has_the_persons_own_time_zone(chat: Chat, services: Services, room: str) -> None:
    said = set_up(chat, room)

    assert said.shown == "Ann set up the digest: it comes here every day at 08:30 (Europe/Kyiv)."
    one = services.store.digest_channel(room)
    assert one
    assert (one.weekdays, one.topics, one.quiet_when_empty) == (EVERY_DAY, (), True)


def test_a_time_zone_that_is_not_known_here_gives_way_to_the_environments(chat: Chat, room: str) -> None:
    view = chat.open_form("/digest", "setup", channel_id=room, user_id=STRANGER)
    field = next(block["element"] for block in view["blocks"] if block["block_id"] == "timezone")
    assert field["initial_option"]["value"] == "UTC"


def test_a_form_that_is_opened_again_shows_what_was_chosen(chat: Chat, services: Services, room: str) -> None:
    set_up(chat, room, at="23:05", weekdays=["6"], timezone="Asia/Tokyo", topics=["harbour"], empty=[])
    one = services.store.digest_channel(room)

    said = set_up(chat, room, empty=[QUIET])

    assert "Sunday at 23:05 (Asia/Tokyo), about harbour." in said.shown
    again = services.store.digest_channel(room)
    assert one
    assert again == one._replace(quiet_when_empty=True, changed=again and again.changed)


def test_a_form_without_days_stays_open_and_says_what_to_mend(chat: Chat, services: Services, room: str) -> None:
    view = chat.open_form("/digest", "setup", channel_id=room)
    days = next(block for block in view["blocks"] if block["block_id"] == "weekdays")
    days["optional"] = True  # Slack would not let it go

    answer, came = chat.send_form(view, weekdays=[])

    assert answer == {"response_action": "errors", "errors": {"weekdays": wording.NO_WEEKDAY}}
    assert came == []
    assert services.store.digest_channel(room) is None


def test_who_left_the_channel_while_the_form_was_open_changes_nothing(
    chat: Chat, services: Services, room: str
) -> None:
    view = chat.open_form("/digest", "setup", channel_id=room)
    rooms(chat)[room].members.discard(PERSON)

    _, (told,) = chat.send_form(view)

    assert (told.only_for, told.channel) == (PERSON, PERSON)
    assert told.shown == f"{wording.MEMBERS_ONLY}."
    assert services.store.digest_channel(room) is None


@pytest.mark.parametrize("text", ["pause", "resume"])
def test_only_a_member_pauses_or_resumes(chat: Chat, services: Services, room: str, text: str) -> None:
    set_up(chat, room)
    one = services.store.digest_channel(room)

    told = digest(chat, text, room, user_id=STRANGER)

    assert told.shown == f"{wording.MEMBERS_ONLY}."
    assert services.store.digest_channel(room) == one


def test_a_member_far_down_a_long_list_is_found(chat: Chat, room: str) -> None:
    rooms(chat)[room].members |= {f"U{number:05}" for number in range(2500)} | {"U9LAST"}
    chat.workspace.conversations.people["U9LAST"] = {"name": "last"}
    set_up(chat, room)

    came = chat.doing(
        lambda: chat.way.command(chat.command_payload("/digest", "pause", channel_id=room, user_id="U9LAST"))
    )

    assert [sent.shown for sent in came] == [wording.digest_was_paused("last")]


@pytest.mark.parametrize("is_private", [False, True])
@pytest.mark.parametrize("text", ["setup", "pause", "resume"])
def test_where_the_bot_is_not_in_the_channel_it_says_to_invite_it(
    chat: Chat, room: str, text: str, is_private: bool
) -> None:
    rooms(chat)[room] = Room({PERSON}, is_private)
    assert digest(chat, text, room).shown == f"{wording.INVITE_FIRST}."


@pytest.mark.parametrize("name", ["directmessage", "mpdm-ann--bo-1"])
@pytest.mark.parametrize("text", ["setup", "pause", "resume", "status"])
def test_a_conversation_of_some_people_gets_no_digest(chat: Chat, text: str, name: str) -> None:
    told = chat.command("/digest", text, channel_id="D0ANN", channel_name=name)
    assert told.shown == f"{wording.NOT_IN_A_CHANNEL}."


def test_a_digest_is_paused_and_resumed_and_the_channel_hears_of_it(chat: Chat, services: Services, room: str) -> None:
    set_up(chat, room)

    paused = digest(chat, "pause", room)
    assert (paused.shown, paused.only_for) == (wording.digest_was_paused("Ann"), None)
    assert digest(chat, "pause", room).shown == wording.PAUSED_ALREADY
    assert wording.digest_next(None) in digest(chat, "status", room).shown

    resumed = digest(chat, "resume", room)
    assert resumed.only_for is None
    assert resumed.shown.startswith("Ann resumed the digest: the next one comes here on ")
    assert digest(chat, "resume", room).shown == wording.NOT_PAUSED
    one = services.store.digest_channel(room)
    assert one
    assert not one.paused


@pytest.mark.parametrize("text", ["pause", "resume", "status"])
def test_a_channel_without_a_digest_is_told_how_to_get_one(chat: Chat, room: str, text: str) -> None:
    told = digest(chat, text, room)
    assert (told.shown, told.only_for) == (wording.NO_DIGEST_HERE, PERSON)


def test_the_status_says_when_it_comes_and_what_became_of_the_last(chat: Chat, services: Services, room: str) -> None:
    set_up(chat, room, at="07:15", timezone="Asia/Tokyo")
    tokyo = ZoneInfo("Asia/Tokyo")
    now = datetime.now(tokyo)
    following = datetime.combine(now.date(), time(7, 15), tokyo)
    following += timedelta(days=following <= now)
    told = digest(chat, "status", room)

    assert told.only_for == PERSON
    assert "The digest comes to this channel every day at 07:15 (Asia/Tokyo), about all articles" in told.shown
    assert "Changed last by Ann on " in told.shown
    assert f"Next: {wording.digest_moment(following)}." in told.shown
    assert wording.NO_LAST_DIGEST in told.shown

    claim = services.store.claim_digest(room, now.date(), now)
    assert claim
    services.store.refuse_digest(claim, now + timedelta(minutes=5), "is_archived")
    assert "Slack did not take it (is_archived); tried again on " in digest(chat, "status", room).shown
    services.store.record_digest(claim, until=now, ts="1.2")
    assert f"Last, for {wording.day(now.date())}: posted." in digest(chat, "status", room).shown


@pytest.mark.parametrize("state", list(RunState))
def test_every_state_of_a_digest_has_its_words(state: RunState) -> None:
    assert wording.digest_last(datetime.now(UTC).date(), state, "why", None)


def test_the_status_says_that_the_bot_was_thrown_out(chat: Chat, room: str) -> None:
    set_up(chat, room)
    rooms(chat)[room].members.discard(BOT)
    assert wording.BOT_NOT_HERE in digest(chat, "status", room).shown


def test_a_preview_is_what_would_be_posted_and_for_the_person_alone(chat: Chat, services: Services, room: str) -> None:
    set_up(chat, room, topics=["harbour"])
    one = services.store.digest_channel(room)
    assert one

    shown = digest(chat, "preview", room)
    assert shown.only_for == PERSON
    assert "harbour league" in shown.shown
    assert services.store.last_digest_run(room) is None

    now = datetime.now(UTC)
    claim = services.store.claim_digest(room, now.date(), now)
    assert claim
    contents = digest_for(one, now, services.store, services.topics)
    runs = Runs(services.store, services.topics, DigestDelivery(web_client(services.settings)), lambda: now)
    assert runs.deliver(claim, one, contents)
    assert chat.workspace.sent[-1].blocks == shown.blocks
    assert digest(chat, "preview", room).shown == wording.NOTHING_TO_POST
    set_up(chat, room, empty=[])
    assert wording.NOTHING_LANDED in digest(chat, "preview", room).shown


def test_now_has_what_landed_since_this_channels_last_digest(chat: Chat, services: Services, room: str) -> None:
    assert "harbour league" in digest(chat, "now", room).shown
    now = datetime.now(UTC)
    claim = services.store.claim_digest(room, now.date(), now)
    assert claim
    services.store.record_digest(claim, until=now, ts="1.2")

    assert wording.NOTHING_LANDED in digest(chat, "now", room).shown


def test_a_trigger_that_ran_out_is_said_in_one_line(chat: Chat, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    payload = chat.command_payload("/digest", "setup", channel_id=room)
    monkeypatch.setattr(chat.workspace, "ahead", 4.0)
    (told,) = chat.doing(lambda: chat.way.command(payload))
    assert told.shown == f"{wording.setup_not_opened('expired_trigger_id')}."


def test_the_same_command_sent_twice_opens_one_form(chat: Chat, room: str) -> None:
    payload = chat.command_payload("/digest", "setup", channel_id=room)
    before = len(chat.workspace.views)
    assert chat.doing(lambda: chat.way.command(payload)) == []
    (told,) = chat.doing(lambda: chat.way.command(payload))
    assert told.shown == f"{wording.setup_not_opened('exchanged_trigger_id')}."
    assert len(chat.workspace.views) == before + 1


@pytest.mark.parametrize("failure", [500, DROP, "fatal_error"])
def test_a_slack_that_does_not_say_who_is_there_changes_nothing(
    chat: Chat, services: Services, room: str, failure: Any
) -> None:
    set_up(chat, room)
    chat.workspace.fail("conversations.members", *[failure] * 3)

    told = digest(chat, "pause", room)

    assert "try again in a while" in told.shown
    one = services.store.digest_channel(room)
    assert one
    assert not one.paused
    chat.workspace.obey({"failures": {"conversations.members": []}})


def test_a_scope_that_is_missing_is_said_with_what_to_do(chat: Chat, room: str) -> None:
    chat.workspace.conversations.granted -= {"channels:read"}
    assert "install it again" in digest(chat, "setup", room).shown


def test_without_leave_to_know_people_they_are_known_by_their_ids(chat: Chat, room: str) -> None:
    chat.workspace.conversations.granted -= {"users:read"}
    assert set_up(chat, room).shown == f"{PERSON} set up the digest: it comes here every day at 08:30 (UTC)."


def test_a_change_that_cannot_be_said_in_the_channel_is_said_to_the_person(chat: Chat, room: str) -> None:
    view = chat.open_form("/digest", "setup", channel_id=room)
    chat.workspace.fail("chat.postMessage", "restricted_action")
    _, (told,) = chat.send_form(view)
    assert told.only_for == PERSON
    assert "restricted_action" in told.shown


def test_a_form_that_is_not_ours_is_refused(chat: Chat, services: Services, room: str) -> None:
    view = chat.open_form("/digest", "setup", channel_id=room)
    zones = next(block["element"] for block in view["blocks"] if block["block_id"] == "timezone")
    zones["initial_option"] = {"text": zones["initial_option"]["text"], "value": "Nowhere/Else"}
    state = {"values": {"timezone": {"timezone": {"selected_option": zones["initial_option"]}}}}
    payload = {
        "type": "view_submission",
        "user": {"id": PERSON},
        "team": {"id": "T0"},
        "api_app_id": "A0",
        "view": {**view, "state": state},
    }
    came = chat.doing(lambda: chat.way.action(payload))
    assert [sent.shown for sent in came] == [wording.ERRORS["malformed"]]
    assert services.store.digest_channel(room) is None


def test_the_environments_channel_can_be_changed_in_slack(
    chat: Chat, services: Services, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = services.settings.model_copy(update={"dateline_digest_channel": room})
    monkeypatch.setitem(services.__dict__, "settings", named)

    assert "As the environment has it." in digest(chat, "status", room).shown
    assert digest(chat, "pause", room).shown == wording.digest_was_paused("Ann")
    one = services.store.digest_channel(room)
    assert one
    assert (one.at, one.paused) == (time(8, 30), True)


@pytest.mark.parametrize("text", list(wording.DIGEST_EXAMPLES))
def test_every_word_that_the_help_names_is_understood(chat: Chat, text: tuple[str, str], room: str) -> None:
    word = text[0].removeprefix("/digest ")
    if word in ("help", "setup"):
        return
    assert wording.DIGEST_USAGE not in digest(chat, word, room).shown
