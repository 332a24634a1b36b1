"""Articles are told as the stories that they are of: the floor on invented events, and that it is measured rightly."""

import json
from pathlib import Path

import pytest

from bot.digest.profiles import Profile, profile
from tests.quality.sets import HERE
from tests.quality.stories import THRESHOLDS, Labels, agreement, at_once, main, one_by_one, read_articles, read_labels

EVENTS = HERE / "events"


@pytest.fixture(scope="module")
def labels() -> Labels:
    return read_labels(HERE / "events.jsonl")


@pytest.fixture(scope="module")
def profiles(labels: Labels) -> list[Profile]:
    return [profile(article) for article in read_articles(EVENTS, labels)]


def test_every_article_of_the_events_is_labelled(labels: Labels) -> None:
    assert labels.keys() == {path.stem for path in EVENTS.iterdir()}


def test_the_events_are_told_apart_in_one_digest(profiles: list[Profile], labels: Labels) -> None:
    found = at_once(profiles, labels)

    assert found.f1 >= 0.96
    assert min(found) >= 0.95


def test_they_are_in_whatever_order_the_articles_come(profiles: list[Profile], labels: Labels) -> None:
    assert min(found.f1 for found in one_by_one(profiles, labels)) >= 0.92


def test_agreement_is_counted_for_each_article() -> None:
    labels = {"a": 1, "b": 1, "c": 1, "d": 2}

    found = agreement([("a", "b"), ("c", "d", "unlabelled")], labels)

    assert found.precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_the_command_prints_a_line_a_threshold(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    rows = [{"article": f"storm-ada-{number}", "story": "ada"} for number in (1, 2, 3)]
    labels.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert main([str(labels), str(EVENTS)]) == 0

    heading, own, *others = capsys.readouterr().out.splitlines()
    assert heading == "3 labelled articles of 64, 1 events"
    assert own.startswith("0.20  at once  F1 1.000  precision 1.000  recall 1.000   one by one  F1 ")
    assert len(others) == len(THRESHOLDS)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{}", 'each line must be {"article": "...", "story": "..."}'),
        ("", "there are no labels in it"),
        ('{"article": "nowhere", "story": 1}', "1 labelled articles are not there, such as nowhere"),
    ],
)
def test_what_cannot_be_measured_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, written: str, said: str
) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(written, encoding="utf-8")

    assert main([str(labels), str(EVENTS)]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(said)
