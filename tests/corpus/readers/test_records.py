"""Rows and objects of exports, with the fields' names that exports use."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.corpus.readers import read
from bot.errors import InvalidRecord
from bot.models import BlockKind, Draft
from tests.drafting import make_draft

EXPORTS = Path(__file__).with_name("exports.jsonl")
"""One article, as nine kinds of exports write it."""
STORY = "The harbour pilots voted on Tuesday to end their strike."


def record(values: Any) -> Draft:
    return make_draft("record.json", json.dumps(values).encode())


@pytest.mark.parametrize("values", [json.loads(line) for line in EXPORTS.read_text(encoding="utf-8").splitlines()])
def test_fields_by_whatever_name(values: dict[str, Any]) -> None:
    draft = record(values)
    assert (draft.title, draft.text) == ("Pilots", STORY)
    assert (draft.url, draft.published) == ("https://a.example/1", date(2025, 3, 4))
    assert (draft.author, draft.publisher) == ("Ana Lind", "Post")


def test_the_fuller_name_counts_where_several_hold_a_text() -> None:
    draft = record({"content": "The harbour pilots… [+900 chars]", "text": STORY})
    assert draft.text == STORY


def test_what_holds_nothing_is_not_stated() -> None:
    draft = record({"text": STORY, "author": "N/A", "publisher": None, "published": "", "title": "nan", "url": "-"})
    assert (draft.author, draft.publisher, draft.published, draft.url) == (None, None, None, None)
    assert draft.title == STORY


def test_html_in_a_text_is_read_and_markdown_is_not() -> None:
    draft = record(
        {"text": "<h2>Strike ends</h2><p>They voted&nbsp;&amp; left.</p><ul><li>Pay</li></ul><script>x()</script>"}
    )
    assert [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks] == [
        (BlockKind.HEADING, "Strike ends"),
        (BlockKind.PARAGRAPH, "They voted & left."),
        (BlockKind.ITEM, "Pay"),
    ]
    assert record({"text": "They _voted_ [again](x) on 2*3 boats."}).text == "They _voted_ [again](x) on 2*3 boats."


def test_paragraphs_may_come_as_a_list() -> None:
    assert record({"body": [STORY, "They went home."]}).text == f"{STORY}\n\nThey went home."


def test_markup_in_a_title_is_no_part_of_it() -> None:
    assert record({"title": "Pilots <em>end</em> strike &amp; sail", "text": STORY}).title == "Pilots end strike & sail"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "data:text/html,x", "ftp://a.example/x"])
def test_only_a_web_address_is_one(url: str) -> None:
    assert record({"text": STORY, "url": url}).url is None


def test_surrogates_and_controls_do_not_reach_the_text() -> None:
    data = b'{"text": "They voted\\ud800 on\\u0000 Tuesday, \\u202eall of them.", "title": "\\udfffPilots"}'
    draft = make_draft("record.json", data)
    assert draft.text == "They voted\ufffd on Tuesday, all of them."
    assert draft.title == "\ufffdPilots"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"title": "Pilots"}', "no_text_here"),
        (b'{"text": ""}', "no_text_here"),
        (b'{"text": 17}', "no_text_here"),
        (b'{"text": "x" "y"}', "no_object"),
        (b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, "no_object"),
    ],
)
def test_what_is_no_article_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        read("record.json", data)
    assert wording.READING[why] in wording.of_error(refused.value)


@pytest.mark.parametrize("published", ["02/08/2022", "last week", 17])
def test_a_date_is_never_guessed(published: Any) -> None:
    with pytest.raises(InvalidRecord):
        record({"text": STORY, "published": published})
