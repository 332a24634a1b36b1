"""Questions for whoever owns, founds, leads or does something, and for when a meeting was."""

from time import process_time

import pytest

from bot.answers.posts import post_named
from bot.answers.sought import Search
from bot.models import Role
from tests.answers.conftest import Open
from tests.answers.newsroom import Newsroom

ARTICLES = {
    "yard.md": (
        "---\ntitle: Lumen buys the yard\npublished: 2025-06-12\n---\n"
        "The lamp maker Lumen, a subsidiary of the Danish holding Berg & Co, has bought the yard in Kvam. "
        "The yard was founded in 1921 by the smith Ola Rud. "
        "Its slipway, which a storm had damaged on Sunday, was repaired on Tuesday evening.\n\n"
        "Lumen also owns the mill Solvang. A rival, Tindra, was bought by a Swedish fund in 2019. "
        "The union's lawyer, Tone Ask, called the mill a burden.\n\n"
        "The chair of Lumen's board is a former judge, Eva Dahl.\n"
    ),
    "talks.md": (
        "---\ntitle: Both sides talk in Vardal\npublished: 2025-06-13\n---\n"
        "The owners and the union met in Vardal on Wednesday to end a quarrel that began in 2019. "
        "Judge Ida Moen presided. "
        "Per Holt spoke for the yard, and Kari Lund for the union. The police chief, Nils Vik, had been asked to come "
        "but refused. Tindra had not been invited, because the owners wished to take the lead.\n\n"
        "A second meeting was held in Bergen on Friday. The gate was closed on Thursday. "
        "That was because it had rusted.\n"
    ),
}


@pytest.fixture(scope="module")
def yard(open_newsroom: Open) -> Newsroom:
    return open_newsroom(ARTICLES)


def values(newsroom: Newsroom, typed: str) -> list[str | None]:
    return [finding.value for finding in newsroom.ask(typed).findings]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("who called the mill a burden?", ["Tone Ask"]),
        ("who owns Lumen?", ["Berg & Co"]),
        ("who owns Solvang?", ["Lumen"]),
        ("who founded the yard?", ["Ola Rud"]),
        ("who bought Tindra?", ["Swedish fund"]),
        ("who chairs the board of Lumen?", ["Eva Dahl"]),
        ("when was the meeting in Vardal?", ["on Wednesday"]),
        ("when was the slipway repaired?", ["on Tuesday evening"]),
    ],
)
def test_the_one_who_is_asked_for_is_named_alone(yard: Newsroom, typed: str, expected: list[str]) -> None:
    assert values(yard, typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "who owns Berg & Co?",
        "who founded Tindra?",
        "when was Solvang bought?",
        "who chaired the talks in Bergen?",
        "when was the meeting in Sandnes?",
        "why was the mill Solvang closed?",
        "who is the mayor of Bergen?",
        "who attended the funeral in Vardal?",
    ],
)
def test_what_is_told_of_another_is_no_answer(yard: Newsroom, typed: str) -> None:
    assert yard.ask(typed).status == "not_found"


def test_nobody_who_stayed_away_leads(yard: Newsroom) -> None:
    assert "Tindra" not in values(yard, "who leads the talks?")


def test_who_was_at_a_meeting_is_told_apart_from_who_was_not(yard: Newsroom) -> None:
    roles = {finding.value: finding.role for finding in yard.ask("who attended the meeting in Vardal?").findings}
    assert roles["Kari Lund"] == roles["Per Holt"] == Role.ATTENDED
    assert roles["Nils Vik"] == Role.ABSENT
    assert roles["Tindra"] == Role.NOT_INVITED


@pytest.mark.parametrize(
    "typed",
    [
        "did the police chief come to Vardal?",
        "did their police chief come to Vardal?",
        "did Nils Vik attend the meeting?",
    ],
)
def test_somebody_is_known_by_name_and_by_post(yard: Newsroom, typed: str) -> None:
    (finding,) = yard.ask(typed).findings
    assert (finding.value, finding.role) == ("Nils Vik", Role.ABSENT)


def test_a_long_word_in_capitals_keeps_nobody_waiting() -> None:
    started = process_time()
    assert post_named(f"did {'A' * 250}, the police chief, come?", Search(()))
    assert process_time() - started < 2  # trying every way to part the word takes ten seconds


def test_a_reason_that_stands_in_the_next_sentence_is_quoted_with_what_it_is_of(yard: Newsroom) -> None:
    assert "because it had rusted" in yard.ask("why was the gate closed?").findings[0].citations[0].quote


def test_an_article_tells_of_the_meeting_in_its_title_where_it_names_no_other_place(open_newsroom: Open) -> None:
    newsroom = open_newsroom({
        "opening.md": (
            "---\ntitle: Seed growers meet in Odda\npublished: 2025-05-05\n---\n"
            "Delegations from nine countries met in Odda on Monday to share their seeds. "
            "The conference was opened by the mayor and will last until Thursday. Denmark stayed away.\n"
        ),
        "deal.md": (
            "---\ntitle: Odda conference ends with a deal on seeds\npublished: 2025-05-09\n---\n"
            "The nine valleys will keep a common store. “Nobody leaves hungry,” said Ida Moen, who chaired the "
            "conference.\n"
        ),
    })  # fmt: skip
    findings = newsroom.ask("who attended the Odda conference?").findings
    roles = {finding.value: finding.role for finding in findings}
    assert (roles["Ida Moen"], roles["Denmark"]) == (Role.CHAIRED, Role.ABSENT)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("did Denmark's chairwoman attend the meeting in Kvam?", [("Denmark's chairwoman", Role.ATTENDED)]),
        ("did the Danish prime minister attend the meeting in Kvam?", [("the Danish premier", Role.ABSENT)]),
        ("did Norway's treasurer attend the meeting in Kvam?", []),
    ],
)
def test_whoever_is_known_by_a_post_alone_is_told_from_the_holders_of_others(
    open_newsroom: Open, typed: str, expected: list[tuple[str, Role]]
) -> None:
    article = (
        "---\ntitle: Port council meets in Kvam\npublished: 2025-05-05\n---\n"
        "The port council met in Kvam on Monday to talk about the quay. Norway paid for it. "
        "Denmark's chairwoman and Finland's treasurer attended the meeting; the Danish premier stayed away.\n"
    )
    findings = open_newsroom({"kvam.md": article}).ask(typed).findings
    assert [(finding.value, finding.role) for finding in findings] == expected
