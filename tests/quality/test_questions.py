"""The quality floor: what share of each set the bot must answer rightly. Lowering a floor shows in review."""

from pathlib import Path

import pytest

from tests.quality.asking import score_set
from tests.quality.sets import own_set

FLOORS = {
    "seeds": 0.91,
    "ferry": 0.81,
    "dam": 0.84,
    "telescope": 0.7,
    "measles": 0.71,
    "summit": 0.92,
    "takeover": 0.93,
    "rescue": 0.83,
    "strike": 0.93,
    "council": 0.84,
    "spill": 0.83,
    "flood": 0.84,
    "glassworks": 0.94,
    "derailment": 0.87,
    "cinema": 0.87,
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_stays_above_its_floor(name: str, tmp_path: Path) -> None:
    score = score_set(own_set(name), tmp_path)
    assert score.not_verbatim == []
    assert score.share >= FLOORS[name], f"below the floor of {FLOORS[name]}\n{score}"
