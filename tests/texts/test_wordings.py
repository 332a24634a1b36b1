"""How many of a finding's sources are worded independently."""

import pytest

from bot import wording
from bot.models import Citation
from bot.texts.wordings import finding, wordings
from tests.slack.foreign import citation


def quotes(*texts: str) -> list[Citation]:
    return [citation(number, quote=text, end=len(text)) for number, text in enumerate(texts)]


AGENCY = "The port authority of Larvik said on Monday that 40 ferries lay idle because of the strike."


@pytest.mark.parametrize(
    "copy",
    [
        AGENCY,
        "The port authority of Larvik said Monday that 40 ferries lay idle because of the strike.",
        "The Port Authority of Larvik said on Monday that 40 ferries lay idle due to the strike.",
        "On Monday, the port authority of Larvik said that 40 ferries lay idle because of the strike.",
        "The port authority of Larvik said on Monday, “40 ferries lay idle because of the strike”.",
    ],
)
def test_a_syndicated_copy_is_no_second_wording(copy: str) -> None:
    assert wordings(quotes(AGENCY, copy)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "According to the port authority, the strike has left 40 ferries idle in Larvik.",
        "In Larvik 40 ferries do not sail, the authority that runs the port there said on Monday.",
        "The port authority of Larvik said on Monday that 43 ferries lay idle because of the strike.",
        "Forty ferries lay idle.",
    ],
)
def test_other_words_and_other_numbers_are_a_wording_of_their_own(other: str) -> None:
    assert wordings(quotes(AGENCY, other)) == 2


def test_copies_of_copies_are_one_wording() -> None:
    texts = [f"{AGENCY[:-1]}, {end}." for end in ("it said", "it said on Monday", "its head said on Monday")]
    assert wordings(quotes(AGENCY, *texts)) == 1


def test_two_sentences_of_one_article_are_one_source() -> None:
    one, other = quotes(AGENCY, "The strike began a week ago and has left the quays empty.")
    found = finding("40 ferries", [one, other.model_copy(update={"article": one.article, "start": 200})])
    assert (len(found.citations), found.wordings, wording.sources(found)) == (2, 1, "")


def test_a_place_is_cited_once() -> None:
    found = finding("40 ferries", quotes(AGENCY) * 3)
    assert (len(found.citations), found.wordings) == (1, 1)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([AGENCY, AGENCY], "2 sources, one wording"),
        ([AGENCY, "Forty ferries lay idle."], "2 sources, each in its own words"),
        ([AGENCY, AGENCY, "Forty ferries lay idle."], "3 sources, 2 independent wordings"),
    ],
)
def test_people_are_told_how_many_sources_are_copies(texts: list[str], said: str) -> None:
    assert wording.sources(finding("40 ferries", quotes(*texts))) == said
