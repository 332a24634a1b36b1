"""The preview of a link: what stands in the article, verbatim, in what Slack takes."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import Article, Block, BlockKind
from handlers.blocks.text import fit
from handlers.blocks.unfurl import preview
from tests.slack.foreign import FOREIGN, QUOTE
from tests.slack.limits import attached_problems

FIRST = "The league bought 12 ferries from a yard in Larvik on Monday."
SECOND = "Its secretary Mara Lindqvist said that the fee of each port stays as it is."


def article(*sentences: str, **told: object) -> Article:
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple((start, start + len(sentence)) for start, sentence in zip(starts, sentences, strict=True))
    blocks = (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), sentences=spans),)
    read = {"id": "ferries", "source": "ferries.md", "title": "Ferries bought", "text": text, "blocks": blocks}
    now = datetime(2025, 3, 5, tzinfo=UTC)
    return Article.model_validate({**read, "version": 1, "seen": now, "seq": 1, "landed": now, **told})


def test_it_has_the_title_two_key_sentences_the_publisher_and_the_date() -> None:
    told = {"url": "https://ledger.example/ferries", "publisher": "The Ledger", "published": date(2025, 3, 4)}
    shown = preview(article(FIRST, SECOND, **told))

    header, quotes, source = shown["blocks"]
    assert header["text"]["text"] == shown["preview"]["title"]["text"] == "Ferries bought"
    assert quotes["text"]["text"] == f"“{FIRST}”\n“{SECOND}”"
    assert source["elements"][0]["text"] == "The Ledger · 4 March 2025"


def test_without_a_publisher_it_names_the_site_and_without_a_date_says_so() -> None:
    shown = preview(article(FIRST, url="https://ledger.example/ferries"))
    assert shown["blocks"][-1]["elements"][0]["text"] == "ledger.example · undated"


def test_an_article_without_a_key_sentence_has_its_title_and_source_alone() -> None:
    shown = preview(article("Why?", title="x" * 300))
    assert [block["type"] for block in shown["blocks"]] == ["header", "context"]
    assert attached_problems(shown) == []


@given(QUOTE, FOREIGN, FOREIGN, st.lists(FOREIGN, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_an_article_holds_slack_takes_the_preview(
    title: str, publisher: str, tail: str, words: list[str]
) -> None:
    sentence = f"{FIRST[:-1]} {' '.join(words)} and {tail} too."
    shown = preview(article(sentence, title=title, publisher=publisher))

    assert attached_problems(shown) == []
    assert "rich_text" not in [block["type"] for block in shown["blocks"]]
    for block in shown["blocks"]:
        if block["type"] == "section":
            assert block["text"]["text"] == fit(f"“{sentence}”", 2000)
