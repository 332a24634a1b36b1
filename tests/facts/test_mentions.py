"""Names in a text, told apart as people, countries, places and others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.mentions import MentionKind, mentions, people
from tests.facts.labelled import read, score


def names(text: str, kind: MentionKind) -> list[str]:
    return [mention.name for mention in mentions(text) if mention.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Jane Roe met Mayor Otto Quell in Oslo.", ["Jane Roe", "Otto Quell"]),
        ("Lt. Gen. Oskar Brandt spoke to Admiral Sir Tony Lind.", ["Oskar Brandt", "Tony Lind"]),
        ("Dr. Mary-Ann O’Neill of Harvard University agreed.", ["Mary-Ann O’Neill"]),
        ("Jean-Claude van der Berg arrived.", ["Jean-Claude van der Berg"]),
        ("A work of Leonardo da Vinci was sold.", ["Leonardo da Vinci"]),
        ("French President Emile Marchand arrived.", ["Emile Marchand"]),
        ("UN Secretary-General António Lobo spoke.", ["António Lobo"]),
        ("Ms Roe resigned in March.", ["Roe"]),
        ("Roe’s deputy, Anna Lind, left.", ["Anna Lind"]),
        ("On Tuesday Jane Roe left.", ["Jane Roe"]),
        ("When Jane Roe left, Tom Hardy stayed.", ["Jane Roe", "Tom Hardy"]),
        ("Theresa May resigned.", ["Theresa May"]),
        ("King Charles III and Pope Francis prayed.", ["Charles III", "Francis"]),
        ("The army chief Jane Roe said so.", ["Jane Roe"]),
        ("Larvik mayor Tom Berg wept.", ["Tom Berg"]),
        ("Boris Johnson's government fell.", ["Boris Johnson"]),
        ("John F. Kennedy and J. K. Rowling never met.", ["John F. Kennedy", "J. K. Rowling"]),
        ("Hungary's Viktor Orbán said no.", ["Viktor Orbán"]),
        ("Chancellor Friedrich Hag, President Alexander Stub and Mark Root met.",
         ["Friedrich Hag", "Alexander Stub", "Mark Root"]),
        ("She met nobody on Monday.", []),
        ("Google, the European Union and NATO agreed.", []),
        ("The Harbour League met in Larvik on Black Friday.", []),
        ("Britain and France lead. Europe follows.", []),
        ("Plan B. The crew left.", []),
        ("", []),
    ],
)  # fmt: skip
def test_people_are_told_by_their_titles_given_names_and_shape(text: str, expected: list[str]) -> None:
    assert [person.name for person in people(text)] == expected


def test_a_person_is_spanned_with_the_title() -> None:
    text = "Yesterday Lt. Gen. Oskar Brandt’s crew left."
    (person,) = people(text)
    assert text[person.start : person.end] == "Lt. Gen. Oskar Brandt"
    assert person.name == "Oskar Brandt"


def test_a_surname_that_is_known_to_be_a_persons_makes_a_person() -> None:
    text = "Later Marchand left Oslo."
    assert people(text) == []
    assert [m.name for m in mentions(text, frozenset({"marchand"})) if m.kind is MentionKind.PERSON] == ["Marchand"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Britain and France lead.", ["Britain", "France"]),
        ("The United States, South Korea and Côte d’Ivoire joined.", ["United States", "South Korea", "Côte d’Ivoire"]),
        ("Chinese and Russian officials met the UK's envoy.", ["Chinese", "Russian", "UK"]),
        ("In January Chad joined; the polish on the turkey did not.", ["Chad"]),
        ("It told us so.", []),
        ("The U.S. agreed.", ["U.S."]),
        ("The French President Emile Marchand left.", []),
    ],
)
def test_countries_go_by_all_their_names(text: str, expected: list[str]) -> None:
    assert names(text, MentionKind.COUNTRY) == expected


def test_a_place_with_several_spellings_is_a_place() -> None:
    assert names("From Kiev they drove to Odessa.", MentionKind.PLACE) == ["Kiev", "Odessa"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The Harbour League met in Larvik.", MentionKind.ORGANISATION, ["Harbour League"]),
        ("The Harbour League met in Larvik.", MentionKind.PLACE, ["Larvik"]),
        ("The Weavers' Union met the Bakers’ Bank.", MentionKind.ORGANISATION, ["Weavers' Union", "Bakers’ Bank"]),
        ("Paris' City Council met.", MentionKind.ORGANISATION, ["City Council"]),
        ("Google sued Harvard University in March.", MentionKind.ORGANISATION, ["Google", "Harvard University"]),
        ("New York and Los Angeles agreed on Tuesday.", MentionKind.PLACE, ["New York", "Los Angeles"]),
        ("The Paris Agreement, not “Fast X”.", MentionKind.OTHER, ["Paris Agreement", "Fast X"]),
    ],
)
def test_other_names_are_kept_whole(text: str, kind: MentionKind, expected: list[str]) -> None:
    assert names(text, kind) == expected


WORDS = st.sampled_from(
    ["Prime Minister", "Gen.", "Jane", "Roe", "Roe’s", "U.S.", "UK", "South", "Korea", "and", "the", "The", "of", "van"]
) | st.sampled_from(
    [",", ".", "\n", "Monday", "May", "J.", "É", "Ž", "’s", "🙂", "أحمد", "-", "Kiev", "University", "İ"]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.lists(WORDS, max_size=8).map("".join) | st.text())
def test_mentions_of_any_text_stand_in_it_in_order_and_apart(text: str) -> None:
    found = mentions(text)
    edges = [edge for mention in found for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(mention.name in text[mention.start : mention.end] for mention in found)


def test_names_of_varied_stories_are_found_and_typed() -> None:
    found = score(read("mentions.txt"))
    assert found.precision >= 0.97
    assert found.recall >= 0.97
