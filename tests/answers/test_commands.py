"""What is typed after a slash, as a question; and the topics that make slash commands."""

from pathlib import Path

import pytest

from bot.answers.command import question_in
from bot.errors import InvalidTopics, UnknownTopic
from bot.models import Topic
from bot.topics import read_topics

FUND = Topic(name="fund", aliases=("lighthouse fund",), asks={"size": "How many towns are in the fund?"})


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("/ask why did it sink?", "why did it sink?"),
        ("/who attended Oslo", "who attended Oslo"),
        ("/who who attended Oslo?", "who attended Oslo?"),
        ("/who is Ida Moen?", "who is Ida Moen?"),
        ("/attended Oslo", "who attended Oslo"),
        ("/fund size", "How many towns are in the fund?"),
        ("/fund SIZE ", "How many towns are in the fund?"),
        ("/Fund size", "How many towns are in the fund?"),
        ("/fund who pays?", "who pays?"),
        ("why did it sink?", "why did it sink?"),
        ("and/or what?", "and/or what?"),
        ("<@U1> /fund size", "How many towns are in the fund?"),
    ],
)
def test_a_command_stands_for_a_question(typed: str, question: str) -> None:
    assert question_in(typed, (FUND,)) == question


def test_other_words_are_asked_about_the_topic() -> None:
    assert set(question_in("/fund yearly fee", (FUND,)).split()) >= {"fund", "yearly", "fee"}


def test_a_topic_alone_asks_what_it_is() -> None:
    assert "fund" in question_in("/fund", (FUND,))


@pytest.mark.parametrize("typed", ["/nothing", "/nothing size", "/funds size"])
def test_an_unknown_command_is_refused_with_those_that_there_are(typed: str) -> None:
    with pytest.raises(UnknownTopic) as caught:
        question_in(typed, (FUND,))
    assert "/fund" in str(caught.value.facts["known"])


def test_topics_are_the_tables_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text(
        '[Fund]\naliases = ["lighthouse fund"]\nsize = "How many?"\n\n[pier]\n', encoding="utf-8"
    )
    assert read_topics(tmp_path) == (
        Topic(name="fund", aliases=("lighthouse fund",), asks={"size": "How many?"}),
        Topic(name="pier"),
    )


def test_the_first_folder_with_a_file_says_the_topics(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    (second / "topics.toml").write_text("[pier]\n", encoding="utf-8")
    assert [topic.name for topic in read_topics(first, second)] == ["pier"]
    assert read_topics(first) == ()


@pytest.mark.parametrize(
    "content",
    [b"[fund", b"size = 'x'\n", b"[fund]\nsize = 3\n", b"[fund]\naliases = 'fund'\n", b"\xff\xfe", b"[a]\n[a]\n"],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "topics.toml").write_bytes(content)
    with pytest.raises(InvalidTopics) as caught:
        read_topics(tmp_path)
    assert caught.value.facts["path"] == tmp_path / "topics.toml"
    assert caught.value.facts["why"]
