"""Spellings of one name sound alike; names that are two do not. A slip costs less than another name."""

import pytest

from bot.lexicon.folding import fold
from bot.lexicon.slips import slip_cost
from bot.lexicon.sounding import sound


@pytest.mark.parametrize(
    "names",
    [
        "Zelensky Zelenskyy Zelenskiy Zelenskij",
        "Müller Mueller Muller",
        "Tchaikovsky Chaikovsky Tschaikowski",
        "Hussein Hussain Husayn",
        "Milosevic Milošević Milosevich",
        "Romanov Romanoff Romanow",
        "Lukashenko Lukaschenko",
        "Navalny Nawalny Navalnyj",
        "Katherine Catherine",
        "Erdoğan Erdogan",
    ],
)
def test_transliterations_are_close(names: str) -> None:
    assert len({sound(fold(name)).close for name in names.split()}) == 1


@pytest.mark.parametrize("names", ["Mohammed Muhammad Mohamad", "Zelensky Selenskyj", "Gaddafi Qaddafi", "Osama Usama"])
def test_names_heard_alike_are_so_loosely(names: str) -> None:
    assert len({sound(fold(name)).loose for name in names.split()}) == 1


@pytest.mark.parametrize("names", ["Merkel Merkle", "Martin Morton", "Scholz Schulz", "Müller Miller", "Rubin Rubio"])
def test_two_names_are_not_close(names: str) -> None:
    assert len({sound(fold(name)).close for name in names.split()}) == 2


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("same", "same", 0.0),
        ("mcaron", "macron", 0.8),
        ("maccron", "macron", 0.7),
        ("mcron", "macron", 1.0),
        ("macrpn", "macron", 1.0),
        ("macten", "macron", 2.0),
        ("rubin", "rubio", 1.6),
        ("rubini", "rubin", 1.5),
        ("", "ab", 2.0),
    ],
)
def test_usual_slips_cost_less(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant) == pytest.approx(cost)
