"""topics.toml: what it may hold, and what is said of the rest."""

from pathlib import Path

import pytest

from bot import wording
from bot.errors import InvalidTopics
from bot.models import Topic
from bot.topics import named, read_topics, words_of


def test_a_table_is_a_topic_with_its_other_names_and_its_questions(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text('[Merger]\naliases = ["takeover"]\nPrice = "What does it cost?"\n')

    (topic,) = read_topics(tmp_path)

    assert (topic.name, topic.aliases, topic.asks) == ("merger", ("takeover",), {"price": "What does it cost?"})


def test_the_first_folder_that_has_topics_counts(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text("[flood]\n")

    assert [topic.name for topic in read_topics(tmp_path / "none", tmp_path)] == ["flood"]
    assert read_topics(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("merger = 1", "not a table"),
        ('["/merger"]', "cannot be a command"),
        ('["the merger"]', "cannot be a command"),
        (f"[{'m' * 32}]", "cannot be a command"),
        ("[ask]", "another name"),
        ("[merger]\nprice = 7", "price"),
        ("[merger", "topics.toml"),
    ],
)
def test_what_cannot_be_a_topic_is_said_in_one_line(tmp_path: Path, lines: str, says: str) -> None:
    (tmp_path / "topics.toml").write_text(lines)

    with pytest.raises(InvalidTopics) as caught:
        read_topics(tmp_path)

    line = wording.of_error(caught.value)
    assert says in line
    assert "\n" not in line


def test_a_word_alone_stands_for_a_question_where_one_topic_has_it() -> None:
    harbour = Topic(name="harbour", asks={"size": "How many ports?", "leaders": "Who leads the harbour?"})
    merger = Topic(name="merger", asks={"leaders": "Who leads the merger?"})

    assert words_of([harbour, merger]) == {"size": "How many ports?"}
    assert words_of([merger]) == {"leaders": "Who leads the merger?"}
    assert words_of([]) == {}


def test_topics_are_those_that_are_named_or_all_where_none_is_left() -> None:
    harbour, merger = Topic(name="harbour"), Topic(name="merger")

    assert named(("merger", "gone"), [harbour, merger]) == (merger,)
    assert named(("gone",), [harbour, merger]) == named((), [harbour, merger]) == (harbour, merger)
