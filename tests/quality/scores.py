"""Puts the question sets to the real bot."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bot.errors import UnknownTopic
from bot.models import Answer
from bot.services import Services, open_services
from bot.settings import Settings
from tests.quality.questions import FOLDERS, Question, find_faults, read_questions


class Failure(NamedTuple):
    """A question whose answer does not meet its conditions."""

    question: Question
    faults: list[str]

    def __str__(self) -> str:
        return f"{self.question.id} {self.question.text!r}: {'; '.join(self.faults)}"


class Score(NamedTuple):
    """How a set went. `not_verbatim` lists quotes that are not their span of the article."""

    name: str
    questions: int
    failures: list[Failure]
    not_verbatim: list[str]

    @property
    def share(self) -> float:
        """Passed questions, of all; 0 to 1."""
        return 1 - len(self.failures) / self.questions

    def __str__(self) -> str:
        wrong = Counter(failure.question.status for failure in self.failures)
        passed = self.questions - len(self.failures)
        head = (
            f"{self.name}: {passed} of {self.questions} ({self.share:.3f}); "
            f"failed: {wrong['answered']} to answer, {wrong['not_found']} to refuse; "
            f"quotes not verbatim: {len(self.not_verbatim)}"
        )
        return "\n  ".join([head, *map(str, self.failures), *self.not_verbatim])


def score_set(name: str, data: Path) -> Score:
    """Brings the set's corpus into a fresh bot below `data` and asks it every question.

    Raises ValueError where an article of the set is refused: a set is measured whole or not at all.
    """
    services = open_services(Settings(dateline_data=data), FOLDERS[name])
    try:
        refused = services.refresh().refused
        if refused:
            raise ValueError(f"{name}: {refused}")
        return _ask_all(name, services)
    finally:
        services.close()


def _ask_all(name: str, services: Services) -> Score:
    questions, failures, not_verbatim = read_questions(name), [], []
    for question in questions:
        try:
            answer = services.answerer.ask(question.text)
        except UnknownTopic as error:
            failures.append(Failure(question, [f"unknown topic: {error.facts}"]))
            continue
        faults = find_faults(question, answer)
        if faults:
            failures.append(Failure(question, faults))
        not_verbatim += _find_misquotes(answer, services)
    return Score(name, len(questions), failures, not_verbatim)


def _find_misquotes(answer: Answer, services: Services) -> Iterable[str]:
    for citation in (citation for finding in answer.findings for citation in finding.citations):
        article = services.store.article(citation.article)
        span = (citation.start, citation.end)
        if article is None or article.text[slice(*span)] != citation.quote:
            yield f"{answer.question!r}: {citation.article} {span} {citation.quote!r}"
