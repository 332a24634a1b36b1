"""Plain text files, as scrapes leave them."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.clean import clean
from bot.corpus.readers.plain import read_lines
from bot.corpus.split import lay_out
from bot.models import BlockKind, Draft
from tests.drafting import make_draft

HEADING, PARAGRAPH, ITEM, ROW = BlockKind


def read(text: str, name: str = "pilots.txt") -> Draft:
    return make_draft(name, text.encode())


def kinds(draft: Draft) -> list[tuple[BlockKind, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def test_headings_paragraphs_items_and_rows() -> None:
    draft = read(
        """Pilots end strike

    0
    0

    RIGA – The pilots   voted
\u200b
What they won
They won three things:
- More pay: four per cent a year.
• Longer rests
1. A new boat.
Port | Pilots |
---|---|
Riga | 40 |
Ventspils | 12 |
## What comes next
The ships sail again.
"""
    )
    assert kinds(draft) == [
        (HEADING, "Pilots end strike"),
        (PARAGRAPH, "RIGA – The pilots voted"),
        (HEADING, "What they won"),
        (PARAGRAPH, "They won three things:"),
        (ITEM, "More pay: four per cent a year."),
        (ITEM, "Longer rests"),
        (ITEM, "1. A new boat."),
        (ROW, "Port | Pilots"),
        (ROW, "Riga | 40"),
        (ROW, "Ventspils | 12"),
        (HEADING, "What comes next"),
        (PARAGRAPH, "The ships sail again."),
    ]
    assert draft.text == "\n\n".join(text for _, text in kinds(draft))
    assert draft.title == "Pilots end strike"


def test_a_question_under_a_bare_dash_is_a_heading() -> None:
    draft = read("It is over.\n-\nWho pays for it?\nThe port does.\n-\nWhen does it end?\nIt has ended, they say.")
    assert [text for kind, text in kinds(draft) if kind is HEADING] == [
        "Who pays for it?",
        "When does it end?",
    ]
    assert "-" not in draft.text


def test_a_list_without_markers_is_no_row_of_headings() -> None:
    draft = read("They came from three ports.\nRiga\nVentspils\nTallinn\nThe talks began at once.")
    assert [text for kind, text in kinds(draft) if kind is HEADING] == ["Tallinn"]


def test_a_caption_of_two_sentences_is_no_heading() -> None:
    draft = read("Ships wait outside the port. Ana Vida/Harbour News\nThe strike went into its second week.")
    assert kinds(draft)[0][0] is PARAGRAPH


def test_wrapped_lines_are_joined() -> None:
    paragraphs = [
        "The harbour pilots voted on Tuesday to end a strike that had kept forty ships at anchor for days.",
        "Their union said that the port had met most of what it asked for, and that they would sail.",
        "Short end.",
    ]
    wrapped = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in paragraphs)
    assert [text for _, text in kinds(read(wrapped))] == paragraphs


def test_a_line_that_goes_on_in_lower_case_is_joined() -> None:
    draft = read("The pilots of the old harbour voted on Tuesday\nto end their strike.\nA new line.")
    assert draft.text == "The pilots of the old harbour voted on Tuesday to end their strike.\n\nA new line."


def test_entities_and_invisible_characters() -> None:
    assert read("Fish &amp; ships &amp;#8211; the\u00a0harbour\u00ad-master&rsquo;s word.").text == (
        "Fish & ships – the harbour-master’s word."
    )


def test_the_title_is_stated_or_the_first_heading_or_the_first_words_or_the_name() -> None:
    assert read("---\ntitle: Stated\n---\nHeading\n\nWords follow here.").title == "Stated"
    assert read("Words first.\n\nHeading\n\nWords follow here.").title == "Heading"
    assert read("A short sentence. Another.").title == "A short sentence."
    long = read("The pilots, " + "who had waited for many a day, " * 5 + "voted.").title
    assert long.endswith("…")
    assert len(long) <= 91
    assert read("---\ntitle:\n---\n1.").title == "1."


def test_nothing_is_said_of_what_the_file_does_not_state() -> None:
    draft = read("Words.")
    assert (draft.published, draft.url, draft.publisher, draft.author) == (None, None, None, None)


def test_the_id_is_the_name_composed() -> None:
    assert read("Words.", "cafe\u0301.2025.txt").id == "café.2025"


PIECES = st.sampled_from(
    [
        "- ",
        "-",
        "\n",
        "\n\n",
        "  ",
        "0",
        "0 0",
        "# ",
        "1. ",
        "• ",
        "“",
        "”",
        "?",
        ". ",
        "– ",
        "…",
        ":",
        "|",
        "| ",
        "---|---|\n",
        "&",
        "amp;",
        "&amp;",
        "\u200b",
        "\x1c",
        "By ",
        "U.S.",
        "word",
        "The pilots voted",
        "Ana Vida",
        "Read more:",
        "Read more.",
        "Advertisement",
        "© 2025",
        "Home\nNews\nSport",
        "a long line of forty letters or so",
        "Harbour pilots end their eleven-day strike",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text()


@given(TEXTS)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once, _ = lay_out(clean(read_lines(text)))
    twice, _ = lay_out(clean(read_lines(once)))
    assert twice == once


@given(TEXTS)
def test_blocks_and_sentences_point_at_words(text: str) -> None:
    cleaned, blocks = lay_out(clean(read_lines(text)))
    before = 0
    for block in blocks:
        held = cleaned[block.start : block.end]
        assert before <= block.start
        assert held
        assert held == held.strip()
        assert block.sentences
        assert block.sentences == tuple(sorted(block.sentences))
        for start, end in block.sentences:
            assert block.start <= start < end <= block.end
            assert cleaned[start:end] == cleaned[start:end].strip()
        before = block.end
