"""What is stated is found in other words and places; what is told of another thing, day or person states nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.models import ClaimCheck, ClaimKind
from bot.services import Services, open_services
from bot.settings import Settings

ARTICLES = {
    "sinking.md": (
        "---\ntitle: Ferry sinks on Lake Tenno\npublished: 2025-06-07\n---\n"
        "The ferry Morvern sank on Lake Tenno on Friday evening, soon after it had left Castell. "
        "All 21 crew survived, the coastguard said. The ferry was carrying 187 passengers, according to Blueline.\n\n"
        "The Morvern was built in 1994 and refitted in 2019 at a cost of 3.2 million euros. "
        "The fund of the lake holds 750 million euros, of which Blueline will pay 200 million.\n"
    ),
    "toll.md": (
        "---\ntitle: Thirteen dead in the Morvern sinking\npublished: 2025-06-10\n---\n"
        "The Morvern sank on 6 June, which brought the number of dead to 13. "
        "Two of its four lifeboats were found on Monday. Nine people work for Blueline in Ardo.\n\n"
        "The captain, Ruben Halvard, will take over the harbour of Ardo on 1 September. "
        "Carla Weiss, the transport minister, will visit Castell on 20 June. Fire chief Nora Vance was ill.\n\n"
        "The hearing was moved to Ardo. It was set for 17 June. Thirty divers of the navy searched the lake.\n"
    ),
    "market.md": "---\ntitle: The fish market\n---\nThe fish market of Ardo opens on Mondays, according to Mr. Most.\n",
    "bypass.md": (
        "---\ntitle: The bypass\n---\nThe council of Ardo rejected the bypass on Tuesday by nine votes to three.\n"
    ),
}
DAY = date(2025, 7, 1)

Check = Callable[[str, str], ClaimCheck]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder: Path = tmp_path_factory.mktemp("ferry")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_services(Settings(dateline_corpus=folder, dateline_data=tmp_path_factory.mktemp("data"))) as opened:
        opened.refresh()
        yield opened


@pytest.fixture(scope="module")
def check(services: Services) -> Check:
    """The check of those words of a text; of the whole of it where none are given."""

    def checked(typed: str, words: str) -> ClaimCheck:
        (sentence,) = services.checker.check(typed, DAY).sentences
        found = [one for one in sentence.checks if words in one.claim and one.kind is not ClaimKind.NAME]
        return found[0]

    return checked


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("The Morvern had 21 crew.", "21 crew"),
        ("All 21 crew members of the Morvern survived.", "21 crew members"),
        ("The Morvern was carrying 187 passengers.", "187 passengers"),
        ("The death toll of the Morvern stands at 13.", "13"),
        ("The Morvern was refitted in 2019.", "in 2019"),
        ("The Morvern sank on 6 June with 21 crew.", "6 June"),
        ("Two of the four lifeboats were found.", "four lifeboats"),
        ("Carla Weiss visits Castell on 20 June.", "20 June"),
        ("Weiss visits Castell on 20 June.", "20 June"),
        ("The fish market of Ardo opens on Mondays.", "on Mondays"),
        ("The council rejected the bypass by nine votes to three.", "three"),
        ("The council of Ardo voted nine to three against the bypass.", "three"),
    ],
)
def test_what_is_told_in_other_words_is_stated(check: Check, typed: str, words: str) -> None:
    assert check(typed, words).stated


@pytest.mark.parametrize(
    ("typed", "words", "value"),
    [
        ("The Morvern was built in 2019.", "in 2019", "in 1994"),
        ("The Morvern was refitted in 1994.", "in 1994", "in 2019"),
        ("The Morvern sank on 7 June.", "7 June", "6 June"),
        ("The Morvern sank on Sunday.", "on Sunday", "6 June"),
        ("The hearing will take place on 24 June.", "24 June", "17 June"),
        ("Blueline will pay 750 million euros into the fund.", "750 million euros", "200 million"),
        ("The Morvern was carrying 210 passengers.", "210 passengers", "187 passengers"),
        ("The death toll of the Morvern stands at 11.", "11", "13"),
        ("The Morvern has two lifeboats.", "two lifeboats", "four lifeboats"),
        ("Henrik Obel is the fire chief.", "fire chief", "Nora Vance"),
        ("The fish market of Ardo opens on Tuesdays.", "on Tuesdays", "on Mondays"),
        ("The council rejected the bypass by nine votes to four.", "four", "three"),
        ("The council rejected the bypass by three votes to nine.", "nine", "three"),
    ],
)
def test_what_takes_the_place_of_another_value_is_met_with_that(
    check: Check, typed: str, words: str, value: str
) -> None:
    found = check(typed, words)
    assert found.stated is None
    assert value in [one.value for one in found.differs]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Nine people died in the Morvern sinking.", "Nine people"),
        ("Carla Weiss will take over the harbour of Ardo on 1 September.", "1 September"),
        ("Ada Weiss will visit Castell on 20 June.", "20 June"),
        ("Ruben Halvard leads the navy.", "Ruben Halvard leads the navy"),
        ("The coastguard found the captain.", "The coastguard found the captain"),
        ("Four lifeboats were found on Monday.", "Four lifeboats"),
        ("Mr. Most opened the bakery of Ardo on Fridays.", "on Fridays"),
    ],
)
def test_what_is_told_of_somebody_or_something_else_states_nothing(check: Check, typed: str, words: str) -> None:
    assert check(typed, words).stated is None
