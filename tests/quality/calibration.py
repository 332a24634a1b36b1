"""Whether the bot is as sure as it is right: the confidence behind refusing, held against what came true. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

BINS = 5
"""Equal steps of confidence from 0 to 1."""


class Prediction(NamedTuple):
    """How sure the bot was, 0 to 1, that the corpus answers a question of that set, and whether it does."""

    name: str
    confidence: float
    right: bool


class Bin(NamedTuple):
    """The predictions from `low` up to `high`: how many, their mean confidence, and the share that was right."""

    low: float
    high: float
    predictions: int
    confidence: float
    right: float


def brier(predictions: Sequence[Prediction]) -> float:
    """The mean squared difference of confidence and truth: 0 is perfect, always saying ½ gives 0.25.

    Brier 1950, "Verification of forecasts expressed in terms of probability".
    """
    return sum((prediction.confidence - prediction.right) ** 2 for prediction in predictions) / len(predictions)


def reliability(predictions: Sequence[Prediction]) -> list[Bin]:
    """The bins that hold any prediction, from unsure to sure."""
    found = []
    for number in range(BINS):
        held = [p for p in predictions if min(int(p.confidence * BINS), BINS - 1) == number]
        if held:
            confidence = sum(p.confidence for p in held) / len(held)
            right = sum(p.right for p in held) / len(held)
            found.append(Bin(number / BINS, (number + 1) / BINS, len(held), round(confidence, 4), round(right, 4)))
    return found
