"""An answer that was given in Slack is checked there by its id."""

import re
from collections.abc import Callable

import pytest

from bot import wording
from bot.services import Services
from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT, PERSON, Sent

QUESTION = "how many ports are in the harbour league?"


def id_of(answer: Sent) -> str:
    """The id as a person reads it off an answer."""
    (found,) = re.findall(r"/ask verify (\w+)", answer.shown)
    assert f"/ask verify {found}" in answer.text
    return str(found)


def test_an_answer_that_stands_is_said_so_to_the_person_alone(chat: Chat) -> None:
    answer = chat.command("/ask", QUESTION)
    receipt = chat.command("/ask", f"verify {id_of(answer)}")
    assert receipt.only_for == PERSON
    assert re.match(r"All \d+ quotes still stand\.", receipt.shown)
    assert set(answer.quotes) <= set(receipt.quotes)
    assert f"{wording.ASKED} /ask {QUESTION}" in receipt.shown


def test_what_changed_is_shown_before_and_after(chat: Chat, rewrite: Callable[[str, str], None]) -> None:
    answer_id = id_of(chat.command("/ask", QUESTION))
    rewrite("14 ports", "at most 13 ports")
    receipt = chat.command("/ask", f"verify {answer_id}")
    assert "no longer stands." in receipt.shown
    before, after = receipt.quotes[:2]
    assert before.startswith("Critics say that 14 ports are in the harbour league")
    assert after.startswith("Critics say that at most 13 ports are in the harbour league")
    assert wording.STANDINGS["changed"] in receipt.text


@pytest.mark.parametrize("typed", ["Verify {}", "verify  `{}`", "VERIFY {}?"])
def test_the_id_may_be_typed_in_several_ways(chat: Chat, typed: str) -> None:
    answer_id = id_of(chat.command("/harbour", "size"))
    assert "still stand" in chat.command("/ask", typed.format(answer_id.upper())).shown


def test_the_same_answer_has_the_same_id_also_when_it_is_shared_or_unfolded(chat: Chat) -> None:
    first, second = chat.command("/ask", QUESTION), chat.command("/ask", QUESTION)
    (unfolded,) = chat.press(wording.MORE, second)
    shared, _ = chat.press(wording.SHARE, unfolded)
    assert id_of(first) == id_of(second) == id_of(unfolded) == id_of(shared)


def test_footnotes_are_given_as_markdown(chat: Chat) -> None:
    answer_id = id_of(chat.command("/ask", QUESTION))
    footnotes = chat.command("/ask", f"footnotes {answer_id}")
    assert footnotes.only_for == PERSON
    assert footnotes.shown.startswith(f"## /ask {QUESTION}\n")
    assert "[^1]: “" in footnotes.shown
    assert "\\<!channel\\> 15 ports" in footnotes.shown
    assert "<!channel" not in str(footnotes.raw)


def test_a_mention_is_answered_in_the_thread(chat: Chat) -> None:
    answer = chat.mention(f"<@{BOT}> {QUESTION}")
    receipt = chat.mention(f"<@{BOT}> verify {id_of(answer)}", thread_ts=answer.thread)
    assert (receipt.only_for, receipt.thread) == (None, answer.thread)
    assert "still stand" in receipt.shown


def test_an_answer_that_found_nothing_has_an_id_too(chat: Chat) -> None:
    answer = chat.command("/ask", "what colour is the president's bicycle?")
    (answer_id,) = re.findall(r"Answer `(\w+)`", answer.shown)
    assert chat.command("/ask", f"verify {answer_id}").shown.startswith(wording.verdict(()))
    assert "president" in chat.command("/ask", f"footnotes {answer_id}").shown


@pytest.mark.parametrize("asked", ["verify", "footnotes"])
def test_an_id_that_nobody_gave_out_is_one_line(chat: Chat, asked: str) -> None:
    told = chat.command("/ask", f"{asked} 2222222222")
    assert (told.shown, told.only_for) == (wording.no_answer("2222222222"), PERSON)


@pytest.mark.parametrize("asked", ["verify", "footnotes"])
@pytest.mark.parametrize("typed", ["4p0eqcz52", "4p0eqcz52hh", "A-17"])
def test_what_cannot_be_an_id_is_told_from_one_and_is_no_question(
    chat: Chat, services: Services, asked: str, typed: str
) -> None:
    before = services.store.recent_asked(PERSON, 100)
    told = chat.command("/ask", f"{asked} {typed}")
    assert told.shown == wording.no_id(typed)
    assert services.store.recent_asked(PERSON, 100) == before


@pytest.mark.parametrize("question", ["verify that 12 ports are in the harbour league", "verify government", "verify"])
def test_a_question_that_begins_with_verify_is_a_question(chat: Chat, question: str) -> None:
    assert f"{wording.ASKED} /ask {question}" in chat.command("/ask", question).shown


def test_another_command_does_not_verify(chat: Chat) -> None:
    answer_id = id_of(chat.command("/harbour", "size"))
    assert wording.ASKED in chat.command("/harbour", f"verify {answer_id}").shown
