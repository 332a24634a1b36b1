"""The quality floor: what share of each set the bot must answer rightly. Lowering a floor shows in review."""

from pathlib import Path

import pytest

from tests.quality.asking import score_set
from tests.quality.sets import own_set

FLOORS = {
    "seeds": 0.78,
    "ferry": 0.62,
    "dam": 0.7,
    "telescope": 0.57,
    "measles": 0.44,
}


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_stays_above_its_floor(name: str, tmp_path: Path) -> None:
    score = score_set(own_set(name), tmp_path)
    assert score.not_verbatim == []
    assert score.share >= FLOORS[name], f"below the floor of {FLOORS[name]}\n{score}"
