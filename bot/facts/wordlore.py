"""What single words and fixed names tell about the name they stand in, looked up once a word."""

from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from bot.lexicon import table, word_class, word_list
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold, fold_name
from bot.lexicon.geography import places
from bot.terms import term_of

Words = tuple[str, ...]


class Lore(IntEnum):
    """What a word tells, as bits. PLAIN: a word of everyday English, whatever its capital."""

    GIVEN = 1 << 0
    ALSO_GIVEN = 1 << 1
    SURNAME = 1 << 2
    ALSO_SURNAME = 1 << 3
    ORGANISATION = 1 << 4
    EVENT = 1 << 5
    PLACE = 1 << 6
    OPENER = 1 << 7
    CALENDAR = 1 << 8
    ROLE = 1 << 9
    REMIT = 1 << 10
    MODIFIER = 1 << 11
    NO_ORGANISATION = 1 << 12
    STOP = 1 << 13
    PLAIN = 1 << 14
    TITLE = 1 << 15
    FAMILY_FIRST = 1 << 16


class Known(NamedTuple):
    """A name that is known as it stands. `what`: organisation, thing, town, region, country or people."""

    what: str
    is_upper: bool


THING = Lore.ORGANISATION | Lore.EVENT | Lore.PLACE


@lru_cache(maxsize=65536)
def lore(word: str) -> int:
    """All that is known of a folded word, as the bits of Lore."""
    plain = int(Lore.PLAIN) if term_of(word) in _plain_terms() else 0
    return plain + sum(int(bit) for bit, words in _classes() if word in words)


@cache
def known_names() -> dict[Words, Known]:
    """Names of countries, places, organisations and things, as folded words."""
    names: dict[Words, Known] = {}
    for words, place in places().items():
        names[words] = Known("country" if place.is_country else "town", is_upper=False)
    for country in table("countries").values():
        names |= {fold_name(name): Known("people", is_upper=False) for name in country["demonyms"]}
        names |= {fold_name(name): Known("town", is_upper=False) for name in country["capital"]}
    for what, listed in _listed():
        for name in listed:
            names.setdefault(fold_name(name), Known(what, name.isupper() and name.isalpha()))
    return names


@cache
def listed(name: str) -> frozenset[str]:
    """The words of that list in names.toml."""
    return frozenset(table("names")[name])


@cache
def longest_known() -> int:
    """The number of words of the longest known name."""
    return max(map(len, known_names()))


@cache
def first_words() -> frozenset[str]:
    """The folded words with which a known name begins."""
    return frozenset(words[0] for words in known_names())


@cache
def possessive_names() -> frozenset[str]:
    """Known names that end like a possessive ("McDonald's"), in lower case."""
    return frozenset(name.lower() for _, listed in _listed() for name in listed if name.endswith("'s"))


def _listed() -> list[tuple[str, list[str]]]:
    names, gazetteer = table("names"), table("gazetteer")
    return [
        ("organisation", names["organisations"]),
        ("thing", names["things"]),
        ("region", gazetteer["regions"]),
        ("town", gazetteer["towns"]),
    ]


@cache
def _plain_terms() -> frozenset[str]:
    words = [*word_list("common_words"), *word_list("plain_words")]
    words += [word for group in table("synonyms")["groups"] for word in group]
    words += [word for kind in ("words", "event_words", "place_words") for word in table("organisations")[kind]]
    words += [word for group in table("titles").values() for role in group["roles"] for word in role.split()]
    return frozenset(term for term in map(term_of, words) if term[:1] != "@") - {""}


@cache
def _classes() -> tuple[tuple[Lore, frozenset[str]], ...]:
    names, things = table("names"), table("organisations")
    roles = [role for group in table("titles").values() for role in group["roles"]]
    titles = [title for group in table("titles").values() for title in group["titles"]]
    return (
        (Lore.GIVEN, frozenset(word_list("given_names"))),
        (Lore.ALSO_GIVEN, frozenset(names["also_given"])),
        (Lore.SURNAME, frozenset(word_list("surnames"))),
        (Lore.ALSO_SURNAME, frozenset(names["also_surnames"])),
        (Lore.ORGANISATION, frozenset(things["words"])),
        (Lore.EVENT, frozenset(things["event_words"])),
        (Lore.PLACE, frozenset(things["place_words"])),
        (Lore.OPENER, word_class("openers")),
        (Lore.CALENDAR, calendar_words() | listed("short_months")),
        (Lore.ROLE, frozenset(role.split()[-1].lower() for role in roles)),
        (Lore.REMIT, frozenset(names["remits"])),
        (Lore.MODIFIER, frozenset(names["before_titles"])),
        (Lore.NO_ORGANISATION, frozenset(fold(word) for word in names["no_organisations"])),
        (Lore.STOP, word_class("stop")),
        (Lore.TITLE, frozenset(fold(word) for title in titles for word in title.split())),
        (Lore.FAMILY_FIRST, frozenset(names["family_first"])),
    )
