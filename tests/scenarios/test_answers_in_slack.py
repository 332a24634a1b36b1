"""What people do with an answer: read a quote in its article, say whether it helped, and press on when Slack's address
for replies has ended."""

import itertools
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import wording
from bot.background import keep_house
from bot.links import to_quote
from bot.models import Answer, Kind
from bot.services import Services
from bot.store import DigestChannel, Store, Verdict
from tests.scenarios.conftest import Chat
from tests.slack.responses import LASTS, USES
from tests.slack.workspace import ANN, BOT, CHANNEL, PERSON, Sent

QUESTION = "how many ports are in the harbour league?"
IN_VAIN = "what colour is the president's bicycle?"
PEOPLE = itertools.count(1)


@pytest.fixture
def stranger(chat: Chat) -> Iterator[str]:
    """Somebody who has asked nothing yet."""
    name = f"U0STRANGER{next(PEOPLE)}"
    chat.workspace.conversations.people[name] = dict(ANN)
    yield name
    del chat.workspace.conversations.people[name]


@pytest.fixture
def apart(chat: Chat) -> Iterator[str]:
    """A channel that the bot is not in."""
    name = f"C0APART{next(PEOPLE)}"
    chat.workspace.conversations.rooms[name].members.remove(BOT)
    yield name
    del chat.workspace.conversations.rooms[name]


def opened(chat: Chat, act: Callable[[], int]) -> dict[str, Any]:
    """The one page that came of it; nothing is said."""
    before = len(chat.workspace.views)
    assert chat.doing(act) == []
    (view,) = chat.workspace.views[before:]
    return view


def read(chat: Chat, answer: Sent) -> dict[str, Any]:
    button = answer.buttons[wording.READ]
    return opened(chat, lambda: chat.way.action(chat.press_payload(button, answer)))


