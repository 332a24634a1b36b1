"""To whom something is done."""

import pytest

from bot.facts.owners import unnamed_owners
from bot.facts.passives import undergone
from bot.terms import term_of


def found(text: str, verb: str) -> list[str]:
    return [text[start:end] for start, end in undergone(text, {term_of(verb)})]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("A steward, Tom Berg, was arrested, Inspector Jane Roe said.", "arrested", ["Tom Berg"]),
        ("It rained for days after Tom Berg was arrested.", "arrested", ["Tom Berg"]),
        ("Police said that Jane Roe and Tom Berg were fined.", "fined", ["Jane Roe and Tom Berg"]),
        ("Officers arrested the cook, Tom Berg, near the pier.", "arrested", ["Tom Berg"]),
        ("The brother of Tom Berg was arrested.", "arrested", []),
        ("Tom Berg was not arrested.", "arrested", []),
        ("Tom Berg arrested nobody.", "arrested", []),
        ("A man was arrested, Inspector Jane Roe said.", "arrested", []),
    ],
)
def test_it_is_told_to_whom_something_is_done(text: str, verb: str, expected: list[str]) -> None:
    assert found(text, verb) == expected


@pytest.mark.parametrize(
    ("text", "owner", "thing"),
    [
        ("The pier at Larvik, which the harbour board owns, was shut.", "harbour board", "The pier at Larvik"),
        ("The county council still owns the road to the pier.", "county council", " the road"),
    ],
)
def test_an_owner_without_a_name_is_told_with_what_it_owns(text: str, owner: str, thing: str) -> None:
    assert [(text[slice(*told.doer or (0, 0))], text[slice(*told.done_to)]) for told in unnamed_owners(text)] == [
        (owner, thing)
    ]


def test_whoever_stands_beside_an_owner_is_none() -> None:
    assert not list(unnamed_owners("The man in the hat owns a dog."))
