"""`python -m tests.quality.fit_confidence SET ...`: fits the confidence behind refusing, and prints its weights.

A SET as in tests/quality/sets.py. The weights stand in bot/answers/refusal.py. Fit them on sets from elsewhere: those
of this repository are held out, to tell how well the confidence fares on questions that it has never seen.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from bot.answers.refusal import Signs
from bot.errors import UnknownTopic
from bot.services import open_services
from bot.settings import Settings
from tests.quality.sets import QuestionSet, find_set

_RIDGE = 0.1
"""How strongly weights are held near 0."""
_ROUNDS = 50

Numbers = npt.NDArray[np.float64]


def fit(signs: Sequence[Signs], outcomes: Sequence[bool]) -> Numbers:
    """The weights of a logistic regression by Newton's method, the intercept last."""
    features = np.column_stack([np.array(signs, dtype=np.float64), np.ones(len(signs))])
    truth = np.array(outcomes, dtype=np.float64)
    ridge = _RIDGE * np.diag([1.0] * (features.shape[1] - 1) + [0.0])
    weights = np.zeros(features.shape[1])
    for _ in range(_ROUNDS):
        said = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (said - truth) + ridge @ weights
        curve = (features * (said * (1 - said))[:, None]).T @ features + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def _weighed(questions: QuestionSet, data: Path) -> Iterator[tuple[Signs, bool]]:
    with closing(open_services(Settings(dateline_data=data), questions.corpus)) as services:
        services.refresh()
        for question in questions.questions:
            try:
                weighed = services.answerer.weigh(question.text)
            except UnknownTopic:
                continue
            if weighed:
                yield weighed.signs, question.status == "answered"


def main(sets: Sequence[str]) -> None:
    found: list[tuple[Signs, bool]] = []
    for named in sets:
        with TemporaryDirectory() as data:
            found += _weighed(find_set(named), Path(data))
    weights = fit([signs for signs, _ in found], [is_answered for _, is_answered in found])
    for name, weight in zip((*Signs._fields, "intercept"), weights, strict=True):
        print(f"{name}: {weight:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
