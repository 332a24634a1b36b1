"""Receipts as Block Kit: what became of each quote, and the answer as Markdown."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.answers.footnotes import as_markdown
from bot.answers.receipts import Receipt
from bot.models import Answer, Check, Citation, Edition, Finding, Kind, Standing
from handlers.blocks.message import Message
from handlers.blocks.receipt import footnotes_message, receipt_message
from tests.slack.foreign import FOREIGN, QUOTE, citation, citations
from tests.slack.limits import problems
from tests.slack.workspace import Sent

KEPT = datetime(2025, 3, 15, 12, 30, tzinfo=UTC)
OLD, NEW = Edition(version=1, seen=KEPT), Edition(version=3, seen=datetime(2025, 3, 17, 8, tzinfo=UTC))


def receipt(*checks: Check, **changes: object) -> Receipt:
    findings = [Finding(value=None, citations=(check.citation,)) for check in checks]
    told = {"question": "how many?", "status": "answered", "kind": Kind.COUNT, "headline": "16", "findings": findings}
    return Receipt(answer=Answer.model_validate({**told, **changes}), kept=KEPT, checks=checks)


def sent(message: Message) -> Sent:
    assert problems(message.payload()) == []
    return Sent(text=message.text, blocks=list(message.blocks), channel="C0", ts="1")


def stands(cited: Citation) -> Check:
    return Check(citation=cited, standing=Standing.STANDS, start=cited.start, end=cited.end)


CHECKS = st.builds(
    Check,
    citation=citations(),
    standing=st.sampled_from(Standing),
    after=st.one_of(st.none(), QUOTE, st.just("longest " * 4000)),
    start=st.just(1),
    end=st.just(2),
    cited=st.one_of(st.none(), st.just(OLD)),
    now=st.one_of(st.none(), st.just(NEW)),
)


@given(st.lists(CHECKS, max_size=40), st.one_of(FOREIGN, st.just("how many? " * 5000)))
@settings(max_examples=60, deadline=None)
def test_any_receipt_renders_to_what_slack_takes(checks: list[Check], question: str) -> None:
    made = receipt(*checks, question=question)
    assert sent(receipt_message(made)).text
    assert sent(footnotes_message(made)).text


def test_a_changed_quote_is_shown_before_and_after_and_first() -> None:
    after = {"after": "There are 3 of them.", "start": 0, "end": 20, "cited": OLD, "now": NEW}
    changed = Check.model_validate({"citation": citation(2), "standing": Standing.CHANGED, **after})
    message = sent(receipt_message(receipt(stands(citation(1)), changed)))
    assert message.quotes == ["There are 2 of them.", "There are 3 of them.", "There are 1 of them."]
    assert "1 of 2 quotes no longer stands." in message.shown
    assert "Article 2 · 4 March 2025 · ledger.example\nversion 1, read on 15 March 2025, 12:30 UTC" in message.shown
    assert f"{wording.NOW}\nThere are 3 of them.\nversion 3, read on 17 March 2025, 08:00 UTC" in message.shown
    assert "“There are 2 of them.”" in message.text
    assert "“There are 3 of them.”" in message.text


def test_quotes_that_stand_need_no_version() -> None:
    message = sent(receipt_message(receipt(stands(citation(1)), stands(citation(2)))))
    assert message.shown.startswith("All 2 quotes still stand.")
    assert "version" not in message.shown


def test_what_does_not_fit_in_one_message_is_counted() -> None:
    made = receipt(*(stands(citation(n, quote=f"{n} " + "word " * 79)) for n in range(40)))
    message = sent(receipt_message(made))
    left = 40 - len(message.quotes)
    assert left > 0
    assert wording.more_quotes(left) in message.shown
    footnotes = sent(footnotes_message(made))
    left = 40 - footnotes.shown.count("]: “")
    assert left > 0
    assert wording.more_footnotes(left, made.answer.id) in footnotes.shown


def test_footnotes_are_the_markdown_to_be_copied() -> None:
    made = receipt(stands(citation(1, quote="See <!channel> *this*.")))
    (block,) = footnotes_message(made).blocks
    (part,) = block["elements"]
    assert part["type"] == "rich_text_preformatted"
    assert "".join(element["text"] for element in part["elements"]) == as_markdown(made)
