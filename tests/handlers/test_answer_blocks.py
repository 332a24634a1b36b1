"""Answers as Block Kit: any text of any article, within the limits of Slack."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.models import Answer, Citation, Finding, Kind, Role
from bot.store import Verdict
from handlers.blocks import answer as rendering
from handlers.blocks.answer import answer_message
from handlers.blocks.feedback import Judged
from handlers.blocks.message import Message
from handlers.blocks.passage import Read
from handlers.blocks.presses import Asked, Kept
from tests.slack.foreign import FOREIGN, QUOTE, citation, citations
from tests.slack.limits import problems
from tests.slack.workspace import Sent

FINDING = st.builds(
    Finding,
    value=st.one_of(st.none(), QUOTE),
    role=st.one_of(st.none(), st.sampled_from(Role)),
    citations=st.lists(citations(), min_size=1, max_size=3).map(tuple),
)
ANSWER = st.builds(
    Answer,
    question=st.one_of(FOREIGN, st.just("word " * 2000)),
    status=st.sampled_from(["answered", "not_found"]),
    kind=st.sampled_from(Kind),
    headline=FOREIGN,
    disagreement=st.booleans(),
    findings=st.lists(FINDING, max_size=5).map(tuple),
    suggestions=st.lists(FOREIGN, max_size=6).map(tuple),
)
JUDGE = [wording.HELPFUL, wording.UNHELPFUL]
KEPT = st.builds(Kept, answer=st.just("abc123"), shareable=st.booleans(), folded=st.booleans())


def sent(message: Message) -> Sent:
    return Sent(text=message.text, blocks=list(message.blocks), channel="C0", ts="1", raw=message.payload())


@given(ANSWER, KEPT, st.one_of(st.none(), st.just(wording.SHARED)))
@settings(max_examples=60, deadline=None)
def test_any_answer_renders_to_what_slack_takes(answer: Answer, kept: Kept, note: str | None) -> None:
    message = answer_message(answer, kept, note)
    assert problems(message.payload()) == []


@given(ANSWER, KEPT)
@settings(max_examples=60, deadline=None)
def test_quotes_stand_verbatim_and_in_order(answer: Answer, kept: Kept) -> None:
    shown = sent(answer_message(answer, kept)).quotes
    held = [citation.quote for finding in answer.findings for citation in finding.citations]
    left = iter(held)
    for quote in shown:
        assert any(quote == one or (quote.endswith("…") and one.startswith(quote[:-1])) for one in left)


@given(ANSWER)
@settings(max_examples=60, deadline=None)
def test_a_pressed_suggestion_asks_what_it_says(answer: Answer) -> None:
    buttons = sent(answer_message(answer, Kept(answer="a", shareable=False, folded=True))).blocks
    rows = [block["elements"] for block in buttons if block["type"] == "actions"]
    asked = [
        Asked.model_validate_json(button["value"]).question
        for row in rows
        for button in row
        if button["action_id"].startswith("ask_")
    ]
    # None is longer than a button can carry; a blank one has none.
    assert asked == [question for question in answer.suggestions[: rendering.MOST_SUGGESTIONS] if question.strip()]


def answered(count: int, each: int = 1, **changes: object) -> Answer:
    made = tuple(
        Finding(value=str(n), citations=tuple(citation(10 * n + m) for m in range(each))) for n in range(count)
    )
    told = {
        "question": "how many?",
        "status": "answered",
        "kind": "count",
        "headline": "Many",
        "findings": made,
    }
    return Answer.model_validate({**told, **changes})


def show(answer: Answer, *, shareable: bool = True, folded: bool = True, note: str | None = None) -> Sent:
    return sent(answer_message(answer, Kept(answer="abc", shareable=shareable, folded=folded), note))


def test_three_findings_are_shown_and_the_rest_lies_behind_more() -> None:
    assert len(show(answered(4)).quotes) == rendering.FOLDED_FINDINGS
    assert wording.MORE in show(answered(4)).buttons
    assert len(show(answered(4), folded=False).quotes) == 4
    assert wording.FEWER in show(answered(4), folded=False).buttons


def test_further_sources_of_one_finding_lie_behind_more_too() -> None:
    assert len(show(answered(1, each=4)).quotes) == rendering.FOLDED_CITATIONS
    assert wording.MORE in show(answered(1, each=4)).buttons
    assert len(show(answered(1, each=4), folded=False).quotes) == 4


def test_an_answer_that_is_shown_whole_has_nothing_to_unfold() -> None:
    assert list(show(answered(3)).buttons) == [wording.SHARE, wording.READ, wording.WATCH, *JUDGE]


def test_nothing_found_cannot_be_shared_and_offers_questions() -> None:
    answer = answered(0, status="not_found", suggestions=("who leads it?", "how many are there?"))
    assert list(show(answer).buttons) == [wording.WATCH, "who leads it?", "how many are there?", *JUDGE]
    assert "who leads it?" in show(answer).text


def test_what_is_shown_in_public_cannot_be_shared_again() -> None:
    assert list(show(answered(1), shareable=False).buttons) == [wording.READ, wording.WATCH, *JUDGE]


def test_a_finding_shows_value_role_quote_title_date_and_place() -> None:
    finding = Finding(value="Oskar Brandt", role=Role.NOT_INVITED, citations=(citation(7),))
    shown = show(answered(0, findings=(finding,))).shown
    assert "Oskar Brandt · not invited\nThere are 7 of them." in shown
    assert "Article 7 · 4 March 2025 · ledger.example" in shown


def test_all_sources_are_counted_also_where_some_are_folded_away() -> None:
    finding = Finding(value="31 ports", citations=tuple(citation(n) for n in range(4)), wordings=3)
    message = show(answered(0, findings=(finding,)))
    assert len(message.quotes) == rendering.FOLDED_CITATIONS
    assert "31 ports · 4 sources, 3 independent wordings\n" in message.shown
    assert "4 sources, 3 independent wordings" in message.text


def test_without_date_and_address_it_shows_undated_and_the_id() -> None:
    finding = Finding(value=None, citations=(citation(7, url=None, published=None),))
    assert f"Article 7 · {wording.UNDATED} · a7" in show(answered(0, findings=(finding,))).shown


def test_a_link_shows_the_host_it_leads_to() -> None:
    cited = citation(1, title="https://bank.example", url="https://evil.example/x")
    finding = Finding(value=None, citations=(cited,))
    links = [
        element
        for block in show(answered(0, findings=(finding,))).blocks
        for part in block.get("elements", ())
        for element in part.get("elements", ())
        if element["type"] == "link"
    ]
    aimed = "https://evil.example/x#:~:text=There%20are%201%20of%20them."
    assert [(link["url"], link["text"]) for link in links] == [(aimed, "evil.example")]


def test_a_screen_reader_is_read_the_address_alone() -> None:
    text = show(answered(1)).text
    assert "(Article 0, 4 March 2025, https://ledger.example/0)" in text
    assert "#:~:" not in text


def test_the_first_quote_is_the_one_to_be_read_in_its_article() -> None:
    made = answered(3, each=2)
    read = Read.model_validate_json(show(made).buttons[wording.READ]["value"])
    first = made.findings[0].citations[0]
    assert (read.article, read.start, read.end, read.answer) == (first.article, first.start, first.end, "abc")


def test_what_people_think_is_asked_in_one_row_and_every_half_of_it_is_spoken() -> None:
    (row,) = (block for block in show(answered(0, status="not_found")).blocks if block["type"] == "context_actions")
    (element,) = row["elements"]
    halves = [element["positive_button"], element["negative_button"]]
    assert [Judged.model_validate_json(half["value"]) for half in halves] == [
        Judged(answer="abc", verdict=Verdict.HELPFUL),
        Judged(answer="abc", verdict=Verdict.UNHELPFUL),
    ]
    assert all(half["accessibility_label"] for half in halves)


def test_the_text_says_what_the_blocks_say() -> None:
    answer = answered(3, disagreement=True)
    message = show(answer, note=wording.SHARED)
    for said in (
        "Many",
        wording.SOURCES_DIFFER,
        "There are 0 of them.",
        "There are 20 of them.",
        wording.SHARED,
    ):
        assert said in message.text
        assert said in message.shown


def test_a_very_long_answer_keeps_to_what_one_message_holds_and_counts_the_rest() -> None:
    findings = tuple(
        Finding(value=str(n), citations=tuple(citation(n, quote="word " * 80) for _ in range(5))) for n in range(40)
    )
    message = show(answered(0, findings=findings), folded=False)
    assert message.quotes
    assert wording.more_findings(40 - len(message.quotes)) in message.shown
    assert len(json.dumps(message.blocks, ensure_ascii=False)) <= 12_000
    assert len(message.text) <= 4000
    assert re.search(r"\w…$", message.text)


@pytest.mark.parametrize("each", [1, 2, 5])
def test_ten_findings_are_all_shown_unfolded_before_a_second_quote_of_any(each: int) -> None:
    def quotes(number: int) -> tuple[Citation, ...]:
        words = " ".join(["harbour"] * 25)
        return tuple(citation(number, quote=f"{words} {rank}.", title="A title of some length") for rank in range(each))

    findings = tuple(Finding(value=f"{number} ports", citations=quotes(number)) for number in range(10))
    unfolded = show(answered(0, findings=findings), folded=False)
    assert all(f"{number} ports" in unfolded.shown for number in range(10))
    assert sum(quote.endswith(" 0.") for quote in unfolded.quotes) == 10
    assert len(unfolded.quotes) > 10 or each == 1
    assert problems(unfolded.raw) == []


def test_a_long_question_is_shown_cut_at_a_word() -> None:
    shown = show(answered(1, question="many words " * 900)).shown
    assert re.search(rf"{wording.ASKED} (many words )+many( words)?…\n", shown)
