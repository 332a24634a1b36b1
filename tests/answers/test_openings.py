"""Questions to begin with: each has an answer, and they follow what is in."""

from collections.abc import Callable

from tests.answers.newsroom import Newsroom

Open = Callable[..., Newsroom]

TOPICS = """
[fair]
crowd = "How many visitors came to the seed fair?"
thief = "Who stole the anchor of Brackwater?"
prize = "Who won the prize for rye?"

[mill]
sacks = "How many sacks of rye does the mill keep?"
"""
MILL = "---\ntitle: The mill\npublished: 2025-03-08\n---\nThe mill keeps 300 sacks of rye, Mayor Rosa Quint said.\n"
FAIR = "---\ntitle: The fair\npublished: 2025-03-09\n---\nSome 900 visitors came to the seed fair on Sunday.\n"


def test_they_are_the_topics_questions_that_have_an_answer_and_then_about_what_came_last(open_newsroom: Open) -> None:
    newsroom = open_newsroom({"mill.md": MILL, "fair.md": FAIR}, TOPICS)
    openings = newsroom.services.answerer.openings()
    assert openings[:2] == ("How many visitors came to the seed fair?", "How many sacks of rye does the mill keep?")
    assert "Who stole the anchor of Brackwater?" not in openings
    assert 2 < len(openings) <= 4
    assert {newsroom.ask(opening).status for opening in openings} == {"answered"}


def test_they_follow_what_comes_in(open_newsroom: Open) -> None:
    newsroom = open_newsroom({"mill.md": MILL}, TOPICS)
    first = newsroom.services.answerer.openings()
    assert "How many visitors came to the seed fair?" not in first
    assert newsroom.services.answerer.openings() is first  # not looked for again
    newsroom.write("fair.md", FAIR)
    newsroom.refresh()
    assert "How many visitors came to the seed fair?" in newsroom.services.answerer.openings()


def test_without_articles_there_are_none(open_newsroom: Open) -> None:
    assert open_newsroom({}, TOPICS).services.answerer.openings() == ()


def test_without_topics_they_are_about_what_came_last(open_newsroom: Open) -> None:
    newsroom = open_newsroom({"mill.md": MILL}, "")
    assert "Who is Rosa Quint?" in newsroom.services.answerer.openings()
