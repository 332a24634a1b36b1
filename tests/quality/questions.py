"""Questions on small corpora, and what a right answer to each must hold.

A set is a file NAME.jsonl beside this module, one question a line, on the articles of a folder. Conditions:

status        answered, or not_found where the corpus holds no answer
need          each of these quotes stands in a citation of its article, in any finding
any           one of them does, in the first three findings
top           each of them does, in the first finding
values        each string stands in the headline or in the value of a finding
absent        none stands in the headline, nor as somebody who takes part
disagreement  whether the answer is marked as one that sources differ on
"""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.models import Answer, Finding, Role

HERE = Path(__file__).parent
FOLDERS = {
    "seeds": HERE.parents[1] / "seeds",
    "ferry": HERE / "ferry",
    "dam": HERE / "dam",
    "telescope": HERE / "telescope",
}
"""Each set's corpus. Only `seeds` is a subject that the bot was first made for."""

_TAKES_PART = {None, Role.ATTENDED, Role.REMOTE, Role.CHAIRED, Role.EXPECTED}


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quote(_Row):
    """Words that stand in an article."""

    article: str
    quote: str


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
    disagreement: bool | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return (*self.need, *self.any, *self.top)


def read_questions(name: str) -> list[Question]:
    """The questions of a set, in the order of its file."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Question.model_validate_json(line) for line in lines]


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
    if question.any and not any(_stands(quote, answer.findings[:3]) for quote in question.any):
        faults.append("not in the first three: " + " | ".join(quote.quote for quote in question.any))
    faults += [f"value {value!r} missing" for value in question.values if fold(value) not in said]
    faults += [f"{name!r} was absent" for name in question.absent if fold(name) in present]
    if question.disagreement not in {None, answer.disagreement}:
        faults.append(f"disagreement {answer.disagreement}")
    return faults


def _stands(quote: Quote, findings: tuple[Finding, ...]) -> bool:
    citations = [citation for finding in findings for citation in finding.citations]
    return any(quote.article == cited.article and fold(quote.quote) in fold(cited.quote) for cited in citations)


def _said(answer: Answer, findings: "tuple[Finding, ...] | list[Finding]") -> str:
    return fold(" | ".join([answer.headline, *(finding.value or "" for finding in findings)]))
