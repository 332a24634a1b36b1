"""An answer's id: of the same words the same, and easy to type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer_id import make_id, read_id
from bot.models import Answer, Citation, Finding, Kind


def answer(**changes: object) -> Answer:
    citation = Citation(article="ferries", title="T", url=None, published=None, quote="16 ferries", start=3, end=13)
    finding = Finding(value="16", citations=(citation,))
    told = {"question": "how many?", "status": "answered", "kind": Kind.COUNT, "headline": "16", "findings": (finding,)}
    return Answer.model_validate({**told, **changes})


def moved(by: int) -> tuple[Finding, ...]:
    (finding,) = answer().findings
    cited = finding.citations[0].model_copy(update={"start": 3 + by, "end": 13 + by})
    return (finding.model_copy(update={"citations": (cited,)}),)


def test_the_same_answer_has_the_same_id_in_any_process() -> None:
    assert answer().id == answer(suggestions=("who?",)).id == "9xcjs6r8a6"


@pytest.mark.parametrize(
    "changes",
    [
        {"question": "How many?"},
        {"headline": "17"},
        {"disagreement": True},
        {"findings": ()},
        {"findings": moved(1)},
        {"status": "not_found"},
    ],
    ids=str,
)
def test_another_answer_has_another_id(changes: dict[str, object]) -> None:
    assert answer(**changes).id != answer().id


def test_an_answer_that_is_read_back_keeps_its_id() -> None:
    kept = answer().model_copy(update={"id": "anOlder-id"})
    assert Answer.model_validate_json(kept.model_dump_json()) == kept


@given(st.text(st.characters(), max_size=40))
def test_any_question_makes_an_id_that_is_read_as_it_was_made(question: str) -> None:
    made = make_id(["how many?", question])
    assert re.fullmatch(r"[2-9][0-9a-hjkmnp-tv-z]{9}", made)
    spoilt = f" `{made.upper().replace('0', 'O').replace('1', 'I')}`. "
    assert read_id(made) == read_id(spoilt) == made


@pytest.mark.parametrize(
    "typed", ["", "government", "that ports", "2k7m29qxd", "2k7m29qxdfz", "2k7m29 qxdf", "2k7m29qxdu", "1k7m29qxdf"]
)
def test_what_is_no_id_is_not_taken_for_one(typed: str) -> None:
    assert read_id(typed) is None
