"""Questions for those to whom something is done, for whoever holds a post or said something, and for how old it is."""

import pytest

from tests.answers.conftest import Open
from tests.answers.newsroom import Newsroom

ARTICLES = {
    "choir.md": (
        "---\ntitle: Vardal choir names a director\npublished: 2025-06-03\n---\n"
        "The Vardal choir has found a new director, ten days after Per Holt was sacked.\n\n"
        "The choir presented its new director, the 44-year-old Swede Nora Ask, on Monday, together with its "
        "chairman, Ola Rud.\n\n"
        "The choir was founded in 1904 by dockers. It rehearses in the old customs house, which the port authority "
        "owns.\n\n"
        "“A choir belongs by the sea,” said Kari Lund, who sings alto. Lund added that fees must fall. She said "
        "rehearsals belong in the evening.\n\n"
        "“The roof leaks on us all,” the night watchman, Nils Vik, told the board.\n"
    ),
    "fire.md": (
        "---\ntitle: Two held after a fire\npublished: 2025-06-05\n---\n"
        "A fireworks seller, Lars Moe, was arrested after the fire on Sunday, Inspector Eva Dahl told reporters. "
        "Police also fined Tom Berg. Nobody was hurt.\n\n"
        "The quay at Vardal, which the county owns, was damaged. The bakery offered bread to all.\n"
    ),
}


@pytest.fixture(scope="module")
def town(open_newsroom: Open) -> Newsroom:
    return open_newsroom(ARTICLES)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("who was sacked?", ["Per Holt"]),
        ("who got dismissed?", ["Per Holt"]),
        ("who was arrested?", ["Lars Moe"]),
        ("who has been arrested after the fire?", ["Lars Moe"]),
        ("who was fined?", ["Tom Berg"]),
        ("who is the new director of the Vardal choir?", ["Nora Ask"]),
        ("who said rehearsals belong in the evening?", ["Kari Lund"]),
        ("who said a choir belongs by the sea?", ["Kari Lund"]),
        ("who said the roof leaks?", ["Nils Vik"]),
        ("who owns the customs house?", ["port authority"]),
        ("who owns the quay?", ["county"]),
        ("how old is the choir?", ["in 1904"]),
    ],
)
def test_whoever_or_whatever_is_asked_for_is_named_alone(town: Newsroom, typed: str, expected: list[str]) -> None:
    assert [finding.value for finding in town.ask(typed).findings] == expected


def test_where_nobody_is_named_what_is_told_is_quoted(town: Newsroom) -> None:
    answer = town.ask("who was hurt?")
    assert [finding.value for finding in answer.findings][:1] == [None]
    assert "Nobody was hurt." in answer.findings[0].citations[0].quote


@pytest.mark.parametrize("typed", ["who owns the bakery?", "how old is the quay?"])
def test_what_is_told_of_another_thing_is_no_answer(town: Newsroom, typed: str) -> None:
    assert town.ask(typed).status == "not_found"


def test_what_was_done_to_a_thing_is_no_definition(town: Newsroom) -> None:
    answer = town.ask("what was damaged?")
    assert "quay" in answer.findings[0].citations[0].quote


def test_of_several_questions_the_one_that_is_answered_is_said(town: Newsroom) -> None:
    answer = town.ask("what is the airspeed of a swallow? who was arrested?")
    assert [finding.value for finding in answer.findings] == ["Lars Moe"]
    assert "“who was arrested?” alone" in answer.headline
    assert "alone" not in town.ask("Who was sacked? Who was arrested?").headline


def test_the_colours_of_a_terminal_are_no_words(town: Newsroom) -> None:
    for typed in ("\x1b[1mwho\x1b[0m was \x1b[31;1marrested\x1b[0m?", "[1mwho[0m was [31marrested[0m?"):
        assert [finding.value for finding in town.ask(typed).findings] == ["Lars Moe"]


@pytest.mark.parametrize(("typed", "shown"), [("what did the bakery ofer?", "offer"), ("wen was the fire?", "when")])
def test_a_letter_left_out_is_the_one_that_is_meant(town: Newsroom, typed: str, shown: str) -> None:
    answer = town.ask(typed)
    assert answer.status == "answered"
    assert f"showing {shown}" in answer.headline
