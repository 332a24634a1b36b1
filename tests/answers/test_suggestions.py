"""What is offered where there is no answer: the nearest things that are there, each a question that has one."""

from collections.abc import Callable, Mapping

import pytest

from tests.answers.newsroom import Newsroom

Open = Callable[[Mapping[str, str]], Newsroom]

FAIR = {
    "opening.md": (
        "---\ntitle: The seed fair opens\npublished: 2025-03-08\n---\n"
        "The seed fair opens on Sunday. The hearing in Brackwater on Tuesday was attended by Mayor Rosa Quint. "
        "The harbour has 14 cranes at the north quay. The mill keeps 300 sacks of rye.\n\n"
        "“The quay is full,” said Rosa Quint, who has been mayor of Brackwater for a year.\n"
    ),
}


@pytest.fixture
def fair(open_newsroom: Open) -> Newsroom:
    return open_newsroom(FAIR)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("who attended the summit in Quito?", "Who attended the hearing in Brackwater?"),
        ("how many cranes does Quito have?", "How many cranes"),
        ("what did Pelé say about the quay?", "What did Rosa Quint say?"),
        ("who met Rosa Quint in Quito?", "What about Rosa Quint?"),
        ("what is photosynthesis?", "What about “The seed fair opens”?"),
    ],
)
def test_the_nearest_thing_is_offered_and_has_an_answer(fair: Newsroom, typed: str, near: str) -> None:
    answer = fair.ask(typed)
    assert answer.status == "not_found"
    assert any(suggestion.startswith(near) for suggestion in answer.suggestions)
    assert {fair.ask(suggestion).status for suggestion in answer.suggestions} == {"answered"}


def test_no_suggestion_says_what_another_or_the_question_says(fair: Newsroom) -> None:
    answer = fair.ask("what about Rosa Quint in Quito?")
    named = [suggestion for suggestion in answer.suggestions if "Rosa Quint" in suggestion]
    assert len(named) <= 1
    assert len(set(answer.suggestions)) == len(answer.suggestions) >= 1


def test_a_speaker_is_offered_by_name_or_post_alone(open_newsroom: Open) -> None:
    article = (
        "# The pier is closed\n\nThe mayor of Kvam was blunt: “We will not pay for the pier at all.” "
        "A senior official was hopeful: “The pier will open in May.”\n"
    )
    suggestions = open_newsroom({"pier.md": article}).ask("how heavy is the pier?").suggestions
    said = [suggestion for suggestion in suggestions if suggestion.startswith("What did")]
    assert said == ["What did the mayor of Kvam say?"]


def test_a_topics_question_nearest_to_the_one_asked_comes_first(newsroom: Newsroom) -> None:
    assert newsroom.ask("who leads Brisbane?").suggestions[0] == "/fund leaders"
    assert newsroom.ask("which towns has Brisbane?").suggestions[0] == "/fund size"
