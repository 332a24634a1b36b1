"""The clause that a word stands in."""

import pytest

from bot.facts.scopes import scope_of


@pytest.mark.parametrize(
    ("text", "word", "holds", "lacks"),
    [
        ("The port, which was blocked on Sunday, reopened on Monday.", "Monday", "reopened", "blocked"),
        ("The port, which was blocked on Sunday, reopened on Monday.", "Sunday", "blocked", "reopened"),
        ("Envoys met in Oslo to talk about the war that began in 1999.", "1999", "began", "met"),
        ("While Roe was in Oslo on Monday, Berg was in Bergen on Friday.", "Friday", "Bergen", "Oslo"),
        ("The dam broke on Friday, and the mayor resigned on Sunday.", "Friday", "broke", "resigned"),
        ("The talks ended on Friday; the mayor resigned on Sunday.", "Sunday", "resigned", "ended"),
    ],
)
def test_a_word_goes_with_its_own_clause(text: str, word: str, holds: str, lacks: str) -> None:
    scope = scope_of(text, text.index(word))
    assert holds in scope
    assert lacks not in scope
