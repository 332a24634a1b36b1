"""Several turns of one thread, over real articles: who was spoken of, and what was shown, is not forgotten."""

from datetime import date

import pytest

from bot.answers.followups import resolve
from bot.answers.remembering import remembered
from bot.answers.saying import beyond, quote_ids
from bot.answers.whole_questions import FollowUp
from bot.models import Answer
from bot.store import Thread
from tests.answers.conftest import Open
from tests.answers.newsroom import Newsroom
from tests.scenarios import summit

SHOWN = 3
TODAY = date(2025, 3, 20)


class Talk:
    """A thread: what is said goes on from what was said before."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._about: Thread | None = None

    def say(self, said: str) -> tuple[str, Answer]:
        """The question as it was understood, and its answer."""
        found = resolve(said, self._about, TODAY) if self._about else None
        if found and found.goes_on:
            return found.question, self._rest(found.goes_on, found.question)
        return found.question if found else said, self._answer(found, said)

    def _answer(self, found: FollowUp | None, said: str) -> Answer:
        answer = self._newsroom.ask(found.question if found else said)
        before = self._about if found else None
        self._about = remembered(answer, SHOWN, (), before, is_aside=bool(found and found.is_aside)) or self._about
        return answer

    def _rest(self, before: Thread, asked: str) -> Answer:
        answer = beyond(self._newsroom.ask(before.question), before.shown, asked)
        self._about = before._replace(shown=(*before.shown, *quote_ids(answer.findings)))
        return answer


@pytest.fixture
def newsroom(open_newsroom: Open) -> Newsroom:
    return open_newsroom({"summit.md": summit.SUMMIT, "fee.md": summit.WORDS, "madrid.md": summit.MADRID})


@pytest.fixture
def talk(newsroom: Newsroom) -> Talk:
    return Talk(newsroom)


def values(answer: Answer) -> set[str | None]:
    return {finding.value for finding in answer.findings}


def test_who_else_neither_skips_nor_repeats_where_an_article_has_come_in_between(
    newsroom: Newsroom, talk: Talk
) -> None:
    _, first = talk.say("who attended the summit in Varde?")
    shown = {finding.value for finding in first.findings[:SHOWN]}
    newsroom.write("late.md", summit.SUMMIT.replace("Oskar Brandt, Ana", "Ada Quist, Bo Quill, Oskar Brandt, Ana"))
    newsroom.refresh()
    asked, rest = talk.say("who else?")
    assert asked == "who else attended the summit in Varde?"
    assert values(rest).isdisjoint(shown)
    assert values(rest) | shown >= values(first) | {"Ada Quist", "Bo Quill"}
    assert talk.say("anyone else?")[1].findings == ()


def test_those_who_came_are_not_forgotten_after_when(talk: Talk) -> None:
    talk.say("who attended the summit in Varde?")
    assert talk.say("when?")[0] == "When was the summit in Varde?"
    assert talk.say("and Canada?")[0] == "Did Canada attend the summit in Varde?"
    asked, rest = talk.say("who else?")
    assert asked == "who else attended the summit in Varde?"
    assert "Carmen Ibarra" in values(rest)


def test_whoever_was_spoken_of_is_who_she_is_after_when(talk: Talk) -> None:
    talk.say("who chaired the summit in Varde?")
    talk.say("when?")
    assert talk.say("what did she say?")[0] == "What did Mara Lindqvist say?"


def test_whoever_said_so_is_spoken_of_and_the_question_before_is_kept(talk: Talk) -> None:
    talk.say("How many ports does the harbour league count?")
    talk.say("who said so?")
    assert talk.say("who is he?")[0] == "Who is Jonas Weil?"


def test_of_two_questions_the_second_is_asked_for_others() -> None:
    about = Thread("Where was the hearing? Who was absent?", ("Ann Berg",), ("2abc",))
    found = resolve("who else?", about, TODAY)
    assert found == FollowUp("Where was the hearing? Who else was absent?", goes_on=about)
