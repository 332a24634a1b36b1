"""Names of countries and places, whatever their spelling, as one term each."""

from functools import cache
from typing import NamedTuple

from bot.lexicon import table, word_class
from bot.lexicon.folding import fold_name


class Place(NamedTuple):
    """What a name stands for: `term` is equal for all names of one country or place."""

    term: str
    is_country: bool
    needs_capital: bool


@cache
def places() -> dict[tuple[str, ...], Place]:
    """Every name, as folded words, with what it stands for. Demonyms stand for their country."""
    names: dict[tuple[str, ...], Place] = {}
    for group in table("places")["groups"]:
        for name in group:
            _add(names, name, f"@{'_'.join(fold_name(group[0]))}", is_country=False)
    for code, country in table("countries").items():
        for name in country["names"] + country["demonyms"]:
            _add(names, name, f"@{code.lower()}", is_country=True)
    return names


@cache
def one_word_places() -> dict[str, str]:
    """The folded names of one word, with their terms."""
    return {name[0]: place.term for name, place in places().items() if len(name) == 1 and len(name[0]) > 3}


@cache
def joined_names() -> dict[str, tuple[str, str]]:
    """The folded names of several words, typed as one: with the name in capitals, and its term."""
    return {
        "".join(name): (" ".join(w if w in word_class("stop") else w.title() for w in name), place.term)
        for name, place in places().items()
        if len(name) > 1
    }


@cache
def country_names() -> dict[str, str]:
    """The usual English name of each country term."""
    return {f"@{code.lower()}": country["names"][0] for code, country in table("countries").items()}


def is_country_name(name: str) -> bool:
    """Whether a name is a country's own, not a word for its people or what is theirs."""
    return fold_name(name.removeprefix("the ")) in _own_names()


@cache
def _own_names() -> frozenset[tuple[str, ...]]:
    return frozenset(fold_name(name) for country in table("countries").values() for name in country["names"])


@cache
def town_names() -> tuple[str, ...]:
    """The names of capitals and of the other towns that news names."""
    capitals = [name for country in table("countries").values() for name in country["capital"]]
    return (*capitals, *table("gazetteer")["towns"])


def _add(names: dict[tuple[str, ...], Place], name: str, term: str, *, is_country: bool) -> None:
    key = fold_name(name)
    names.setdefault(key, Place(term, is_country, len(key) == 1 and key[0] in word_class("also_places")))
