"""Who does what a verb says."""

import pytest

from bot.facts.agents import agent, joined
from bot.facts.mentions import mentions
from bot.terms import term_of


def doer(text: str, verb: str) -> str | None:
    span = agent(text, {term_of(verb)}, mentions(text))
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Admiral Jane Roe chaired the call.", "chair", "Admiral Jane Roe"),
        ("The call was chaired by Admiral Jane Roe.", "chair", "Admiral Jane Roe"),
        ("The call was chaired on Monday by Admiral Jane Roe in Oslo.", "chair", "Admiral Jane Roe"),
        ("Britain and France lead the group.", "lead", "Britain and France"),
        ("The group is led by Britain, France and Germany.", "lead", "Britain, France and Germany"),
        ("Jane Roe and Tom Berg chaired it.", "chair", "Jane Roe and Tom Berg"),
        ("In Oslo, Jane Roe founded Acme.", "founded", "Jane Roe"),
        ("Acme, founded by Jane Roe in 1990, failed.", "founded", "Jane Roe"),
        ("Jane Roe, not Tom Berg, chaired it.", "chair", "Jane Roe"),
        ("It was led by Jane Roe, the mayor, and Tom Berg.", "led", "Jane Roe, the mayor, and Tom Berg"),
    ],
)
def test_the_doer_is_found(text: str, verb: str, who: str) -> None:
    assert doer(text, verb) == who


@pytest.mark.parametrize(
    ("text", "verb"), [("Jane Roe left.", "chair"), ("Nobody chaired it.", "chair"), ("", "chair")]
)
def test_where_nobody_does_it_there_is_none(text: str, verb: str) -> None:
    assert doer(text, verb) is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Japan, South Korea, and Australia came.", "Japan, South Korea, and Australia"),
        ("Norway, Sweden, Denmark", "Norway, Sweden, Denmark"),
        ("Norway as well as Sweden came.", "Norway as well as Sweden"),
        ("Norway came and Sweden left.", "Norway"),
        ("Norway, Sweden's neighbour, came.", "Norway"),
    ],
)
def test_names_that_are_listed_together_are_one(text: str, whole: str) -> None:
    assert text[slice(*joined(text, mentions(text), 0))] == whole
