"""What a sentence says that somebody or something is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.descriptions import description
from tests.facts.labelled import DATA


def described(text: str, name: str) -> str | None:
    span = description(text, name)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Jane Roe, the harbour master, resigned.", "Jane Roe", "the harbour master"),
        ("Jane Roe, mayor of Larvik, resigned.", "Jane Roe", "mayor of Larvik"),
        ("Jane Roe, Larvik's pilot, resigned.", "Jane Roe", "Larvik's pilot"),
        ("Jane Roe, 45, a pilot from Moss, left.", "Jane Roe", "a pilot from Moss"),
        ("Jane Roe is the harbour master who resigned.", "Jane Roe", "the harbour master"),
        ("Jane Roe (born in 1960) is a pilot.", "Jane Roe", "a pilot"),
        ("Jane Roe became the first woman at the helm.", "Jane Roe", "the first woman at the helm"),
        ("He said that Jane Roe was one of the founders, too.", "Jane Roe", "one of the founders"),
        ("Harbour master Jane Roe resigned.", "Jane Roe", "Harbour master"),
        ("The harbour master, Jane Roe, resigned.", "Jane Roe", "The harbour master"),
        ("Its chief executive, Dr. Jane Roe, resigned.", "Jane Roe", "Its chief executive"),
        ("It was late. Its pilot, Jane Roe, resigned.", "Jane Roe", "Its pilot"),
        ("Prime Minister Jane Roe came.", "Jane Roe", "Prime Minister"),
        ("Prime Minister Jane Roe came.", "Roe", "Prime Minister"),
        ("The fund counts 22 towns, its treasurer Jane Roe said.", "Roe", "its treasurer"),
        ("The league is a group of ports that share fees.", "league", "a group of ports"),
        ("The Harbour League, or HL, is an alliance of ports.", "Harbour League", "an alliance of ports"),
        ("Rapid Crews | boats ready to sail", "Rapid Crews", "boats ready to sail"),
        ("Larvik: a town by the sea", "Larvik", "a town by the sea"),
        ("İİ: Jane Roe, the pilot, left.", "Jane Roe", "the pilot"),
    ],
)
def test_a_description_is_found(text: str, name: str, expected: str) -> None:
    assert described(text, name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Roe left.", "Jane Roe"),
        ("The Harbour League grew.", "Harbour League"),
        ("Nobody came.", "Jane Roe"),
        ("The talks on Tuesday were chaired by Jane Roe.", "Roe"),
        ("Yesterday Jane Roe left.", "Roe"),
        ("The talks were attended by Tom Berg, Jane Roe and Otto Quell.", "Jane Roe"),
        ("The mayor met Tom Berg, Jane Roe and Otto Quell.", "Jane Roe"),
        ("Dr. Jane Roe left.", "Jane Roe"),
        ("Janet Roebuck, the pilot, left.", "Janet Roe"),
        ("In Larvik, Jane Roe left.", "Jane Roe"),
    ],
)
def test_where_none_stands_there_is_none(text: str, name: str) -> None:
    assert described(text, name) is None


def test_descriptions_are_found_as_well_as_measured() -> None:
    lines = (DATA / "descriptions.txt").read_text(encoding="utf-8").splitlines()
    marked = [line.partition(" =>") for line in lines if line and not line.startswith("#")]
    right = [
        (described(text, name) or "") == expected.strip()
        for head, _, expected in marked
        for name, _, text in [head.partition(" | ")]
    ]
    assert sum(right) / len(right) >= 0.95


PIECES = st.sampled_from(["Roe", ", the", "is a", "pilot", "|", ":", ",", "who", ".", "(", "İ", "mayor", "The"])


@given(st.lists(PIECES, max_size=10).map(" ".join) | st.text(), st.sampled_from(["Roe", "roe", "İ", "(", "", "|"]))
def test_a_description_of_anything_stands_in_the_text(text: str, name: str) -> None:
    span = description(text, name)
    assert span is None or (0 <= span[0] < span[1] <= len(text))