def on_page(chat: Chat, view: dict[str, Any], action: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends when a button is pressed on an open page, or something is chosen from its menu."""
    return {
        "type": "block_actions",
        "user": {"id": PERSON, "team_id": "T0"},
        "team": {"id": "T0"},
        "api_app_id": "A0",
        "trigger_id": chat.workspace.new_trigger(),
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
        "actions": [{**action, "block_id": "b", "action_ts": chat.workspace.new_ts()}],
    }


def turn(chat: Chat, view: dict[str, Any], action: dict[str, Any]) -> dict[str, Any]:
    """What stands in the page's place then."""
    page = opened(chat, lambda: chat.way.action(on_page(chat, view, action)))
    assert page["id"] == view["id"]
    return page


def shown(view: dict[str, Any]) -> str:
    return Sent(text="", blocks=view["blocks"], channel="", ts="").shown


def menu(view: dict[str, Any]) -> dict[str, Any]:
    element: dict[str, Any] = view["blocks"][0]["elements"][0]
    return element


def choice(view: dict[str, Any], number: int) -> dict[str, Any]:
    made = menu(view)
    kept = {"type": made["type"], "action_id": made["action_id"]}
    return {**kept, "selected_option": made["options"][number]}


def use_up(chat: Chat, payload: dict[str, Any]) -> dict[str, Any]:
    """The payload, with an address for replies that has taken all that it takes."""
    name = payload["response_url"].rsplit("/", 1)[1]
    for _ in range(USES):
        status, _ = chat.workspace.answer_response(name, {"text": "used", "response_type": "ephemeral"})
        assert status == 200
    return payload


def test_the_first_quote_is_read_in_its_article(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    page = read(chat, answer)
    assert answer.quotes[0] in shown(page)
    assert len(menu(page)["options"]) >= 5
    assert menu(page)["initial_option"]["value"] == "0"


def test_every_other_quote_is_read_from_there(chat: Chat) -> None:
    (unfolded,) = chat.press(wording.MORE, chat.command("/ask", QUESTION))
    page = read(chat, unfolded)
    for number, quote in enumerate(unfolded.quotes):
        page = turn(chat, page, choice(page, number))
        assert quote in shown(page)
        assert menu(page)["initial_option"]["value"] == str(number)


def test_what_an_article_says_now_is_shown_beside_what_was_quoted(
    chat: Chat, rewrite: Callable[[str, str], None]
) -> None:
    (unfolded,) = chat.press(wording.MORE, chat.command("/ask", QUESTION))
    number = next(number for number, quote in enumerate(unfolded.quotes) if "14 ports" in quote)
    rewrite("14 ports", "at most 13 ports")
    page = turn(chat, first := read(chat, unfolded), choice(first, number))
    assert wording.STANDINGS["changed"] in shown(page)
    assert "14 ports" in shown(page)
    assert "at most 13 ports" in shown(page)


@pytest.mark.parametrize("value", ["99", "-", "1.5", " "])
def test_a_choice_that_is_none_of_ours_is_refused(chat: Chat, value: str) -> None:
    page = read(chat, chat.command("/ask", QUESTION))
    menu(page)["options"][0]["value"] = value
    (told,) = chat.doing(lambda: chat.way.action(on_page(chat, page, choice(page, 0))))
    assert (told.shown, told.only_for) == (wording.ERRORS["malformed"], PERSON)


def test_a_page_that_slack_does_not_open_is_said_so(chat: Chat) -> None:
    chat.workspace.fail("views.open", "expired_trigger_id")
    (told,) = chat.press(wording.READ, chat.command("/ask", QUESTION))
    assert "expired_trigger_id" in told.shown
    assert told.only_for == PERSON


def test_a_verdict_is_kept_and_thanked_for_and_the_last_one_counts(chat: Chat, services: Services) -> None:
    begun = datetime.now(UTC)
    answer = chat.command("/ask", QUESTION)
    (thanks,) = chat.press(wording.HELPFUL, answer)
    assert (thanks.shown, thanks.only_for, thanks.replaced) == (
        wording.FEEDBACK_THANKS["helpful"],
        PERSON,
        None,
    )
    (thanks,) = chat.press(wording.UNHELPFUL, answer)
    assert thanks.shown == wording.FEEDBACK_THANKS["unhelpful"]
    (kept,) = services.store.feedback(begun)
    assert (kept.verdict, kept.question) == (Verdict.UNHELPFUL, f"/ask {QUESTION}")
    assert kept.answer in answer.shown


def test_a_verdict_on_an_answer_that_is_no_longer_kept_is_said_so(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = chat.command("/ask", QUESTION)
    monkeypatch.setattr(Store, "answer", lambda *_: None)
    (told,) = chat.press(wording.HELPFUL, answer)
    assert told.shown == wording.ANSWER_GONE


def test_who_asked_what_is_noted(chat: Chat, services: Services, stranger: str) -> None:
    chat.command("/ask", IN_VAIN, user_id=stranger)
    chat.mention(f"<@{BOT}> {QUESTION}", user=stranger)
    found, nothing = services.store.recent_asked(stranger, 9)
    assert (found.question, found.answered, found.channel) == (QUESTION, True, CHANNEL)
    assert (nothing.question, nothing.answered) == (f"/ask {IN_VAIN}", False)
    assert services.store.answer(nothing.answer) is not None


def test_what_is_no_question_is_not_noted(chat: Chat, services: Services, stranger: str) -> None:
    chat.command("/ask", "verify 2222222222", user_id=stranger)
    chat.command("/ask", "help", user_id=stranger)
    assert services.store.recent_asked(stranger, 9) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("hello", wording.HELLO),
        ("Thanks a lot!", wording.WELCOME),
        (":wave:", wording.NOTHING_ASKED),
        ("?", wording.NOTHING_ASKED),
    ],
)
def test_small_talk_gets_a_word_back_and_is_not_noted(
    chat: Chat, services: Services, stranger: str, said: str, told: str
) -> None:
    for reply in (chat.command("/ask", said, user_id=stranger), chat.mention(f"<@{BOT}> {said}", user=stranger)):
        assert reply.shown.startswith(told)
        assert wording.ASKED not in reply.shown
    assert services.store.recent_asked(stranger, 9) == []


def test_who_asked_what_is_forgotten_after_thirty_days(services: Services, stranger: str) -> None:
    for days in (29, 31):
        asked = Answer(question=f"{days} days ago?", status="not_found", kind=Kind.OPEN, headline="No.")
        services.store.keep_asked(asked, stranger, CHANNEL, datetime.now(UTC) - timedelta(days=days))
    stop = threading.Event()
    stop.set()
    keep_house(services, stop)
    assert [one.question for one in services.store.recent_asked(stranger, 9)] == ["29 days ago?"]


def test_the_digest_of_the_channel_says_what_was_not_found_there(chat: Chat, services: Services) -> None:
    zone = ZoneInfo("UTC")
    for channel in ("C0WEEKLY", "C0OTHER"):
        today = datetime.now(zone).weekday()
        services.store.save_digest_channel(DigestChannel(channel, time(8, 30), zone, weekdays=(today,)))
    chat.command("/ask", f"{IN_VAIN} In private?", channel_id="C0WEEKLY")
    chat.mention(f"<@{BOT}> {IN_VAIN}", channel="C0WEEKLY")
    line = wording.not_found_here([IN_VAIN])
    assert line in chat.command("/digest", "preview", channel_id="C0WEEKLY").shown
    assert "not found" not in chat.command("/digest", "preview", channel_id="C0OTHER").shown


@pytest.mark.parametrize("way", ["used", "expired"])
def test_an_answer_comes_as_a_new_message_where_the_address_has_ended(
    chat: Chat, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    payload = chat.command_payload("/ask", QUESTION)
    if way == "used":
        use_up(chat, payload)
    else:
        monkeypatch.setattr(chat.workspace, "ahead", LASTS + 1)
    (told,) = chat.doing(lambda: chat.way.command(payload))
    assert told.quotes
    assert (told.only_for, told.channel) == (PERSON, CHANNEL)
    assert chat.workspace.calls[-1] == "chat.postEphemeral"


def test_what_should_have_been_replaced_comes_anew(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    payload = use_up(chat, chat.press_payload(answer.buttons[wording.MORE], answer))
    (unfolded,) = chat.doing(lambda: chat.way.action(payload))
    assert len(unfolded.quotes) > len(answer.quotes)
    assert (unfolded.only_for, unfolded.replaced) == (PERSON, None)
    (folded,) = chat.press(wording.FEWER, unfolded)
    assert (folded.quotes, folded.replaced) == (answer.quotes, unfolded.ts)


def test_what_stands_in_a_thread_comes_anew_in_that_thread(chat: Chat) -> None:
    answer = chat.mention(f"<@{BOT}> {QUESTION}")
    payload = use_up(chat, chat.press_payload(answer.buttons[wording.MORE], answer))
    (unfolded,) = chat.doing(lambda: chat.way.action(payload))
    assert (unfolded.only_for, unfolded.thread) == (PERSON, answer.thread)


def test_an_answer_is_shared_all_the_same(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    payload = use_up(chat, chat.press_payload(answer.buttons[wording.SHARE], answer))
    shared, own = chat.doing(lambda: chat.way.action(payload))
    assert (shared.only_for, shared.channel, shared.quotes) == (None, CHANNEL, answer.quotes)
    assert (own.only_for, wording.SHARED in own.shown) == (PERSON, True)


def test_where_the_bot_is_not_it_answers_in_a_message_of_the_persons_own(chat: Chat, apart: str) -> None:
    payload = use_up(chat, chat.command_payload("/ask", QUESTION, channel_id=apart))
    (told,) = chat.doing(lambda: chat.way.command(payload))
    assert told.quotes
    assert (told.channel, told.only_for) == (PERSON, PERSON)


def test_where_the_bot_is_not_nothing_can_be_shared_anew_and_that_is_said(chat: Chat, apart: str) -> None:
    answer = chat.command("/ask", QUESTION, channel_id=apart)
    payload = use_up(chat, chat.press_payload(answer.buttons[wording.SHARE], answer))
    (told,) = chat.doing(lambda: chat.way.action(payload))
    assert "not_in_channel" in told.shown
    assert (told.channel, told.only_for) == (PERSON, PERSON)


def test_what_slack_refuses_for_another_reason_is_said(chat: Chat) -> None:
    chat.workspace.fail("chat.postEphemeral", "restricted_action")
    payload = use_up(chat, chat.command_payload("/ask", QUESTION))
    (told,) = chat.doing(lambda: chat.way.command(payload))
    assert "restricted_action" in told.shown
    assert (told.channel, told.only_for) == (CHANNEL, PERSON)


def test_a_link_leads_to_the_quote(chat: Chat) -> None:
    (unfolded,) = chat.press(wording.MORE, chat.command("/ask", QUESTION))
    links = [each["url"] for each in _elements(unfolded.blocks) if each.get("type") == "link"]
    (quote,) = (quote for quote in unfolded.quotes if "12 ports" in quote)
    assert links == [to_quote("https://ledger.example/league-grows", quote)]
    assert "#:~:text=The%20harbour%20league" in links[0]
    assert "https://ledger.example/league-grows)" in unfolded.text


def _elements(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in the blocks that has a type."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _elements(each)


def test_answers_go_over_a_connection_that_is_kept(chat: Chat) -> None:
    assert chat.command("/harbour", "size").quotes
    made = chat.workspace.http.connections
    assert chat.command("/harbour", "size").quotes
    assert chat.mention(f"<@{BOT}> how many ports are in the harbour league?").quotes
    assert chat.workspace.http.connections == made
