"""The data files of bot/facts: they load, they are complete, and no spelling stands for two things unseen."""

import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pycountry
import pytest

import bot
from bot.models import Role

FACTS = Path(bot.__file__).parent / "lexicon"

OUTSIDE_ALPHA_2 = {"XK", "GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"}
UNLISTED = {
    "AQ",
    "AX",
    "BL",
    "BQ",
    "BV",
    "CC",
    "CX",
    "GS",
    "HM",
    "IO",
    "MF",
    "NF",
    "PN",
    "SJ",
    "TF",
    "TK",
    "UM",
}
"""Territories with next to nobody in the news."""

AMBIGUOUS = {
    "congo": {"CG", "CD"},
    "congolese": {"CG", "CD"},
    "dominican": {"DM", "DO"},
    "dominicans": {"DM", "DO"},
    "virgin islander": {"VG", "VI"},
    "virgin islanders": {"VG", "VI"},
}


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((FACTS / name).read_text(encoding="utf-8"))


COUNTRIES = load("countries.toml")


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_has_names_demonyms_and_a_known_code(code: str) -> None:
    country = COUNTRIES[code]
    assert set(country) - {"part_of"} == {"names", "demonyms", "capital"}
    assert country["names"]
    assert country["demonyms"]
    assert code in OUTSIDE_ALPHA_2 or pycountry.countries.get(alpha_2=code)
    assert country.get("part_of", code) in COUNTRIES
    assert all(word == word.strip() and word for key in ("names", "demonyms", "capital") for word in country[key])


def test_no_state_is_forgotten() -> None:
    assert {country.alpha_2 for country in pycountry.countries} - set(COUNTRIES) == UNLISTED


def test_a_spelling_stands_for_one_country_but_for_the_listed_ones() -> None:
    codes = defaultdict(set)
    for code, country in COUNTRIES.items():
        for word in [*country["names"], *country["demonyms"], *country["capital"]]:
            codes[word.casefold()].add(code)
    assert {word: owners for word, owners in codes.items() if len(owners) > 1} == AMBIGUOUS


def test_a_spelling_stands_once_in_its_list() -> None:
    for country in COUNTRIES.values():
        for key in ("names", "demonyms", "capital"):
            assert len(set(country[key])) == len(country[key])


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("U.K.", "GB"),
        ("Britain", "GB"),
        ("U.S.", "US"),
        ("Czechia", "CZ"),
        ("Türkiye", "TR"),
        ("Burma", "MM"),
    ],
)
def test_usual_variants_are_known(word: str, code: str) -> None:
    assert word in COUNTRIES[code]["names"]


def test_a_place_stands_in_one_group_only() -> None:
    groups = load("places.toml")["groups"]
    assert len(groups) >= 60
    assert all(len(group) >= 2 for group in groups)
    counts = Counter(name.casefold() for group in groups for name in group)
    assert [name for name, count in counts.items() if count > 1] == []


def test_titles_are_lists_of_distinct_words() -> None:
    for kind in load("titles.toml").values():
        assert set(kind) == {"titles", "roles"}
        for words in kind.values():
            assert len(set(words)) == len(words)


@pytest.mark.parametrize("table", ["approximators", "participation", "speech", "meetings"])
def test_a_phrase_has_one_meaning(table: str) -> None:
    counts = Counter(phrase for phrases in load("words.toml")[table].values() for phrase in phrases)
    assert [phrase for phrase, count in counts.items() if count > 1] == []


def test_participation_is_keyed_by_the_roles_of_a_finding() -> None:
    assert set(load("words.toml")["participation"]) == set(Role)
