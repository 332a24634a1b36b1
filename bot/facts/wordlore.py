"""What single words and fixed names tell about the name they stand in, looked up once a word."""

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Final, NamedTuple

from bot.lexicon import table, word_class, word_list
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold, fold_name
from bot.lexicon.geography import places
from bot.terms import term_of

Words = tuple[str, ...]


class Lore:
    """What a word tells, as bits. PLAIN: a word of everyday English, whatever its capital.

    Plain numbers: they are asked for at every capital, where a member of an enum takes four times as long to name.
    """

    GIVEN: Final = 1 << 0
    ALSO_GIVEN: Final = 1 << 1
    SURNAME: Final = 1 << 2
    ALSO_SURNAME: Final = 1 << 3
    ORGANISATION: Final = 1 << 4
    EVENT: Final = 1 << 5
    PLACE: Final = 1 << 6
    OPENER: Final = 1 << 7
    CALENDAR: Final = 1 << 8
    ROLE: Final = 1 << 9
    REMIT: Final = 1 << 10
    MODIFIER: Final = 1 << 11
    NO_ORGANISATION: Final = 1 << 12
    STOP: Final = 1 << 13
    PLAIN: Final = 1 << 14
    TITLE: Final = 1 << 15
    FAMILY_FIRST: Final = 1 << 16


class Known(NamedTuple):
    """A name that is known as it stands. `what`: organisation, thing, town, region, country or people."""

    what: str
    is_upper: bool


THING = Lore.ORGANISATION | Lore.EVENT | Lore.PLACE
GIVEN = Lore.GIVEN | Lore.ALSO_GIVEN


@lru_cache(maxsize=65536)
def lore(word: str) -> int:
    """All that is known of a folded word, as the bits of Lore."""
    plain = Lore.PLAIN if term_of(word) in _plain_terms() else 0
    return plain | _told_by_lists().get(word, 0)


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
def _told_by_lists() -> dict[str, int]:
    """The bits of each word that stands in a list, but for PLAIN."""
    found: dict[str, int] = {}
    for bit, words in _classes():
        for word in words:
            found[word] = found.get(word, 0) | bit
    return found


def _classes() -> tuple[tuple[int, Collection[str]], ...]:
    names, things = table("names"), table("organisations")
    roles = [role for group in table("titles").values() for role in group["roles"]]
    titles = [title for group in table("titles").values() for title in group["titles"]]
    return (
        (Lore.GIVEN, word_list("given_names")),
        (Lore.ALSO_GIVEN, names["also_given"]),
        (Lore.SURNAME, word_list("surnames")),
        (Lore.ALSO_SURNAME, names["also_surnames"]),
        (Lore.ORGANISATION, things["words"]),
        (Lore.EVENT, things["event_words"]),
        (Lore.PLACE, things["place_words"]),
        (Lore.OPENER, word_class("openers")),
        (Lore.CALENDAR, calendar_words() | listed("short_months")),
        (Lore.ROLE, [role.split()[-1].lower() for role in roles]),
        (Lore.REMIT, names["remits"]),
        (Lore.MODIFIER, names["before_titles"]),
        (Lore.NO_ORGANISATION, [fold(word) for word in names["no_organisations"]]),
        (Lore.STOP, word_class("stop")),
        (Lore.TITLE, [fold(word) for title in titles for word in title.split()]),
        (Lore.FAMILY_FIRST, names["family_first"]),
    )
