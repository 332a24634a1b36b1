"""Questions about meetings, answered from the parts that articles tell of."""

import pytest

from bot.models import Role
from tests.answers.conftest import Open

ARTICLE = {
    "ports.md": (
        "---\ntitle: Ports and ministers\npublished: 2025-06-12\n---\n"
        "Prime Minister Jane Roe will meet Chancellor Otto Quell in Vienna next Tuesday.\n\n"
        "A call on Monday was chaired by Anna Lind. Tom Berg, the head of the Dockers Union, dialled in from London. "
        "Iceland was not invited to the call.\n\n"
        "The summit in Bergen on Wednesday was attended by Chile, Peru and Jane Roe. Maria Costa could not travel. "
        "She joined by video link. Lars Holm praised the outcome.\n"
    )
}


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("who attended Bergen?", {"Chile": "attended", "Peru": "attended", "Jane Roe": "attended",
                                  "Maria Costa": "remote"}),
        ("who attended on Wednesday?", {"Chile": "attended", "Peru": "attended", "Jane Roe": "attended",
                                        "Maria Costa": "remote"}),
        ("who attended the call?", {"Anna Lind": "chaired", "Tom Berg": "remote", "Iceland": "not invited"}),
        ("who will meet Otto Quell?", {"Prime Minister Jane Roe": "expected"}),
        ("which countries were not invited?", {"Iceland": "not invited"}),
        ("who dialed in to the union call?", {"Tom Berg": "remote"}),
        ("who joined remotely?", {"Tom Berg": "remote", "Maria Costa": "remote"}),
        ("who chaired the call?", {"Anna Lind": "chaired"}),
        ("did Tom Berg take part in the call?", {"Tom Berg": "remote"}),
        ("will Jane Roe attend the meeting in Vienna?", {"Prime Minister Jane Roe": "expected"}),
        ("wasn't Iceland invited?", {"Iceland": "not invited"}),
    ],
)  # fmt: skip
def test_a_meeting_is_named_by_place_time_kind_or_who_was_there(
    open_newsroom: Open, asked: str, parts: dict[str, str]
) -> None:
    answer = open_newsroom(ARTICLE).ask(asked)
    assert {finding.value: finding.role for finding in answer.findings} == {
        who: Role(role) for who, role in parts.items()
    }


def test_months_are_known_by_the_articles_dates(open_newsroom: Open) -> None:
    newsroom = open_newsroom(ARTICLE)
    assert "Chile" in {finding.value for finding in newsroom.ask("who attended in June?").findings}
    assert newsroom.ask("who attended in May?").status == "not_found"


def test_of_somebody_whose_part_is_not_told_nothing_is_guessed(open_newsroom: Open) -> None:
    assert open_newsroom(ARTICLE).ask("was Lars Holm at the summit in Bergen?").status == "not_found"


def test_of_a_title_that_is_told_of_elsewhere_nothing_is_guessed(open_newsroom: Open) -> None:
    quay = "The quay of Bergen, a gift of the Duke of Arne, is near the summit hall."
    newsroom = open_newsroom({**ARTICLE, "quay.md": f"---\ntitle: The quay of Bergen\n---\n{quay}\n"})
    assert newsroom.ask("did the Duke of Arne attend the summit in Bergen?").status == "not_found"


def test_a_part_told_of_a_pronoun_is_quoted_with_the_name(open_newsroom: Open) -> None:
    (finding,) = open_newsroom(ARTICLE).ask("did Maria Costa take part?").findings
    quotes = [citation.quote for citation in finding.citations]
    assert quotes == ["She joined by video link.", "Maria Costa could not travel."]


def test_the_headline_of_who_attended_names_nobody_who_did_not(open_newsroom: Open) -> None:
    assert open_newsroom(ARTICLE).ask("who attended the call?").headline == "Anna Lind · Tom Berg"


def test_where_no_meeting_is_described_a_sentence_may_tell_who_was_invited(open_newsroom: Open) -> None:
    guests = "---\ntitle: Guests\n---\nNot on the list of those invited is the Anglers League of Vardal.\n"
    newsroom = open_newsroom({**ARTICLE, "guests.md": guests})
    first = newsroom.ask("was the Anglers League invited?").findings[0]
    assert "Not on the list" in first.citations[0].quote
