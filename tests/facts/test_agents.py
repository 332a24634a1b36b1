"""Who does what a verb says."""

import pytest

from bot.facts.agents import doings, joined
from bot.facts.mentions import mentions
from bot.terms import term_of


def doer(text: str, verb: str) -> str | None:
    told = next((doing.doer for doing in doings(text, {term_of(verb)}, mentions(text)) if doing.doer), None)
    return text[slice(*told)] if told else None


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
        ("Acme, a firm of the Berg Group, has bought Lamp.", "bought", "Acme"),
        ("The union's lawyer, Jane Roe, called it a gift.", "called", "Jane Roe"),
        ("Acme's owner, Kvam Holding, has bought Lamp.", "bought", "Kvam Holding"),
        ("Lamp was founded by the smith Jane Roe, who made it known.", "founded", "Jane Roe"),
        ("Lamp was founded in Oslo in 1998 by two rowers, Jane Roe and Tom Berg.", "founded", "Jane Roe and Tom Berg"),
        ("The cable was mended within two hours by an electrician from Larvik, Jane Roe.", "mended", "Jane Roe"),
        ("The mill is owned by the Norwegian state and was built in Gdansk.", "owned", "Norwegian state"),
        ("The shaft was dug by lead miners in the 1840s.", "dug", "lead miners"),
        ("It was led by Jane Roe, the mayor, and Tom Berg.", "led", "Jane Roe, the mayor, and Tom Berg"),
    ],
)
def test_the_doer_is_found(text: str, verb: str, who: str) -> None:
    assert doer(text, verb) == who


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Jane Roe left.", "chair"),
        ("Nobody chaired it.", "chair"),
        ("", "chair"),
        ("Lamp was founded in 1998.", "founded"),
        ("Jane Roe takes the lead.", "lead"),
        ("The board let Jane Roe stay by nine votes to two.", "vote"),
        ("Jane Roe did not chair it.", "chair"),
    ],
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


def test_what_is_done_to_whom_is_told_on_the_right_side_of_the_verb() -> None:
    def done_to(text: str) -> str:
        (doing,) = doings(text, {term_of("bought")}, mentions(text))
        return text[slice(*doing.done_to)].strip(" .")

    assert done_to("Acme bought Lamp.") == "Lamp"
    assert done_to("Lamp was bought by Acme.").startswith("Lamp")
    assert done_to("The mill that Acme bought is closed.") == "The mill that"


def test_a_verb_that_is_left_out_the_second_time_is_understood() -> None:
    text = "Jane Roe spoke for the yards, and the lawyer Tom Berg for the unions."
    told = [
        (text[slice(*doing.doer)], text[slice(*doing.done_to)])
        for doing in doings(text, {term_of("spoke")}, mentions(text))
        if doing.doer
    ]
    assert [who for who, _ in told] == ["Jane Roe", "Tom Berg"]
    assert "yards" in told[0][1]
    assert "unions" in told[1][1]
    assert "unions" not in told[0][1]
