"""What counts as new beside an earlier answer."""

import pytest

from bot.models import Answer, Citation, Finding, Kind, Role
from bot.watches.differences import added, is_same, unmatched


def cite(article: str, quote: str) -> Citation:
    return Citation(article=article, title=article, url=None, published=None, quote=quote, start=0, end=len(quote))


def found(value: str | None, article: str = "one", quote: str = "", role: Role | None = None) -> Finding:
    return Finding(value=value, role=role, citations=(cite(article, quote or f"It was {value}."),))


def answer(*findings: Finding, kind: Kind = Kind.COUNT) -> Answer:
    status = "answered" if findings else "not_found"
    return Answer(question="q", status=status, kind=kind, headline="h", findings=findings)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("26 ports", "26 ports", True),
        ("26 ports", "twenty-six ports", True),
        ("26 ports", "26", True),
        ("26 ports", "30 ports", False),
        ("more than 30 ports", "33 ports", True),
        ("1.2 million euros", "1,200,000 euros", True),
        ("26 ports", "26 ferries", False),
        ("Mara Lindqvist", "Lindqvist", True),
        ("Secretary Mara Lindqvist", "Mara Lindqvist", True),
        ("Mara Lindqvist", "Jon Lindqvist", False),
        ("Mara", "Mara Lindqvist", False),
        ("the United Kingdom", "Britain", True),
        ("Norway", "Sweden", False),
        ("Müller", "Muller", True),
    ],
)
def test_values_are_compared_by_what_they_say(one: str, other: str, same: bool) -> None:
    assert is_same(found(one), found(other, "two"), Kind.COUNT) is same
    assert is_same(found(other, "two"), found(one), Kind.COUNT) is same


def test_another_part_of_the_same_person_is_news() -> None:
    expected, came = found("Mara Lindqvist", role=Role.EXPECTED), found("Lindqvist", "two", role=Role.ATTENDED)
    assert added(answer(expected), answer(came), {"two"}) == (came,)
    assert unmatched(answer(expected), answer(came)) == (expected,)


def test_a_day_in_other_words_is_known_by_its_quote() -> None:
    quote = "The vote is on Tuesday, 4 March."
    assert is_same(found("Tuesday", "one", quote), found("4 March", "one", quote), Kind.TIME)
    assert not is_same(found("Tuesday", "one", quote), found("6 March", "two", "It is on 6 March."), Kind.TIME)


@pytest.mark.parametrize(
    ("quote", "is_news"),
    [
        ("The ferry was late because its engine had failed off the coast.", False),
        ("The ferry was late because its engine failed off the coast.", False),
        ("Off the coast the engine of the ferry had failed.", False),
        ("The ferry was late because the crew had gone on strike over pay.", True),
    ],
)
def test_a_statement_is_news_where_it_says_something_else(quote: str, is_news: bool) -> None:
    before = found(None, "one", "The ferry was late because its engine had failed off the coast.")
    now = found(None, "two", quote)
    assert bool(added(answer(before, kind=Kind.OPEN), answer(now, kind=Kind.OPEN), {"two"})) is is_news


def test_what_only_moved_up_is_no_news() -> None:
    before = answer(found("26 ports"))
    now = answer(found("26 ports"), found("31 ports", "old"))
    assert added(before, now, {"new"}) == ()
    assert added(before, now, {"old"}) == now.findings[1:]


def test_from_nothing_to_something_and_back() -> None:
    something = answer(found("26 ports"))
    assert added(answer(), something, {"one"}) == something.findings
    assert unmatched(something, answer()) == something.findings
