"""Standing questions in Slack: set, listed and stopped by the members of a channel."""

from collections.abc import Iterator

import pytest

from bot import wording
from bot.services import Services
from handlers.blocks.watches import MOST_WATCHES
from tests.scenarios.conftest import Chat
from tests.slack.conversations import Room
from tests.slack.workspace import BOT, CHANNEL, PERSON

QUESTION = "how many ports are in the harbour league?"


@pytest.fixture(autouse=True)
def clean(services: Services) -> Iterator[None]:
    yield
    for watch in services.store.watches_of(PERSON):
        services.store.remove_watch(watch.id)


def test_a_word_of_a_topic_is_watched_and_the_channel_hears_of_it(chat: Chat, services: Services) -> None:
    said, own = chat.doing(lambda: chat.way.command(chat.command_payload("/harbour", "watch size")))
    assert said.channel == CHANNEL
    assert said.only_for is None
    assert "Ann watches “/harbour size”:" in said.shown
    assert "12 ports" in said.shown
    assert own.only_for == PERSON
    (watch,) = services.store.watches_in(CHANNEL)
    assert (watch.question, watch.set_by) == ("/harbour size", PERSON)
    kept = services.store.answer(watch.answer)
    assert kept
    assert kept.answer == services.answerer.ask("/harbour size")


def test_a_mention_sets_a_watch_in_its_thread(chat: Chat, services: Services) -> None:
    said = chat.mention(f"<@{BOT}> watch {QUESTION}")
    assert said.thread is not None
    assert [watch.question for watch in services.store.watches_in(CHANNEL)] == [QUESTION]
    assert chat.mention(f"<@{BOT}> watch {QUESTION.upper()}").shown == wording.WATCHED_ALREADY


def test_the_button_under_an_answer_watches_its_question(chat: Chat, services: Services) -> None:
    chat.press(wording.WATCH, chat.command("/ask", QUESTION))
    assert [watch.question for watch in services.store.watches_in(CHANNEL)] == [f"/ask {QUESTION}"]


def test_also_under_one_that_found_nothing(chat: Chat, services: Services) -> None:
    chat.press(wording.WATCH, chat.command("/ask", "who painted the lighthouse of Zanzibar?"))
    assert len(services.store.watches_in(CHANNEL)) == 1


@pytest.mark.parametrize("typed", ["watching", "watch", "WATCHING  "])
def test_the_list_has_a_button_that_stops_each(chat: Chat, services: Services, typed: str) -> None:
    assert chat.command("/harbour", typed).shown == wording.NO_WATCHES
    chat.mention(f"<@{BOT}> watch {QUESTION}")
    listed = chat.command("/harbour", typed)
    assert listed.only_for == PERSON
    assert QUESTION in listed.shown
    assert QUESTION in listed.text
    said, own = chat.press(wording.STOP_WATCHING, listed)
    assert said.shown == f"Ann stopped watching “{QUESTION}” here."
    assert own.shown == wording.WATCH_STOPPED
    assert services.store.watches_in(CHANNEL) == []
    (again,) = chat.press(wording.STOP_WATCHING, listed)
    assert again.shown == wording.NOT_WATCHED


def test_a_topics_word_alone_is_watched_as_its_question(chat: Chat, services: Services) -> None:
    chat.mention(f"<@{BOT}> watch size")
    (watch,) = services.store.watches_in(CHANNEL)
    assert watch.question == "How many ports are in the harbour league?"


def test_watch_may_be_a_word_of_a_question(chat: Chat, services: Services) -> None:
    assert "Asked:" in chat.mention(f"<@{BOT}> watch makers of Larvik?").shown
    assert services.store.watches_in(CHANNEL) == []


def test_in_a_channel_that_is_shared_with_others_nothing_is_watched(chat: Chat, services: Services) -> None:
    chat.workspace.conversations.rooms["C0SHARED"] = Room(more={"is_ext_shared": True})
    refused = chat.command("/harbour", "watch size", channel_id="C0SHARED")
    assert refused.shown == f"{wording.NOT_IN_SHARED}."
    assert services.store.watches_of(PERSON) == []


def test_only_who_is_in_the_channel_and_only_where_the_bot_is(chat: Chat, services: Services) -> None:
    rooms = chat.workspace.conversations.rooms
    rooms["C0CLOSED"] = Room(members={BOT})
    rooms["C0EMPTY"] = Room(members={PERSON})
    refused = chat.command("/harbour", "watch size", channel_id="C0CLOSED")
    assert refused.shown == f"{wording.MEMBERS_ONLY}."
    assert chat.command("/harbour", "watch size", channel_id="C0EMPTY").shown == f"{wording.INVITE_FIRST}."
    assert services.store.watches_of(PERSON) == []


def test_a_topic_that_is_not_there_is_not_watched(chat: Chat, services: Services) -> None:
    chat.command("/nowhere", "watch size")
    assert services.store.watches_of(PERSON) == []


def test_a_channel_has_so_many_watches_and_no_more(chat: Chat, services: Services) -> None:
    for number in range(MOST_WATCHES):
        chat.mention(f"<@{BOT}> watch how many ports has league {number}?")
    full = chat.mention(f"<@{BOT}> watch how many more?")
    assert full.shown == f"{wording.too_many_watches(MOST_WATCHES)}."
    assert len(services.store.watches_in(CHANNEL)) == MOST_WATCHES
    listed = chat.command("/harbour", "watching")
    assert len(listed.blocks) == 1 + 2 * MOST_WATCHES


def test_foreign_text_in_a_watch_stays_text(chat: Chat) -> None:
    said = chat.mention(f"<@{BOT}> watch &lt;!channel&gt; *how* many?")
    assert "<!channel> *how* many?" in said.shown
    assert "<!channel>" not in said.text


def test_nobody_from_outside_stops_a_watch_but_who_set_it(chat: Chat, services: Services) -> None:
    chat.mention(f"<@{BOT}> watch {QUESTION}")
    listed = chat.command("/harbour", "watching")
    room = chat.workspace.conversations.rooms[CHANNEL]
    (watch,) = services.store.watches_in(CHANNEL)
    room.members.discard(PERSON)
    try:
        services.store.remove_watch(watch.id)
        services.store.add_watch(watch._replace(set_by="U0OTHER"))
        (refused,) = chat.press(wording.STOP_WATCHING, listed)
        assert refused.shown == f"{wording.MEMBERS_ONLY}."
        services.store.remove_watch(watch.id)
        services.store.add_watch(watch)
        *_, stopped = chat.press(wording.STOP_WATCHING, listed)
        assert stopped.shown == wording.WATCH_STOPPED
    finally:
        room.members.add(PERSON)
        services.store.remove_watch(watch.id)


def test_a_watch_of_a_channel_that_the_bot_has_left_can_be_stopped(chat: Chat, services: Services) -> None:
    chat.mention(f"<@{BOT}> watch {QUESTION}")
    listed = chat.command("/harbour", "watching")
    room = chat.workspace.conversations.rooms[CHANNEL]
    room.members.discard(BOT)
    try:
        (stopped,) = chat.press(wording.STOP_WATCHING, listed)
    finally:
        room.members.add(BOT)
    assert stopped.shown == wording.WATCH_STOPPED
    assert services.store.watches_in(CHANNEL) == []
