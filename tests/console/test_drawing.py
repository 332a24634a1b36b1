from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot.console.drawing import buttons_of, draw_message, marked_up
from handlers.blocks.elements import (
    actions,
    bullets,
    button,
    header,
    link,
    plain,
    quote,
    remark,
    rich,
    section,
)


def drawn(blocks: list[dict[str, Any]], *, width: int | None = None, text: str = "") -> str:
    out = StringIO()
    console = Console(file=out, width=width, force_terminal=width is not None, color_system=None)
    draw_message(console, {"blocks": blocks, "text": text}, range(1, 10))
    return out.getvalue()


def test_every_block_that_the_handlers_make_is_readable() -> None:
    shown = drawn(
        [
            header("34 countries & more"),
            rich([section(plain("asked"), link("https://example.org/a")), quote("Thirty-four <signed> up.")]),
            rich([bullets([section(plain("first")), section(plain("second"))])]),
            remark(":scales: *Sources differ*"),
            {"type": "divider"},
            *actions([button("Share", "share", "1"), button("More", "more", "2")]),
        ]
    )
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        "34 countries & more",
        "askedexample.org (https://example.org/a)",
        "“Thirty-four <signed> up.”",
        "• first",
        "• second",
        "Sources differ",
        "─" * 40,
        "[1] Share  [2] More",
    ]


def test_a_quote_stays_on_its_line_for_other_programs() -> None:
    words = " ".join(["word"] * 200)
    assert words in drawn([rich([quote(words)])])


def test_a_quote_is_wrapped_and_indented_on_a_terminal() -> None:
    lines = drawn([rich([quote(" ".join(["word"] * 50))])], width=40).splitlines()
    assert len(lines) > 5
    assert all(line.startswith("    ") and len(line) <= 40 for line in lines)


@pytest.mark.parametrize("steering", ["\x1b[2J", "\x9b31m", "\x07", "\r", "\x00"])
def test_an_article_cannot_steer_the_terminal(steering: str) -> None:
    shown = drawn([rich([quote(f"a{steering}b")]), header(f"a{steering}b"), remark(f"a{steering}b")])
    assert steering[0] not in shown
    assert shown.count("b") == 3


def test_square_brackets_are_no_styles() -> None:
    assert "[bold]x[/bold] [/]" in drawn([rich([quote("[bold]x[/bold] [/]")])])


def test_a_message_without_blocks_shows_its_text() -> None:
    assert drawn([], text="plain &amp; simple").strip() == "plain & simple"


def test_an_unknown_block_is_named_and_not_hidden() -> None:
    assert "[video]" in drawn([{"type": "video"}])


@pytest.mark.parametrize(
    ("mrkdwn", "shown"),
    [
        ("*bold* and _slanted_", "bold and slanted"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<https://example.org|the page>", "the page (https://example.org)"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("at 10:30:45", "at 10:30:45"),
    ],
)
def test_slacks_markup_is_read(mrkdwn: str, shown: str) -> None:
    assert marked_up(mrkdwn).plain == shown


def test_buttons_come_in_the_order_that_they_are_numbered_in() -> None:
    blocks = [
        *actions([button("A", "a", "1")]),
        header("x"),
        *actions([button("B", "b", "2"), button("C", "c", "3")]),
    ]
    assert [found["action_id"] for found, _ in buttons_of({"blocks": blocks})] == ["a", "b", "c"]
