"""Questions about people: who holds a post, who somebody is, what somebody says."""

import pytest

from tests.answers.conftest import Open
from tests.answers.newsroom import Newsroom

ARTICLES = {
    "tunnel.md": (
        "# The tunnel is late\n\nNorway's transport minister Tor Hagen opened the hearing on the tunnel in Vardal. "
        "Danish transport minister Karen Friis sent a letter. The chair of the Tunnel Company, Erik Berge, was asked "
        "about the leaks.\n\n"
        "“The tunnel will open in May,” Hagen said. He added that the leaks had been closed with clay. "
        "Berge listened in silence.\n\nThe mayor of Vardal, Anne Moen, complained about the noise.\n"
    ),
    "ferries.md": (
        "# Ferries sail on\n\nThe ferries will sail until the tunnel opens. Anne Moen, mayor of Vardal, wants more of "
        "them. Former mayor Nils Rud sold two ferries in 2019.\n\n"
        "Knut Eide, chairman of the Tunnel Company, wants fewer.\n"
    ),
}


@pytest.fixture(scope="module")
def tunnel(open_newsroom: Open) -> Newsroom:
    return open_newsroom(ARTICLES)


def values(newsroom: Newsroom, typed: str) -> list[str | None]:
    return [finding.value for finding in newsroom.ask(typed).findings]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Who is Norway's transport minister?", ["Tor Hagen"]),
        ("Who is the Danish transport minister?", ["Karen Friis"]),
        ("who is the transport minister of Denmark?", ["Karen Friis"]),
        ("Who is the mayor of Vardal?", ["Anne Moen"]),
        ("Who runs Vardal?", ["Anne Moen"]),
    ],
)
def test_whoever_holds_a_post_is_named(tunnel: Newsroom, typed: str, expected: list[str]) -> None:
    assert values(tunnel, typed) == expected


def test_sources_that_name_different_people_for_a_post_are_both_shown(tunnel: Newsroom) -> None:
    assert sorted(filter(None, values(tunnel, "Who chairs the Tunnel Company?"))) == ["Erik Berge", "Knut Eide"]


def test_one_person_is_one_finding_with_all_sources(tunnel: Newsroom) -> None:
    (mayor,) = tunnel.ask("Who is the mayor of Vardal?").findings
    assert {citation.article for citation in mayor.citations} == {"tunnel", "ferries"}


@pytest.mark.parametrize(
    ("typed", "quoted"),
    [
        ("What did Tor Hagen say about the leaks?", "He added that the leaks had been closed with clay."),
        ("What did Norway's transport minister say about the leaks?", "He added that the leaks had been closed"),
        ("What did Hagen say about the opening of the tunnel?", "“The tunnel will open in May,” Hagen said."),
        ("What did the mayor say about the noise?", "complained about the noise"),
    ],
)
def test_statements_are_those_of_whom_the_question_asks_about(tunnel: Newsroom, typed: str, quoted: str) -> None:
    best, *_ = tunnel.ask(typed).findings
    assert quoted in best.citations[0].quote


@pytest.mark.parametrize("typed", ["What did Karen Friis say?", "What did Erik Berge say about the leaks?"])
def test_whoever_never_speaks_has_said_nothing(tunnel: Newsroom, typed: str) -> None:
    assert tunnel.ask(typed).status == "not_found"


@pytest.mark.parametrize("typed", ["Who is the bishop of Vardal?", "Who is the foreign minister of Denmark?"])
def test_a_post_that_no_article_fills_is_nobodys(tunnel: Newsroom, typed: str) -> None:
    assert tunnel.ask(typed).status == "not_found"
