"""Typing is mended against what the corpus holds, and every change is said."""

from collections.abc import Callable

import pytest

from bot.answers.mending import mend
from bot.search import Vocabulary
from tests.answers.newsroom import Newsroom

Open = Callable[..., Newsroom]
PRESS = {
    "fleet.md": (
        "---\ntitle: Fleet talks at Brenholm\n---\n"
        "President Mirela Vostrikova met Admiral Klaus Müller in Paris. Vostrikova said the ceasefire holds. "
        "The United Kingdom sent two ships, and the British crew stayed.\n\n"
        "Mr Tchorovsky spoke of a coronavirus ward. The fleet commander Mohammed Darwazeh agreed. "
        "Darwazeh stayed in the harbour house, and J.D. Quillfeather wrote a report for NATO.\n"
    ),
}


@pytest.fixture(scope="module")
def press(open_newsroom: Open) -> Newsroom:
    return open_newsroom(PRESS, topics="")


def shown(press: Newsroom, typed: str) -> tuple[str, list[str]]:
    index = press.services.index
    mended = mend(typed, index, Vocabulary(index))
    return mended.text, [correction.shown for correction in mended.corrections]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("what did Votsrikova say", "what did Vostrikova say"),
        ("what did vostrikva say", "what did Vostrikova say"),
        ("what did Wostrikowa say", "what did Vostrikova say"),
        ("what about Mueller", "what about Müller"),
        ("what about Chorovskiy", "what about Tchorovsky"),
        ("what did Muhammad say", "what did Mohammed say"),
        ("the vostrikovasaid", "the Vostrikova said"),
        ("who stayed inparis", "who stayed in Paris"),
        ("Unitedkingdom ships", "United Kingdom ships"),
        ("Germny and the Unted Kingdom", "Germny and the United Kingdom"),
        ("corona virus ward", "coronavirus ward"),
        ("the cease-fire", "the ceasefire"),
        ("the cease fire", "the ceasefire"),
        ("the Vost rikova talks", "the Vostrikova talks"),
        ("hwo many ships", "how many ships"),
        ("hwo sent ships", "who sent ships"),
        ("hwo many ppl", "how many people"),
        ("did the govt report", "did the government report"),
        ("whats the ceasefire", "what is the ceasefire"),
        ("Whos in the house", "who is in the house"),
        ("why didnt the crew stay", "why didn't the crew stay"),
        ("whta did she say", "what did she say"),
        ("who atended", "who attended"),
        ("what did NTAO report", "what did NATO report"),
        ("what of Brenhlom", "what of Brenholm"),
        ("DID VOTSRIKOVA SPEAK", "DID VOSTRIKOVA SPEAK"),
        ("Did Votsrikova Speak", "Did Vostrikova Speak"),
        ("what did M. Vostrikova say", "what did Mirela Vostrikova say"),
    ],
)
def test_what_is_near_a_word_of_the_corpus_is_mended_and_said(press: Newsroom, typed: str, text: str) -> None:
    mended, corrections = shown(press, typed)
    assert mended == text
    assert corrections


@pytest.mark.parametrize(
    "typed",
    [
        "what did Vostrikova say about the ceasefire in Paris?",
        "what did Müller and Muller say?",
        "how many tanks and tables are there",
        "what about Washington, Bradford and Goodman",
        "the Republic of Fleeth",
        "did Harbin and Darwin speak",
        "did they win or lose what they won",
        "what did MATO and DATO say",
        "Кто был в Париже",
        "谁参加了会议",
        "ما هو",
        "🙂 🙃",
        "x" * 900,
        "",
    ],
)
def test_what_is_right_or_far_from_every_word_is_let_be(press: Newsroom, typed: str) -> None:
    assert shown(press, typed) == (typed, [])


def test_another_initial_is_another_person(press: Newsroom) -> None:
    assert shown(press, "what did B. Vostrikova say")[0] == "what did B. Vostrikova say"
    assert press.ask("what did B. Vostrikova say?").status == "not_found"


@pytest.mark.parametrize("name", ["J.D. Quillfeather", "JD Quillfeather", "J. D. Quillfeather", "J D Quillfeather"])
def test_initials_are_one_word_however_they_are_written(press: Newsroom, name: str) -> None:
    answer = press.ask(f"what did {name} write?")
    assert answer.status == "answered"
    assert "showing" not in answer.headline


def test_a_middle_initial_that_the_corpus_lacks_is_left_out(press: Newsroom) -> None:
    assert shown(press, "what did Klaus T. Müller say") == ("what did Klaus Müller say", [])


def test_no_more_than_some_unknown_words_are_looked_into(press: Newsroom) -> None:
    many = " ".join(f"Qwrtz{'abcdefghijkl'[n]}p" for n in range(12))
    assert shown(press, f"{many} Votsrikova") == (f"{many} Votsrikova", [])


@pytest.mark.parametrize(
    "typed",
    ["what did Vos\u00adtri\u200bkova say?", "what did Ｖｏｓｔｒｉｋｏｖａ say?", "what of Vostrikova`s ceasefire?"],
)
def test_what_cannot_be_seen_makes_no_other_word(press: Newsroom, typed: str) -> None:
    answer = press.ask(typed)
    assert answer.status == "answered"
    assert "showing" not in answer.headline


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("what did Votsrikova say?", "(showing Vostrikova)"),
        ("the cease fire", "(showing ceasefire)"),
        ("what about the vostrikovasaid", "(showing Vostrikova said)"),
        ("Did Votsrikova meet Ronaldo?", "No article here mentions “Ronaldo”. (showing Vostrikova)"),
    ],
)
def test_the_headline_says_what_was_mended(press: Newsroom, typed: str, said: str) -> None:
    assert said in press.ask(typed).headline


def test_a_word_that_stands_in_a_title_alone_is_known(press: Newsroom) -> None:
    assert press.ask("what of the talks at Brenholm?").headline.find("No article") == -1
