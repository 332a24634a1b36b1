"""Links that lead to a quote on its page, as https://wicg.github.io/scroll-to-text-fragment/ has them."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import LONGEST, to_quote
from tests.slack.foreign import FOREIGN

PAGE = "https://ledger.example/league"
LONG = "The harbour league now counts 12 ports, its secretary Mara Lindqvist said on Tuesday in Larvik."
TEXT = st.one_of(FOREIGN, st.text(max_size=80), st.lists(st.text("ab-,&#~: \n", max_size=9), max_size=30).map(" ".join))


def named(link: str) -> list[str]:
    """The words that a browser looks for: those a stretch begins and ends with, or all of it."""
    _, found, directive = link.partition(":~:text=")
    assert found
    return [unquote(part) for part in directive.split(",")]


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("Sixteen ports joined.", "Sixteen%20ports%20joined."),
        ("co-op, R&D", "co%2Dop%2C%20R%26D"),
        (LONG, "The%20harbour%20league%20now%20counts,said%20on%20Tuesday%20in%20Larvik."),
        ("A heading\n\nIts first words", "A%20heading,Its%20first%20words"),
        ("  many\t spaces\u00a0here ", "many%20spaces%20here"),
        ("Порт Ларвик", "%D0%9F%D0%BE%D1%80%D1%82%20%D0%9B%D0%B0%D1%80%D0%B2%D0%B8%D0%BA"),
    ],
)
def test_a_link_names_the_quote(quote: str, fragment: str) -> None:
    assert to_quote(PAGE, quote) == f"{PAGE}#:~:text={fragment}"


def test_an_anchor_stays_and_another_quote_is_pointed_at_no_longer() -> None:
    assert to_quote(f"{PAGE}?a=1#top", "Nine") == f"{PAGE}?a=1#top:~:text=Nine"
    assert to_quote(f"{PAGE}#:~:text=Eight", "Nine") == f"{PAGE}#:~:text=Nine"
    assert to_quote(f"{PAGE}#top:~:text=Eight&text=Ten", "Nine") == f"{PAGE}#top:~:text=Nine"


@pytest.mark.parametrize(
    ("url", "quote"),
    [
        (f"{PAGE}.pdf", "Nine"),
        (f"{PAGE}/A.PDF?download=1", "Nine"),
        ("javascript:alert(1)", "Nine"),
        ("ftp://ledger.example/a", "Nine"),
        (PAGE, " \n "),
        (PAGE, "ท" * 60),
        (f"{PAGE}?{'x' * (LONGEST - 40)}", "Nine words"),
    ],
)
def test_what_cannot_be_pointed_at_is_linked_as_it_is(url: str, quote: str) -> None:
    assert to_quote(url, quote) == url


@given(TEXT)
def test_a_browser_reads_the_quotes_own_words(quote: str) -> None:
    link = to_quote(PAGE, quote)
    if link == PAGE:
        return
    words = " ".join(quote.split())
    parts = named(link)
    assert words.startswith(parts[0])
    assert words.endswith(parts[-1])
    assert len(parts) <= 2


@given(TEXT)
def test_no_quote_breaks_out_of_the_link(quote: str) -> None:
    link = to_quote(f"{PAGE}?a=b#top", quote)
    assert re.fullmatch(r"https://ledger\.example/league\?a=b#top(:~:text=[\w.~%]+(,[\w.~%]+)?)?", link, re.ASCII)
    assert urlsplit(link)[:4] == urlsplit(f"{PAGE}?a=b")[:4]
    assert len(link) <= LONGEST
