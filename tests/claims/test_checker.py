"""What the articles are found to say to claims: the same, something else, nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims.checker import MOST_SENTENCES
from bot.models import CheckedText, ClaimKind, Role
from bot.services import Services
from tests.claims.conftest import ARTICLES, Check
from tests.slack.foreign import FOREIGN


def quotes(check: Check, typed: str, claim: str) -> list[str]:
    """The quotes that state the claim."""
    stated = check(typed)[claim].stated
    return [citation.quote for citation in stated.citations] if stated else []


def values(check: Check, typed: str, claim: str) -> list[str | None]:
    """The other values that are given for it."""
    return [finding.value for finding in check(typed)[claim].differs]


def test_a_number_is_stated_by_some_and_given_otherwise_by_others(check: Check) -> None:
    found = check("The harbour league has 12 ports.")["12 ports"]
    assert found.kind is ClaimKind.FIGURE
    assert found.stated
    assert [citation.article for citation in found.stated.citations] != []
    assert [finding.value for finding in found.differs] == ["14 ports"]


def test_a_copy_is_no_source_of_its_own(check: Check) -> None:
    stated = check("The harbour league has 12 ports.")["12 ports"].stated
    assert stated
    assert {c.article for c in stated.citations} == {"league-grows", "league-copy", "league-own-count"}
    assert stated.wordings == 2


def test_a_number_that_nobody_gives_is_met_with_those_that_are_given(check: Check) -> None:
    found = check("20 ports are in the harbour league.")["20 ports"]
    assert found.stated is None
    assert {finding.value for finding in found.differs} == {"12 ports", "14 ports"}


@pytest.mark.parametrize(
    ("typed", "claim"),
    [
        ("The museum of Oslo has 12 rooms.", "12 rooms"),
        ("The pier of Larvik has 12 lamps.", "12 lamps"),
        ("Zoltan Varga resigned.", "Zoltan Varga"),
        ("The bakery will open on 4 April.", "4 April"),
        ("Oskar Brandt attended the funeral in Rome.", "Oskar Brandt attended the funeral in Rome"),
    ],
)
def test_what_the_articles_do_not_speak_to_is_not_held(check: Check, typed: str, claim: str) -> None:
    assert not check(typed)[claim].is_held


@pytest.mark.parametrize(
    ("typed", "claim", "is_stated"),
    [
        ("The fleet of the league numbers fewer than 300 boats.", "fewer than 300 boats", True),
        ("The fleet of the league has 300 boats.", "300 boats", False),
        ("The yard of the league built 26,400 anchors.", "26,400 anchors", True),
        ("The yard of the league built 26,000 anchors.", "26,000 anchors", True),
        ("The yard of the league built more than 26,000 anchors.", "more than 26,000 anchors", True),
        ("The yard of the league built more than 27,000 anchors.", "more than 27,000 anchors", False),
    ],
)
def test_how_exactly_a_number_is_meant_is_heeded(check: Check, typed: str, claim: str, is_stated: bool) -> None:
    assert (check(typed)[claim].stated is not None) is is_stated


def test_the_number_of_all_is_no_other_number_of_some(check: Check) -> None:
    assert values(check, "40 captains of the league voted for the flag.", "40 captains") == ["33 voted"]


def test_a_day_is_the_same_or_another(check: Check) -> None:
    assert quotes(check, "The treaty will be signed on 4 April 2025.", "4 April 2025") == [
        "The treaty will be signed on 4 April."
    ]
    assert values(check, "The treaty will be signed on 9 April.", "9 April") == ["4 April"]
    assert values(check, "The league was founded in 1990.", "in 1990") == ["in 1987"]


def test_a_part_in_a_meeting_is_told_so_or_otherwise(check: Check) -> None:
    found = check("Oskar Brandt chaired the meeting in Larvik. Ida Moen attended the meeting in Larvik.")
    chaired = found["Oskar Brandt chaired the meeting in Larvik"]
    attended = found["Ida Moen attended the meeting in Larvik"]
    assert chaired.stated
    assert chaired.stated.role is Role.CHAIRED
    assert attended.stated is None
    assert [finding.role for finding in attended.differs] == [Role.ABSENT]


def test_who_holds_a_post_is_the_same_or_another(check: Check) -> None:
    assert quotes(check, "Per Holt is the mayor of Vardal.", "Per Holt is the mayor of Vardal")
    assert values(check, "Lars Vik is the mayor of Vardal.", "Lars Vik is the mayor of Vardal") == ["Per Holt"]
    other_town = check("Lars Vik is the mayor of Larvik.")["Lars Vik is the mayor of Larvik"]
    assert not other_town.is_held


def test_a_name_is_in_the_articles_or_not(check: Check) -> None:
    assert quotes(check, "Mara Lindqvist sings.", "Mara Lindqvist")
    namesake = check("Greta Lindqvist sings.")["Greta Lindqvist"]
    assert not namesake.is_held
    assert [finding.value for finding in namesake.near] == ["Mara Lindqvist"]


@pytest.mark.parametrize(
    ("typed", "is_stated"),
    [
        ("The council of Larvik approved the new pier.", True),
        ("The council of Larvik has approved the pier.", True),
        ("The council of Larvik rejected the new pier.", False),
        ("The council of Larvik may approve the new pier.", False),
        ("The council of Vardal approved the new pier.", False),
        ("The harbour master of Larvik approved the new crane.", False),
    ],
)
def test_a_statement_has_to_be_told_of_the_same_in_the_same_words(check: Check, typed: str, is_stated: bool) -> None:
    assert (check(typed)[typed].stated is not None) is is_stated


def test_what_is_denied_is_told_otherwise(check: Check) -> None:
    typed = "The council of Larvik did not approve the new pier."
    found = check(typed)[typed]
    assert found.stated is None
    assert len(found.differs) == 1


def test_who_did_it_to_whom_is_heeded(check: Check) -> None:
    typed = "The pier approved the council of Larvik."
    assert check(typed)[typed].kind is ClaimKind.STATEMENT


def test_a_sentence_that_points_back_is_understood_by_the_one_before(check: Check) -> None:
    assert quotes(check, "The harbour league grows. It has 12 ports now.", "12 ports")


def test_a_topic_may_be_named_more_fully_than_the_articles_do(check: Check) -> None:
    assert quotes(check, "The league of the free and ancient northern towns has 12 ports.", "12 ports")


def test_names_are_looked_up_once(services: Services) -> None:
    found = services.checker.check("Mara Lindqvist sings. Mara Lindqvist dances.")
    names = [one.claim for s in found.sentences for one in s.checks if one.kind is ClaimKind.NAME]
    assert names == ["Mara Lindqvist"]


def test_a_long_message_is_looked_at_from_its_beginning(services: Services) -> None:
    typed = "\n".join(f"The harbour league counts {number} ports." for number in range(100, 100 + MOST_SENTENCES + 7))
    found = services.checker.check(typed)
    assert (len(found.sentences), found.left) == (MOST_SENTENCES, 7)


@pytest.mark.parametrize("typed", ["", ":tada:", "Is it 12?", "<@U0ANN>", "\ud800 \x00", "١٤", "....", "<<<>>>&&&"])
def test_a_text_that_claims_nothing_has_no_checks(services: Services, typed: str) -> None:
    found = services.checker.check(typed)
    assert [one for sentence in found.sentences for one in sentence.checks if one.is_held] == []


def test_the_same_findings_have_the_same_id(services: Services) -> None:
    one, same, other = (services.checker.check(f"The harbour league has {n} ports.") for n in (12, 12, 13))
    assert one.id == same.id != other.id
    assert CheckedText.model_validate_json(one.model_dump_json()) == one


@given(st.lists(st.one_of(FOREIGN, st.sampled_from([*ARTICLES.values(), "12", "on 4 April", "Mara"]))).map(" ".join))
@settings(max_examples=40, deadline=None)
def test_any_text_is_checked(services: Services, typed: str) -> None:
    found = services.checker.check(typed)
    assert services.checker.check(typed) == found
    assert all(sentence.text.strip() and sentence.checks for sentence in found.sentences)
