"""Text on its way to Slack, and from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.text import address, cut, escape, fit, literal
from handlers.slack_text import spoken

FOREIGN = st.text(st.one_of(st.sampled_from("<>&!@# a"), st.characters(exclude_categories=["Cs"])), max_size=200)


@given(FOREIGN)
def test_literal_pieces_make_up_the_text_and_none_has_power(text: str) -> None:
    pieces = list(literal(text))
    assert "".join(pieces) == text
    assert not any(mark in piece for piece in pieces for mark in ("<!", "<@", "<#", "<h"))


@given(FOREIGN, st.integers(1, 100))
def test_fitted_text_is_escaped_and_fits(text: str, most: int) -> None:
    fitted = fit(text, most)
    assert len(fitted) <= most
    assert "<" not in fitted
    assert fitted.count("&") == sum(fitted.count(entity) for entity in ("&amp;", "&lt;", "&gt;"))


@given(FOREIGN)
def test_what_was_escaped_is_understood_again(text: str) -> None:
    assert spoken(escape(text)) == text.strip()


def test_text_is_cut_at_a_word() -> None:
    assert cut("the harbour league meets", 18) == "the harbour…"
    assert cut("the harbour league", 18) == "the harbour league"
    assert cut("x" * 30, 10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://ledger.example/a?b=c", "ledger.example"),
        ("http://ledger.example:8080", "ledger.example"),
        ("https://bank.example@evil.example/", "evil.example"),
    ],
)
def test_a_web_address_has_a_host(url: str, host: str) -> None:
    assert address(url) == (url, host)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://x.example",
        "https://",
        "http://[bad",
        "https://a.example/<!here>",
        "https://a b",
        "https://x.example/" + "a" * 3000,
    ],
)
def test_anything_else_is_not_linked(url: str | None) -> None:
    assert address(url) is None


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<@U0BOT> who came?", "who came?"),
        ("who came, <@U0BOT>?", "who came, ?"),
        ("did <@U0ANN|ann> come to <#C0X|general>?", "did ann come to general?"),
        ("did <@U0ANN> come?", "did @U0ANN come?"),
        ("read <https://a.example/x|this> or <https://a.example>", "read this or https://a.example"),
        ("<!here> size &lt; 3 &amp; &gt; 1", "@here size < 3 & > 1"),
        ("a < b > c", "a < b > c"),
        ("half \ud83d a pair", "half � a pair"),
    ],
)
def test_markup_is_read_as_what_it_shows(sent: str, typed: str) -> None:
    assert spoken(sent, "U0BOT") == typed
