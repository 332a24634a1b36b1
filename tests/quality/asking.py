"""Puts the question sets to the real bot, and to the baseline over the same articles."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from bot.cli.questions import answer_each
from bot.errors import UnknownTopic
from bot.models import Answer
from bot.services import Services, open_services
from bot.settings import Settings
from tests.quality.baseline import Baseline
from tests.quality.calibration import Prediction
from tests.quality.scores import Result, Score
from tests.quality.sets import QuestionSet


class Comparison(NamedTuple):
    """The same questions put to both. `refused`: articles of the corpus that could not be taken in."""

    name: str
    articles: int
    refused: int
    bot: Score
    baseline: Score
    predictions: tuple[Prediction, ...]


def score_set(questions: QuestionSet, data: Path) -> Score:
    """Brings the set's corpus into a fresh bot below `data` and asks it every question.

    Raises ValueError where an article of the set is refused: a set is measured whole or not at all.
    """
    with closing(_open(questions, data)) as services:
        refused = services.refresh().refused
        if refused:
            raise ValueError(f"{questions.name}: {refused}")
        return _ask_all(questions, services, services.answerer.ask)


def compare(questions: QuestionSet, data: Path) -> Comparison:
    """The bot and plain BM25 on the same questions. Raises CorpusMissing."""
    with closing(_open(questions, data)) as services:
        refused = len(services.refresh().refused)
        return Comparison(
            questions.name,
            services.store.counts().articles,
            refused,
            _ask_all(questions, services, services.answerer.ask),
            _ask_all(questions, services, Baseline(services.store).ask),
            tuple(_predictions(questions, services)),
        )


def _open(questions: QuestionSet, data: Path) -> Services:
    return open_services(Settings(dateline_data=data), questions.corpus)


def _ask_all(questions: QuestionSet, services: Services, ask: Callable[[str], Answer]) -> Score:
    results = []
    for question in questions.questions:
        start = time.perf_counter()
        (answer,) = answer_each(ask, [question.text])
        seconds = time.perf_counter() - start
        results.append(Result(question, answer, tuple(_misquotes(answer, services)), seconds))
    return Score(questions.name, tuple(results))


def _predictions(questions: QuestionSet, services: Services) -> Iterator[Prediction]:
    """How sure the bot was that the corpus answers, and whether it does."""
    for question in questions.questions:
        try:
            weighed = services.answerer.weigh(question.text)
        except UnknownTopic:
            continue
        if weighed:
            yield Prediction(questions.name, weighed.confidence, question.status == "answered")


def _misquotes(answer: Answer, services: Services) -> Iterator[str]:
    for citation in (citation for finding in answer.findings for citation in finding.citations):
        article = services.store.article(citation.article)
        span = (citation.start, citation.end)
        if article is None or article.text[slice(*span)] != citation.quote:
            yield f"{answer.question!r}: {citation.article} {span} {citation.quote!r}"
