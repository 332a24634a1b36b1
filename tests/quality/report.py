"""What is printed of the comparisons: tables for people, JSON for scripts."""

import json
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from tests.quality.asking import Comparison
from tests.quality.calibration import Prediction, brier, reliability
from tests.quality.scores import Measures, Score
from tests.quality.sets import FOLDERS

ALL = "all"
_WIDTH = 120


def as_json(comparisons: Sequence[Comparison]) -> str:
    """One object: `sets`, each with the measures of `bot` and `bm25`, and `calibration`. Shares are 0 to 1, or null."""
    sets = [
        {
            "set": one.name,
            "articles": one.articles,
            "refused_articles": one.refused,
            "bot": one.bot.measures()._asdict(),
            "bm25": one.baseline.measures()._asdict(),
        }
        for one in comparisons
    ]
    return json.dumps({"sets": sets, "calibration": _calibration(comparisons)}, indent=2)


def print_tables(comparisons: Sequence[Comparison], console: Console) -> None:
    """The measures of each set, and of all together; then how well the confidence is calibrated."""
    if not console.is_terminal:
        console.width = _WIDTH
    console.print(_measures(comparisons))
    for one in comparisons:
        if one.refused:
            console.print(f"{one.name}: {one.refused} articles were refused; {one.articles} were taken in")
    for title, predictions in _groups(comparisons):
        console.print(
            f"How sure that there is an answer, and how often there is: {title}. Brier score {brier(predictions):.3f}"
        )
        console.print(_reliability(predictions))


def _measures(comparisons: Sequence[Comparison]) -> Table:
    heads = ("passed", "hit@1", "hit@3", "answered", "prec@1", "refused", "misquoted", "seconds")
    table = Table("set", "", box=box.SIMPLE_HEAD, title="Questions put to the bot and to plain BM25 over sentences")
    for head in heads:
        table.add_column(head, justify="right")
    for name, bot, baseline in [(one.name, one.bot, one.baseline) for one in comparisons] + _all(comparisons):
        table.add_row(name, "bot", *_cells(bot.measures()), style="bold")
        table.add_row("", "BM25", *_cells(baseline.measures()))
    return table


def _all(comparisons: Sequence[Comparison]) -> list[tuple[str, Score, Score]]:
    if len(comparisons) < 2:
        return []
    bot = tuple(result for one in comparisons for result in one.bot.results)
    baseline = tuple(result for one in comparisons for result in one.baseline.results)
    return [(ALL, Score(ALL, bot), Score(ALL, baseline))]


def _cells(measures: Measures) -> list[str]:
    shares = (measures.hit_at_1, measures.hit_at_3, measures.answered, measures.precision_at_1, measures.refused)
    return [
        f"{measures.passed} of {measures.questions}",
        *("–" if share is None else f"{share:.3f}" for share in shares),
        str(measures.not_verbatim),
        f"{measures.seconds:.2f}",
    ]


def _reliability(predictions: Sequence[Prediction]) -> Table:
    table = Table("confidence", box=box.SIMPLE_HEAD)
    for column in ("questions", "predicted", "right"):
        table.add_column(column, justify="right")
    for row in reliability(predictions):
        step = f"{row.low:.1f} to {row.high:.1f}"
        table.add_row(step, str(row.predictions), f"{row.confidence:.3f}", f"{row.right:.3f}")
    return table


def _groups(comparisons: Sequence[Comparison]) -> list[tuple[str, list[Prediction]]]:
    """This repository's sets, which the confidence was never fitted on, and others, which it may have been, apart."""
    predictions = [prediction for one in comparisons for prediction in one.predictions]
    held_out = [prediction for prediction in predictions if prediction.name in FOLDERS]
    others = [prediction for prediction in predictions if prediction.name not in FOLDERS]
    groups = [("this repository's sets, held out", held_out), ("other sets", others)]
    return [(title, found) for title, found in groups if found]


def _calibration(comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    return [
        {
            "sets": sorted({prediction.name for prediction in predictions}),
            "brier": round(brier(predictions), 4),
            "reliability": [row._asdict() for row in reliability(predictions)],
        }
        for _, predictions in _groups(comparisons)
    ]
