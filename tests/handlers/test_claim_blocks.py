"""A checked text as Block Kit: whatever is found, and whatever stands in it, Slack takes it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.models import CheckedSentence, CheckedText, Citation, ClaimCheck, ClaimKind, Finding, Role
from handlers.blocks.claims import MOST_CLAIMS, claims_message
from handlers.blocks.message import Message
from handlers.blocks.presses import KeptCheck
from tests.slack.foreign import FOREIGN, RECURRING, citation, citations
from tests.slack.limits import problems
from tests.slack.sent import Sent

KEPT = KeptCheck(check="2222222222", thread="1.2")


def sent(message: Message) -> Sent:
    assert problems(message.payload()) == []
    return Sent(text=message.text, blocks=list(message.blocks), channel="C0", ts="1")


def finding(value: str | None, *cited: Citation, wordings: int = 1) -> Finding:
    return Finding(value=value, citations=cited, wordings=wordings)


def checked(*checks: ClaimCheck, left: int = 0) -> CheckedText:
    return CheckedText(sentences=(CheckedSentence(text="There are 3 of them.", checks=checks),), left=left)


FINDINGS = st.builds(
    Finding,
    value=st.one_of(st.none(), RECURRING),
    role=st.one_of(st.none(), st.sampled_from(Role)),
    citations=st.lists(citations(), min_size=1, max_size=4).map(tuple),
    wordings=st.integers(1, 4),
)
CHECKS = st.builds(
    ClaimCheck,
    kind=st.sampled_from(ClaimKind),
    claim=st.one_of(RECURRING, st.just("long " * 2000)),
    stated=st.one_of(st.none(), FINDINGS),
    differs=st.lists(FINDINGS, max_size=4).map(tuple),
    near=st.lists(FINDINGS, max_size=1).map(tuple),
)
SENTENCES = st.builds(
    CheckedSentence,
    text=st.one_of(RECURRING, FOREIGN, st.just("word " * 2000)),
    checks=st.lists(CHECKS, min_size=1, max_size=9).map(tuple),
)
TEXTS = st.builds(CheckedText, sentences=st.lists(SENTENCES, max_size=6).map(tuple), left=st.integers(0, 99))


@given(TEXTS, st.one_of(st.none(), st.just(KEPT)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_found_renders_to_what_slack_takes(text: CheckedText, kept: KeptCheck | None) -> None:
    message = sent(claims_message(text, kept, wording.SHARED_IN_THREAD))
    assert message.text


def test_stated_differing_and_absent_claims_are_told_apart() -> None:
    message = sent(
        claims_message(
            checked(
                ClaimCheck(
                    kind=ClaimKind.FIGURE,
                    claim="3",
                    stated=finding("3", citation(1), citation(2), citation(3), wordings=2),
                    differs=(finding("4", citation(4)),),
                ),
                ClaimCheck(kind=ClaimKind.DATE, claim="in May", near=(finding("in June", citation(5)),)),
                ClaimCheck(kind=ClaimKind.NAME, claim="Ada Brandt", stated=finding("Ada Brandt", citation(6))),
                ClaimCheck(kind=ClaimKind.NAME, claim="Otto Quell"),
            ),
            KEPT,
        )
    )
    assert message.shown.splitlines()[0] == (
        "2 claims: 1 stated, 1 with another value, 1 not in the articles · 2 names: 1 in the articles"
    )
    for line in (
        "3 · stated by 2 sources (3 articles)",
        "another number, 4: 1 source",
        f"in May · {wording.NOT_HELD}. {wording.NEAREST}",
        "Ada Brandt · in 1 source",
        f"Otto Quell · {wording.NOT_HELD}",
        wording.SIDE_BY_SIDE,
    ):
        assert line in message.shown.splitlines()
    assert message.shown.count("There are 3 of them.\n") >= 1
    assert message.quotes == [f"There are {number} of them." for number in (1, 2, 4, 5, 6)]
    assert list(message.buttons) == [wording.SHARE_IN_THREAD]
    assert all(f"“There are {number} of them.”" in message.text for number in (1, 2, 4, 5, 6))


def test_a_quote_that_stands_above_is_not_repeated_for_a_name() -> None:
    figure = ClaimCheck(kind=ClaimKind.FIGURE, claim="3", stated=finding("3", citation(1)))
    name = ClaimCheck(kind=ClaimKind.NAME, claim="Ada Brandt", stated=finding("Ada Brandt", citation(1)))
    message = sent(claims_message(checked(figure, name), KEPT))
    assert message.quotes == ["There are 1 of them."]
    assert "Ada Brandt · in 1 source" in message.shown


def test_a_sentence_that_is_one_claim_is_shown_once() -> None:
    claim = "Per Holt is the mayor"
    check = ClaimCheck(kind=ClaimKind.POST, claim=claim, stated=finding("Per Holt", citation(1)))
    message = sent(claims_message(CheckedText(sentences=(CheckedSentence(text=f"{claim}.", checks=(check,)),)), KEPT))
    assert message.shown.count(claim) == 1
    assert "stated by 1 source" in message.shown.splitlines()


def test_other_values_that_are_not_told_are_counted() -> None:
    check = ClaimCheck(kind=ClaimKind.FIGURE, claim="3", differs=(finding("4", citation(4)),), more=2)
    message = sent(claims_message(checked(check), KEPT))
    assert "and 2 more" in message.shown.splitlines()
    assert "and 2 more" in message.text


def test_nothing_is_ever_called_true_or_false() -> None:
    checks = [
        ClaimCheck(kind=kind, claim="3", stated=finding("3", citation()), differs=(finding("4", citation(4)),))
        for kind in ClaimKind
    ]
    absent = [ClaimCheck(kind=kind, claim="5", near=(finding("6", citation(6)),)) for kind in ClaimKind]
    message = sent(claims_message(checked(*checks, *absent, left=1), KEPT))
    said = f"{message.shown} {message.text}".lower()
    for word in ("true", "false", "wrong", "correct", "incorrect", "verified", "fact", "lie"):
        assert not re.search(rf"\b{word}\b", said)


def test_names_are_left_out_first_and_what_is_left_out_is_counted() -> None:
    figures = [ClaimCheck(kind=ClaimKind.FIGURE, claim=f"{n} ports") for n in range(MOST_CLAIMS - 1)]
    names = [ClaimCheck(kind=ClaimKind.NAME, claim=f"Ada Brandt {n}") for n in range(3)]
    message = sent(claims_message(checked(*names, *figures, left=2), None))
    assert all(figure.claim in message.shown for figure in figures)
    assert sum(name.claim in message.shown for name in names) == 1
    assert wording.more_claims(2) in message.shown
    assert wording.more_sentences(2) in message.shown
    assert wording.more_claims(2) in message.text


def test_a_text_without_claims_is_one_line_without_a_button() -> None:
    message = sent(claims_message(CheckedText(sentences=()), KEPT))
    assert (message.shown, message.buttons) == (wording.NOTHING_CLAIMED, {})
