"""A quote in its article as a page: whatever the article holds, within the limits of Slack."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import wording
from bot.answers.context import Context
from bot.models import Article, Block, BlockKind, Check, Citation, Edition, Standing
from bot.texts.context import LONGEST, PAGE
from handlers.blocks.passage import EARLIER, LATER, Read, passage_view, read_button
from tests.slack.foreign import FOREIGN, QUOTE, URLS, citation, citations
from tests.slack.sent import Sent
from tests.slack.views import view_problems

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
OLD, NEW = Edition(version=1, seen=NOON), Edition(version=3, seen=NOON)
ROWS = st.lists(
    st.tuples(st.sampled_from(BlockKind), st.one_of(FOREIGN, st.just("long " * LONGEST))).filter(lambda row: row[1]),
    min_size=1,
    max_size=30,
)


def article(*rows: tuple[BlockKind, str], **more: object) -> Article:
    blocks, start = [], 0
    for kind, text in rows:
        blocks.append(Block(kind=kind, start=start, end=start + len(text), sentences=()))
        start += len(text) + 2
    told = {"id": "a", "source": "a.txt", "title": "A", "text": "\n\n".join(text for _, text in rows), "blocks": blocks}
    return Article.model_validate({**told, "version": 1, "seen": NOON, "seq": 1, "landed": NOON, **more})


def paragraphs(count: int) -> Article:
    return article(*((BlockKind.PARAGRAPH, f"Paragraph {number} is here.") for number in range(count)))


def stands(made: Article, quote: str, **more: object) -> Context:
    start = made.text.index(quote)
    span = (start, start + len(quote))
    check = Check(citation=made.cite(*span), standing=Standing.STANDS, start=span[0], end=span[1])
    return Context(check=check.model_copy(update=more), article=made, span=span)


def view(context: Context | None, read: Read | None = None, *others: Citation) -> Sent:
    """The page as a person sees it."""
    asked = read or Read.of(context.check.citation if context else citation(1))
    made = passage_view(asked, context, others, UTC)
    assert view_problems(made) == []
    return Sent(text="", blocks=made["blocks"], channel="", ts="")


def marked(page: Sent) -> str:
    """What stands in bold."""
    lines = (part for block in page.blocks if block["type"] == "rich_text" for part in block["elements"])
    texts = (each for line in lines for part in (line, *line["elements"]) for each in part.get("elements", ()))
    return "".join(each["text"] for each in texts if each.get("style", {}).get("bold"))


@given(ROWS, FOREIGN, st.one_of(FOREIGN, URLS), st.integers(0, 3000), st.integers(0, 400), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_any_page_of_any_article_is_one_that_slack_opens(
    rows: list[tuple[BlockKind, str]], title: str, url: str, start: int, length: int, first: int
) -> None:
    made = article(*rows, title=title, url=url, publisher=title)
    span = (min(start, len(made.text) - 1), min(start + length + 1, len(made.text)))
    cited = made.cite(*span)
    context = Context(check=Check(citation=cited, standing=Standing.MOVED, now=NEW), article=made, span=span)
    view(context, Read.of(cited))
    view(context, Read.of(cited).model_copy(update={"first": first}))


@given(citations(), st.lists(citations(), max_size=120), st.sampled_from(Standing), QUOTE)
@settings(max_examples=40, deadline=None)
def test_any_quote_with_any_others_is_one_too(
    cited: Citation, others: list[Citation], standing: Standing, after: str
) -> None:
    check = Check(citation=cited, standing=standing, after=after, cited=OLD, now=NEW)
    view(Context(check=check), Read.of(cited, "2abc"), cited, *others)
    view(None, Read.of(cited, "2abc"), *others)


def test_the_quote_is_marked_and_some_text_leads_up_to_it() -> None:
    page = view(stands(paragraphs(30), "Paragraph 9 is"))
    assert (marked(page), wording.QUOTE_IN_BOLD in page.shown) == ("Paragraph 9 is", True)
    assert "Paragraph 7 is here.\nParagraph 8 is here.\nParagraph 9 is here." in page.shown
    assert "Paragraph 6" not in page.shown
    assert list(page.buttons) == [wording.EARLIER, wording.LATER]


def test_the_text_goes_on_with_the_buttons() -> None:
    context = stands(paragraphs(30), "Paragraph 9 is")
    later = Read.model_validate_json(view(context).buttons[wording.LATER]["value"])
    page = view(context, later)
    assert f"Paragraph {7 + PAGE} is here." in page.shown
    assert (marked(page), wording.QUOTE_IN_BOLD in page.shown) == ("", False)
    assert page.buttons[wording.EARLIER]["action_id"] == EARLIER
    assert page.buttons[wording.LATER]["action_id"] == LATER
    earlier = Read.model_validate_json(page.buttons[wording.EARLIER]["value"])
    assert view(context, earlier).shown == view(context).shown


def test_a_short_article_is_one_page() -> None:
    page = view(stands(paragraphs(3), "Paragraph 0 is"))
    assert page.buttons == {}
    assert "Paragraph 2 is here." in page.shown


def test_a_quote_over_two_blocks_is_marked_in_both() -> None:
    page = view(stands(paragraphs(3), "0 is here.\n\nParagraph 1"))
    assert marked(page) == "0 is here.Paragraph 1"


def test_it_says_where_the_text_is_from_and_leads_to_the_quote() -> None:
    made = article(
        (BlockKind.PARAGRAPH, "Nine ports."),
        title="Ports",
        publisher="The Ledger",
        published="2025-03-04",
        url="https://ledger.example/p",
    )
    page = view(stands(made, "Nine ports."))
    assert page.shown.startswith("Ports\nThe Ledger · 4 March 2025 · ledger.example\n")
    assert "https://ledger.example/p#:~:text=Nine%20ports." in str(page.blocks)


def test_what_changed_since_is_said_with_what_stood_there() -> None:
    made = paragraphs(3)
    was = citation(1, quote="Paragraph one was here.")
    page = view(stands(made, "Paragraph 1", standing=Standing.CHANGED, citation=was, after="Paragraph 1", now=NEW))
    assert page.quotes == ["Paragraph one was here.", "Paragraph 1"]
    assert wording.STANDINGS["changed"] in page.shown
    assert wording.IN_BOLD["changed"] in page.shown
    assert marked(page).endswith("Paragraph 1")


def test_of_an_old_version_it_is_said_that_it_is_one() -> None:
    page = view(stands(paragraphs(3), "Paragraph 1", standing=Standing.REMOVED, cited=OLD, now=NEW))
    assert wording.STANDINGS["removed"] in page.shown
    assert wording.IN_BOLD["removed"] in page.shown
    assert "version 1" in page.shown


@pytest.mark.parametrize("standing", ["withdrawn", "gone"])
def test_what_is_not_there_any_more_is_said(standing: str) -> None:
    gone = Context(check=Check(citation=citation(1), standing=Standing(standing)))
    page = view(gone if standing == "withdrawn" else None)
    assert wording.STANDINGS[standing] in page.shown


def test_the_other_quotes_can_be_chosen() -> None:
    cited = [citation(number, start=number, end=number + 5) for number in range(3)]
    made = passage_view(Read.of(cited[1], "2abc"), None, cited, UTC)
    menu = made["blocks"][0]["elements"][0]
    assert [one["value"] for one in menu["options"]] == ["0", "1", "2"]
    assert menu["initial_option"] == menu["options"][1]
    assert menu["options"][2]["text"]["text"] == "3. Article 2"
    assert menu["options"][2]["description"]["text"] == "“There are 2 of them.”"
    assert made["private_metadata"] == "2abc"


def test_an_id_that_no_button_can_carry_has_none() -> None:
    assert read_button(Read.of(citation(1, article="x" * 3000))) is None
    button = read_button(Read.of(citation(1, article="x" * 1000)))
    assert button
    assert button["accessibility_label"]
