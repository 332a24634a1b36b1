"""Follow-ups in a thread: they keep what the question before was about, for all who see the thread and no others."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from bot import wording
from bot.background import KNOWN, keep_house
from bot.services import Services, open_services
from bot.settings import Settings
from bot.store import Thread
from tests.scenarios import summit
from tests.scenarios.conftest import Chat
from tests.slack.workspace import APP_TOKEN, BOT, BOT_TOKEN, CHANNEL, PERSON, SECRET, Sent, Workspace

WHO = "who attended the summit in Varde?"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, workspace: Workspace) -> Settings:
    folder = tmp_path_factory.mktemp("summit")
    summit.write(folder / "articles")
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=workspace.api_url,
        dateline_corpus=folder / "articles",
        dateline_data=folder / "data",
        port=0,
    )


@pytest.fixture(scope="session")
def services(settings: Settings) -> Iterator[Services]:
    with closing(open_services(settings)) as opened:
        opened.refresh()
        yield opened


def mention(chat: Chat, text: str, thread: str | None = None, **more: str) -> Sent:
    return chat.mention(f"<@{BOT}> {text}", **{**({"thread_ts": thread} if thread else {}), **more})


def asked(message: Sent) -> str:
    """The question as it was understood."""
    return next(line for line in message.text.splitlines() if line.startswith(wording.ASKED)).split(" ", 1)[1]


@pytest.fixture
def thread(chat: Chat) -> str:
    """A thread in which it was asked who came to the summit."""
    begun = mention(chat, WHO).thread
    assert begun
    return begun


@pytest.mark.parametrize(
    ("said", "understood", "shown"),
    [
        ("when?", "When was the summit in Varde?", "3 March 2025"),
        ("and in Madrid?", "Who attended the summit in Madrid?", "Lena Okafor"),
        ("who chaired it?", "Who chaired the summit in Varde?", "Mara Lindqvist"),
        ("and Carmen Ibarra?", "Did Carmen Ibarra attend the summit in Varde?", "not invited"),
        ("who was not invited?", "Who attended the summit in Varde? Who was not invited?", "Carmen Ibarra"),
        ("and Norway?", "Did Norway attend the summit in Varde?", wording.no_mention(["Norway"])),
    ],
)
def test_a_follow_up_keeps_what_the_thread_is_about(
    chat: Chat, thread: str, said: str, understood: str, shown: str
) -> None:
    answer = mention(chat, said, thread)
    assert (answer.thread, asked(answer)) == (thread, understood)
    assert shown in answer.shown


def test_each_follow_up_goes_on_from_the_one_before(chat: Chat, thread: str) -> None:
    mention(chat, "who chaired it?", thread)
    said = mention(chat, "what did she say?", thread)
    assert asked(said) == "What did Mara Lindqvist say?"
    assert "halve the fee" in said.shown
    other = mention(chat, "and Oskar Brandt?", thread)
    assert asked(other) == "What did Oskar Brandt say?"
    assert "stay as it is" in other.shown


def test_who_else_shows_those_who_were_not_shown_and_then_says_that_there_are_no_more(chat: Chat) -> None:
    first = mention(chat, WHO)
    rest = mention(chat, "who else?", first.thread)
    assert asked(rest) == "who else attended the summit in Varde?"
    assert rest.blocks[0]["text"]["text"] == "Ingrid Vos · Helena Prado · Piotr Wolski · Carmen Ibarra"
    assert wording.NOTHING_MORE in mention(chat, "anyone else?", first.thread).shown


def test_those_who_came_are_not_forgotten_after_when(chat: Chat, thread: str) -> None:
    assert asked(mention(chat, "when?", thread)) == "When was the summit in Varde?"
    assert asked(mention(chat, "and Norway?", thread)) == "Did Norway attend the summit in Varde?"
    assert asked(mention(chat, "who else?", thread)) == "who else attended the summit in Varde?"


def test_who_said_so_is_an_aside_whose_answer_is_spoken_of(chat: Chat) -> None:
    thread = mention(chat, "How many ports does the harbour league count?").thread
    mention(chat, "who said so?", thread)
    assert asked(mention(chat, "who is he?", thread)) == "Who is Jonas Weil?"


def test_a_question_of_its_own_is_asked_as_it_stands(chat: Chat, thread: str) -> None:
    answer = mention(chat, "who attended the talks in Madrid?", thread)
    assert asked(answer) == "who attended the talks in Madrid?"
    assert asked(mention(chat, "when?", thread)) == "When were the talks in Madrid?"


def test_what_is_no_question_is_no_follow_up(chat: Chat, thread: str, services: Services) -> None:
    mention(chat, "watch how many ports are in it", thread)
    (watch,) = services.store.watches_in(CHANNEL)
    services.store.remove_watch(watch.id)
    assert watch.question == "how many ports are in it"
    assert wording.SIDE_BY_SIDE in mention(chat, "check: it has 12 ports", thread).shown


def test_in_a_thread_where_nothing_was_asked_there_is_nothing_to_go_on_from(chat: Chat) -> None:
    assert asked(mention(chat, "and Norway?", chat.workspace.new_ts())) == "and Norway?"


def test_what_found_nothing_is_gone_on_from_and_thanks_are_not(chat: Chat) -> None:
    first = mention(chat, "who attended the summit in Oslo?")
    assert asked(mention(chat, "and in Varde?", first.thread)) == "Who attended the summit in Varde?"
    mention(chat, "thanks!", first.thread)
    assert asked(mention(chat, "when?", first.thread)) == "When was the summit in Varde?"


def test_a_pressed_question_is_asked_as_it_stands_and_gone_on_from(chat: Chat) -> None:
    first = mention(chat, "who attended the funeral in Varde?")
    label = next(label for label in first.buttons if label.startswith("Who attended"))
    (pressed,) = chat.press(label, first)
    assert (pressed.thread, asked(pressed)) == (first.thread, label)
    assert asked(mention(chat, "when?", first.thread)).startswith("When was the ")


def test_a_command_of_a_topic_stands_for_its_question(chat: Chat) -> None:
    first = mention(chat, "harbour size")
    assert asked(mention(chat, "who said so?", first.thread)).startswith(
        "How many ports does the harbour league count?"
    )


def test_another_process_knows_what_the_thread_is_about(chat: Chat, thread: str, settings: Settings) -> None:
    with closing(open_services(settings)) as other:
        about = other.store.thread(CHANNEL, thread)
    assert about is not None
    assert about.question == WHO
    assert about.named[0] == "Mara Lindqvist"


def test_what_one_person_saw_alone_is_not_gone_on_from_by_another(chat: Chat) -> None:
    conversations = chat.workspace.conversations
    conversations.people["U0GUEST7"] = {**conversations.people[PERSON], "is_restricted": True}
    conversations.rooms["C0FOLLOW"].members.add("U0GUEST7")
    thread = chat.workspace.new_ts()
    alone = mention(chat, WHO, thread, channel="C0FOLLOW", user="U0GUEST7")
    assert alone.only_for == "U0GUEST7"
    assert asked(mention(chat, "when?", thread, channel="C0FOLLOW")) == "when?"
    further = mention(chat, "who chaired it?", thread, channel="C0FOLLOW", user="U0GUEST7")
    assert (further.only_for, asked(further)) == ("U0GUEST7", "Who chaired the summit in Varde?")


def test_what_a_thread_was_about_is_forgotten_after_a_month(services: Services) -> None:
    now = datetime.now(UTC)
    services.store.save_thread("C0OLD", "1.1", Thread(WHO), now - KNOWN - timedelta(minutes=1))
    services.store.save_thread("C0OLD", "2.2", Thread(WHO), now - KNOWN + timedelta(hours=1))
    stop = Event()
    stop.set()
    keep_house(services, stop)
    assert services.store.thread("C0OLD", "1.1") is None
    assert services.store.thread("C0OLD", "2.2") == Thread(WHO)
