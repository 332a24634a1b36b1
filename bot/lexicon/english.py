"""The words of English, with how often each is used."""

from functools import cache

from spellchecker import SpellChecker


@cache
def dictionary() -> SpellChecker:
    """Loaded when first needed, and once for all who look into it: it takes a quarter of a second."""
    return SpellChecker(language="en")
