"""The sample corpus says of itself what it is, and comes with topics."""

from pathlib import Path

import pytest
import yaml

from bot.topics import read_topics
from tests.quality.sets import FOLDERS

SEEDS = FOLDERS["seeds"]


def test_there_are_five_articles() -> None:
    assert len(list(SEEDS.glob("*.md"))) == 5


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.md")), ids=lambda path: path.stem)
def test_an_article_says_that_it_is_a_sample_and_invents_no_date(path: Path) -> None:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    assert set(fields) == {"title", "publisher", "sample", "draws_on"}
    assert fields["sample"] is True
    assert 200 < len(body.split()) < 500


@pytest.mark.parametrize("name", ["seeds", "ferry"])
def test_topics_can_be_read(name: str) -> None:
    (topic,) = read_topics(FOLDERS[name])
    assert topic.asks
