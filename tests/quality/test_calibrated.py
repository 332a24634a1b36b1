"""The confidence behind refusing was fitted elsewhere: on this repository's questions it is as sure as it may be."""

from pathlib import Path

import numpy as np
import pytest

from bot.answers.refusal import Signs
from tests.quality.asking import compare
from tests.quality.calibration import brier
from tests.quality.fit_confidence import fit
from tests.quality.sets import FOLDERS, own_set

CEILING = 0.11
"""The Brier score that it must stay below. Always saying how often there is an answer gives 0.15."""


def test_the_confidence_is_calibrated_on_questions_that_it_was_not_fitted_on(tmp_path: Path) -> None:
    found = [p for name in FOLDERS for p in compare(own_set(name), tmp_path / name).predictions]
    assert len(found) > 120
    assert brier(found) < CEILING


def test_fitting_finds_the_weights_that_made_the_outcomes() -> None:
    chance = np.random.default_rng(1)
    signs = [Signs(*row) for row in chance.random((4000, len(Signs._fields)))]
    odds = [4 * each.own - 3 * each.unknown - 0.5 for each in signs]
    outcomes = [bool(chance.random() < 1 / (1 + np.exp(-one))) for one in odds]
    own, *others, unknown, intercept = fit(signs, outcomes)
    assert own == pytest.approx(4, abs=0.5)
    assert unknown == pytest.approx(-3, abs=0.5)
    assert others == pytest.approx([0] * 4, abs=0.5)
    assert intercept == pytest.approx(-0.5, abs=0.6)
