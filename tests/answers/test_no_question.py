"""What is typed and is no question, or none in English, is told so in words that help."""

import pytest

from bot import wording
from bot.answers.no_question import said_to
from bot.errors import UnknownTopic
from tests.answers.newsroom import Newsroom


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hello", wording.HELLO),
        ("Hi there!", wording.HELLO),
        ("/ask Good morning, everyone :wave:", wording.HELLO),
        ("thanks", wording.WELCOME),
        ("OK, great, thank you very much 🙏", wording.WELCOME),
        ("perfect", wording.WELCOME),
        ("?", wording.NOTHING_ASKED),
        ("/", wording.NOTHING_ASKED),
        ("👍🏽", wording.NOTHING_ASKED),
        (":+1: :tada:", wording.NOTHING_ASKED),
    ],
)
def test_small_talk_gets_a_word_back(newsroom: Newsroom, typed: str, said: str) -> None:
    answer = newsroom.ask(typed)
    assert (answer.status, answer.headline, answer.findings) == ("not_found", said, ())
    assert answer.suggestions
    assert all(newsroom.ask(question).status == "answered" for question in answer.suggestions)


@pytest.mark.parametrize(
    "typed",
    [
        "who said hello?",
        "good news?",
        "who thanked the keepers?",
        "hi-tech lamps",
        "7",
        "cheers at the fund",
        "/fund",
        "é?",
    ],
)
def test_what_only_looks_like_it_is_a_question(typed: str) -> None:
    assert said_to(typed) is None


def test_a_command_that_nobody_defines_is_told_from_small_talk(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownTopic):
        newsroom.ask("/hello")


@pytest.mark.parametrize(
    "typed",
    ["Сколько городов в фонде?", "كم عدد المدن في الصندوق؟", "基金有多少城镇？", "Πόσες πόλεις έχει το ταμείο;"],
)
def test_a_question_in_another_script_is_asked_for_in_english(newsroom: Newsroom, typed: str) -> None:
    answer = newsroom.ask(typed)
    assert (answer.status, answer.headline) == ("not_found", wording.NOT_IN_ENGLISH)
    assert answer.suggestions


def test_one_name_in_another_script_is_part_of_a_question_in_english(newsroom: Newsroom) -> None:
    assert newsroom.ask("what did Ида say about Jupiter?").headline != wording.NOT_IN_ENGLISH
