"""The question sets themselves, and the conditions that they are scored by."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from bot.models import Answer, Citation, Finding, Kind, Role
from tests.quality.questions import Question, Quote, find_faults, fold
from tests.quality.sets import FOLDERS, own_set

BEYOND = {
    "seeds": 15,
    "ferry": 6,
    "dam": 6,
    "telescope": 6,
    "measles": 9,
    "summit": 8,
    "takeover": 7,
    "rescue": 9,
    "strike": 9,
    "council": 9,
    "spill": 3,
    "flood": 3,
    "glassworks": 5,
    "derailment": 6,
    "cinema": 5,
}
"""At least so many questions of a set have no answer in its corpus."""


def written(article: str, folder: Path) -> str:
    """The words of an article's file, without tags."""
    (path,) = folder.glob(f"{article}.*")
    return fold(unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_quote_that_a_set_asks_for_stands_in_its_article(name: str) -> None:
    quotes = {quote for question in own_set(name).questions for quote in question.quotes}
    missing = [q for q in quotes if fold(q.quote) not in written(q.article, FOLDERS[name])]
    assert missing == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_set_has_distinct_questions_some_of_them_beyond_the_corpus(name: str) -> None:
    questions = own_set(name).questions
    assert max(Counter(question.text.lower() for question in questions).values()) == 1
    assert len({question.id for question in questions}) == len(questions)
    beyond = [question for question in questions if question.status == "not_found"]
    assert len(beyond) >= BEYOND[name]
    assert not any(question.quotes for question in beyond)
    assert all(question.quotes for question in questions if question not in beyond)


def finding(quote: str, value: str | None = None, role: Role | None = None, article: str = "a") -> Finding:
    cited = Citation(article=article, title="T", url=None, published=None, quote=quote, start=0, end=len(quote))
    return Finding(value=value, role=role, citations=(cited,))


def answer(*findings: Finding, headline: str = "", disagreement: bool = False) -> Answer:
    status = "answered" if findings else "not_found"
    return Answer(
        question="q",
        status=status,
        kind=Kind.OPEN,
        headline=headline,
        disagreement=disagreement,
        findings=findings,
    )


def question(status: str = "answered", **conditions: object) -> Question:
    return Question.model_validate({"id": "x", "text": "q", "status": status, **conditions})


CUP = Quote(article="a", quote="a “cup” of tea")
TEA = finding('He asked for a "cup"  of tea.', value="one cup")
RAIN = finding("It rained.")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (question("not_found"), answer()),
        (question(need=[CUP]), answer(RAIN, RAIN, RAIN, TEA)),
        (question(any=[CUP]), answer(RAIN, RAIN, TEA)),
        (question(top=[CUP]), answer(TEA, RAIN)),
        (question(values=["One Cup"]), answer(TEA)),
        (question(values=["kettle"]), answer(RAIN, headline="A kettle")),
        (question(absent=["Ann"]), answer(finding("Ann stayed away.", "Ann", Role.ABSENT))),
        (question(disagreement=True), answer(TEA, disagreement=True)),
    ],
)
def test_a_met_condition_is_no_fault(asked: Question, given: Answer) -> None:
    assert find_faults(asked, given) == []


@pytest.mark.parametrize(
    ("asked", "given", "fault"),
    [
        (question("not_found"), answer(TEA), "status answered"),
        (question(need=[CUP]), answer(), "status not_found"),
        (question(need=[CUP]), answer(RAIN), "needs"),
        (question(need=[CUP]), answer(finding("a cup of tea", article="b")), "needs"),
        (question(any=[CUP]), answer(RAIN, RAIN, RAIN, TEA), "first three"),
        (question(top=[CUP]), answer(RAIN, TEA), "not on top"),
        (question(values=["two cups"]), answer(TEA), "missing"),
        (question(absent=["Ann"]), answer(finding("Ann came.", "Ann", Role.ATTENDED)), "was absent"),
        (question(absent=["Ann"]), answer(finding("Ann came.", "Ann")), "was absent"),
        (question(disagreement=True), answer(TEA), "disagreement False"),
    ],
)
def test_a_missed_condition_is_one_fault(asked: Question, given: Answer, fault: str) -> None:
    (found,) = find_faults(asked, given)
    assert fault in found
