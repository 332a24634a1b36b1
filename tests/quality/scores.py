"""What came of a set's questions, counted. Pure."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot.models import Answer
from tests.quality.questions import SHOWN, Question, find_faults, is_hit


class Result(NamedTuple):
    """One question and what was said to it. `misquotes`: quotes that are not their span of the article."""

    question: Question
    answer: Answer
    misquotes: tuple[str, ...]
    seconds: float

    @property
    def faults(self) -> list[str]:
        return find_faults(self.question, self.answer)

    @property
    def is_answered(self) -> bool:
        return self.answer.status == "answered"


class Score(NamedTuple):
    """How a set went."""

    name: str
    results: tuple[Result, ...]

    @property
    def failures(self) -> list[Result]:
        return [result for result in self.results if result.faults]

    @property
    def not_verbatim(self) -> list[str]:
        return [misquote for result in self.results for misquote in result.misquotes]

    @property
    def share(self) -> float:
        """Passed questions, of all; 0 to 1."""
        return 1 - len(self.failures) / len(self.results)

    def measures(self) -> "Measures":
        """Shares are None where a set has no question that they could be of."""
        answerable = [result for result in self.results if result.question.status == "answered"]
        beyond = [result for result in self.results if result.question.status == "not_found"]
        answered = [result for result in answerable if result.is_answered]

        def hits(first: int) -> Callable[[Result], bool]:
            return lambda result: is_hit(result.question, result.answer, first)

        return Measures(
            questions=len(self.results),
            passed=len(self.results) - len(self.failures),
            answerable=len(answerable),
            hit_at_1=_share(answerable, hits(1)),
            hit_at_3=_share(answerable, hits(SHOWN)),
            answered=_share(answerable, lambda result: result.is_answered),
            precision_at_1=_share(answered, hits(1)),
            beyond=len(beyond),
            refused=_share(beyond, lambda result: not result.is_answered),
            not_verbatim=len(self.not_verbatim),
            seconds=round(sum(result.seconds for result in self.results), 3),
        )

    def __str__(self) -> str:
        missed = [result.question.status for result in self.failures]
        head = (
            f"{self.name}: {len(self.results) - len(missed)} of {len(self.results)} ({self.share:.3f}); "
            f"failed: {missed.count('answered')} to answer, {missed.count('not_found')} to refuse; "
            f"quotes not verbatim: {len(self.not_verbatim)}"
        )
        failures = (f"{r.question.id} {r.question.text!r}: {'; '.join(r.faults)}" for r in self.failures)
        return "\n  ".join([head, *failures, *self.not_verbatim])


class Measures(NamedTuple):
    """A score in numbers. Shares, 0 to 1: hits and `answered` are of the answerable questions, `precision_at_1` of
    those answerable ones that were answered, `refused` of the questions beyond the corpus. Seconds are of asking alone.
    """

    questions: int
    passed: int
    answerable: int
    hit_at_1: float | None
    hit_at_3: float | None
    answered: float | None
    precision_at_1: float | None
    beyond: int
    refused: float | None
    not_verbatim: int
    seconds: float


def _share(results: Sequence[Result], held: Callable[[Result], bool]) -> float | None:
    return round(sum(map(held, results)) / len(results), 4) if results else None
