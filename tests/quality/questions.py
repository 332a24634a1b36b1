"""A question of a set, and what a right answer to it must hold. Its conditions:

status        answered, or not_found where the corpus holds no answer
need          each of these quotes stands in a citation of its article, in any finding
any           one of them does, in the first three findings
top           each of them does, in the first finding
values        each string stands in the headline or in the value of a finding
absent        none stands in the headline, nor as somebody who takes part
answer        it stands, as whole words, in the first 400 characters of one of the first three findings' first quotes
disagreement  whether the answer is marked as one that sources differ on
"""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.models import Answer, Citation, Finding, Role

SHOWN = 3
"""Findings that are shown before a press on More."""
READ = 400
"""Characters of a quote that somebody reads."""

_TAKES_PART = {None, Role.ATTENDED, Role.REMOTE, Role.CHAIRED, Role.EXPECTED}


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(_Row):
    """Words that stand in an article."""

    article: str
    quote: str

    def holds(self, cited: Citation) -> bool:
        """Whether those words were cited."""
        return self.article == cited.article and fold(self.quote) in fold(cited.quote)


class Question(_Row):
    """One line of a set; the module's head says what its fields ask for."""

    id: str
    text: str
    status: Literal["answered", "not_found"]
    need: tuple[Quote, ...] = ()
    any: tuple[Quote, ...] = ()
    top: tuple[Quote, ...] = ()
    values: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    answer: str | None = None
    disagreement: bool | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return (*self.need, *self.any, *self.top)


def fold(text: str) -> str:
    """The text with straight quotation marks and single spaces, in lower case."""
    straight = text.translate(str.maketrans("’‘“”", "''\"\""))
    return re.sub(r"\s+", " ", straight).strip().lower()


def find_faults(question: Question, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words; empty where every condition is met."""
    if answer.status != question.status:
        return [f"status {answer.status}"]
    if question.status == "not_found":
        return ["findings on a not_found answer"] if answer.findings else []
    said = _said(answer, answer.findings)
    present = _said(answer, [finding for finding in answer.findings if finding.role in _TAKES_PART])
    faults = [f"needs {quote.quote!r}" for quote in question.need if not _stands(quote, answer.findings)]
    faults += [f"not on top: {quote.quote!r}" for quote in question.top if not _stands(quote, answer.findings[:1])]
    if question.any and not any(_stands(quote, answer.findings[:SHOWN]) for quote in question.any):
        faults.append("not in the first three: " + " | ".join(quote.quote for quote in question.any))
    if question.answer and not is_hit(question, answer, SHOWN):
        faults.append(f"not in the first three: {question.answer!r}")
    faults += [f"value {value!r} missing" for value in question.values if fold(value) not in said]
    faults += [f"{name!r} was absent" for name in question.absent if fold(name) in present]
    if question.disagreement not in {None, answer.disagreement}:
        faults.append(f"disagreement {answer.disagreement}")
    return faults


def is_hit(question: Question, answer: Answer, first: int) -> bool:
    """Whether one of the first so many findings has a first quote that answers."""
    return any(answers(question, finding.citations[0]) for finding in answer.findings[:first])


def answers(question: Question, cited: Citation) -> bool:
    """Whether a quote holds the answer, or words that the question needs."""
    if question.answer is not None:
        words = rf"(?<!\w){re.escape(fold(question.answer))}(?!\w)"
        return re.search(words, fold(cited.quote)[:READ]) is not None
    return any(quote.holds(cited) for quote in question.quotes)


def _stands(quote: Quote, findings: tuple[Finding, ...]) -> bool:
    return any(quote.holds(cited) for finding in findings for cited in finding.citations)


def _said(answer: Answer, findings: "tuple[Finding, ...] | list[Finding]") -> str:
    return fold(" | ".join([answer.headline, *(finding.value or "" for finding in findings)]))
