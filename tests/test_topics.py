"""topics.toml: what it may hold, and what is said of the rest."""

from pathlib import Path

import pytest

from bot import wording
from bot.errors import InvalidTopics
from bot.topics import read_topics


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
