"""Markdown, and what only carries its ending."""

from bot.corpus.readers import markdown
from bot.models import BlockKind

HEADING, PARAGRAPH, ITEM, ROW = BlockKind


def lines(text: str) -> list[tuple[str, BlockKind | None]]:
    return [(line.text, line.kind) for line in markdown.read(text).lines]


def test_structure_is_told_by_its_marks() -> None:
    text = """
# Pilots *end* their strike

The **union** of [harbour pilots](https://union.example "Union") said `yes`.

## What they won

- More pay &amp; rest
- A new boat
  for Riga

  Built in spring.

3. Third
4. Fourth

| Port | Pilots |
| --- | ---: |
| Riga | **40** |

> “We sail,” she said.

![A ship](ship.jpg)

```
as typed
```
"""
    assert lines(text) == [
        ("Pilots end their strike", HEADING),
        ("The union of harbour pilots said yes.", None),
        ("What they won", HEADING),
        ("More pay & rest", ITEM),
        ("A new boat for Riga", ITEM),
        ("Built in spring.", None),
        ("3. Third", ITEM),
        ("4. Fourth", ITEM),
        ("Port | Pilots", ROW),
        ("Riga | 40", ROW),
        ("“We sail,” she said.", None),
        ("as typed", None),
    ]


def test_a_paragraph_a_line_stays_one() -> None:
    assert lines("The pilots voted.\nThe ships sail.\n# Heading\nThe end.") == [
        ("The pilots voted.", None),
        ("The ships sail.", None),
        ("Heading", HEADING),
        ("The end.", None),
    ]


def test_wrapped_paragraphs_are_joined() -> None:
    text = (
        "- An item stands above, so that this is Markdown.\n\n"
        "The harbour pilots voted on Tuesday to end a strike\nthat had kept forty ships at anchor for days\n"
        "and cost the port more than four million.\n"
    )
    assert lines(text)[1:] == [
        (
            "The harbour pilots voted on Tuesday to end a strike that had kept forty ships at anchor "
            "for days and cost the port more than four million.",
            None,
        )
    ]


def test_what_a_scrape_holds_by_accident_changes_nothing() -> None:
    assert lines("The pilots voted.\n---\n    Indented words.\n\n<div>Not</div> ours.\nA * star and 2 < 3.") == [
        ("The pilots voted.", None),
        ("---", None),
        ("Indented words.", None),
        ("Not ours.", None),
        ("A * star and 2 < 3.", None),
    ]


def test_front_matter_is_read() -> None:
    page = markdown.read("---\ntitle: Tides\n---\n# Heading\n")
    assert page.title == "Tides"
    assert [line.text for line in page.lines] == ["Heading"]
