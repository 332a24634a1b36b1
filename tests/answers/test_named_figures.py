"""Questions that name a figure: only what gives it answers, and other figures of the same are offered instead."""

import pytest

from tests.answers.conftest import Open
from tests.answers.newsroom import Newsroom

TOLD = {
    "a.md": "The new pier of Larvik will cost $18 million, according to the mayor, Jane Roe.",
    "b.md": "The new pier of Larvik will cost $12 million, Otto Quell of the harbour said.",
    "c.md": "Kari Lund offered $3 million for the lighthouse of Larvik. The lighthouse has 62 steps.",
    "d.md": "The harbour of Larvik will lose 40 keepers, Ida Berg said. Tom Moe spoke of the weather.",
}


@pytest.fixture(scope="module")
def larvik(open_newsroom: Open) -> Newsroom:
    return open_newsroom(TOLD, topics="")


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Who says the pier will cost $18 million?", ["Jane Roe"]),
        ("Who says the pier will cost $12 million?", ["Otto Quell"]),
        ("Who said that the pier costs 12 million dollars?", ["Otto Quell"]),
        ("Who says the pier will cost about $12 million?", ["Otto Quell"]),
        ("Who offered $3 million?", ["Kari Lund"]),
        ("Who said that the harbour will lose 40 keepers?", ["Ida Berg"]),
    ],
)
def test_who_gives_the_figure_is_the_answer(larvik: Newsroom, question: str, values: list[str]) -> None:
    assert [finding.value for finding in larvik.ask(question).findings] == values


@pytest.mark.parametrize(
    ("question", "figure", "offered"),
    [
        ("Who says the pier will cost $40 million?", "$40 million", "Who says the pier will cost $18 million?"),
        ("Who offered $5 million?", "$5 million", "Who offered $3 million?"),
        ("Who said that it will lose 60 keepers?", "60 keepers", "Who said that it will lose 40 keepers?"),
    ],
)  # fmt: skip
def test_another_figure_is_no_answer_and_is_offered(larvik: Newsroom, question: str, figure: str, offered: str) -> None:
    answer = larvik.ask(question)
    assert (answer.status, answer.findings) == ("not_found", ())
    assert f"“{figure}”" in answer.headline
    assert offered in answer.suggestions


def test_another_figure_answers_whether_it_is_so(larvik: Newsroom) -> None:
    answer = larvik.ask("Will the pier of Larvik cost $40 million?")
    assert answer.status == "answered"
    assert any("$18 million" in citation.quote for finding in answer.findings for citation in finding.citations)


def test_a_few_that_are_named_in_passing_are_not_looked_for(larvik: Newsroom) -> None:
    assert larvik.ask("Which two harbours will lose keepers?").status == "answered"
