"""Nouns for what is counted: which are for people, and which for the same things. Pure."""

from collections.abc import Collection, Sequence
from functools import cache

from bot.facts.counts import Count
from bot.lexicon import table
from bot.terms import term_of, terms_of
from bot.texts.synonyms import synonyms

_ANYBODY = "person resident inhabitant soul body life death fatality victim casualty"
"""Nouns that say no more than that it is people, or what became of them."""
_A_SUM = 1e5
"""From what a bare number may be a sum of money."""


def things(count: Count) -> tuple[str, ...]:
    """The terms of what a count is of, by its own words or by those before; empty where neither tells."""
    return count.meant or count.unit


def are_people(counted: Sequence[str]) -> bool:
    """Whether those terms are for people: the last is a noun for them, or for what became of them ("12 dead")."""
    return bool(counted) and (counted[-1] in _people() or counted[-1] in _states())


def are_anybody(counted: Sequence[str]) -> bool:
    """Whether they are for people of whatever kind: "40 people", "12 dead"."""
    return bool(counted) and (counted[-1] in anybody() or counted[-1] in _states())


def alike_nouns(terms: Collection[str]) -> frozenset[str]:
    """The terms, with those of other nouns for the same things."""
    return frozenset(other for term in terms for other in (term, *synonyms().get(term, ()), *_same().get(term, ())))


def is_sum(count: Count) -> bool:
    """Whether a bare number is so large that it needs no currency to be one of money: "the delay adds 85 million"."""
    return not count.unit and not count.measure and count.low >= _A_SUM


@cache
def anybody() -> frozenset[str]:
    """The terms of the nouns for people of whatever kind."""
    return frozenset(terms_of(_ANYBODY))


@cache
def _people() -> frozenset[str]:
    roles = {role for group in table("titles").values() for role in group["roles"] if " of " not in role}
    nouns = {*table("figures")["kinds"]["people"].split(), *(role.split()[-1] for role in roles)}
    nouns |= {f"{noun[:-3]}men" for noun in nouns if noun.endswith("man")}
    return anybody().union(map(term_of, nouns)) - {""}


@cache
def _states() -> frozenset[str]:
    return frozenset(terms_of(table("figures")["kinds"]["states"]))


@cache
def _same() -> dict[str, tuple[str, ...]]:
    groups = (tuple(terms_of(group)) for group in table("figures")["kinds"]["same"])
    return {term: tuple(other for other in group if other != term) for group in groups for term in group}
