"""Terms that mean about the same in news."""

from functools import cache

from bot.lexicon import table
from bot.terms import term_of


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each term, those that mean about the same in news."""
    found: dict[str, list[str]] = {}
    for group in table("synonyms")["groups"]:
        terms = [term_of(word) for word in group]
        for term in terms:
            found.setdefault(term, []).extend(other for other in terms if other != term)
    return {term: tuple(others) for term, others in found.items()}
