"""Words become terms: what a reader takes for one word is one term, in articles and in questions alike."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.lexicon.folding import fold
from bot.terms import term_of, terms_of, words_of


def same(*spellings: str) -> bool:
    """Whether all of them are the same terms, and some."""
    terms = {tuple(terms_of(spelling)) for spelling in spellings}
    return len(terms) == 1 and terms != {()}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Glavaš", "glavas"),
        ("Glavaš’s", "glavas"),
        ("Glavas's", "glavas"),
        ("ŁÓDŹ", "lodz"),
        ("Søren", "soren"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("workers'", "workers"),
        ("U.S.", "u.s"),
        ("ﬁre", "fire"),
        ("🙂", "🙂"),
        ("", ""),
    ],
)
def test_folding_leaves_case_accents_and_possessives_out(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        ("Glavaš", "Glavas", "GLAVAŠ", "Glavaš’s", "Glavas's", "Glavas\u030c"),
        ("naïve", "naive"),
        ("the café's", "Cafe"),
        ("the ministers’", "minister", "Ministers", "minister's"),
        ("ferry", "ferries", "FERRY’S"),
        ("O’Brien", "O'Brien"),
    ],
)
def test_accents_case_and_endings_make_no_other_word(spellings: tuple[str, ...]) -> None:
    assert same(*spellings)


@pytest.mark.parametrize(
    "spellings",
    [
        ("defence", "defense"),
        ("harbours", "harbors", "harbour's"),
        ("centre", "centers"),
        ("programmes", "program"),
        ("travelled", "traveled"),
        ("organisation", "organization", "organised", "organizing"),
        ("criticised", "criticizes"),
        ("minimise", "minimize"),
        ("analysed", "analyzing"),
        ("paralyse", "paralyzed"),
        ("judgement", "judgments"),
    ],
)
def test_british_and_american_spelling_are_one(spellings: tuple[str, ...]) -> None:
    assert same(*spellings)


@pytest.mark.parametrize("words", [("size", "sister"), ("prizes", "prises open"), ("critic", "crisis")])
def test_words_that_only_look_like_two_spellings_stay_two(words: tuple[str, str]) -> None:
    assert not same(*words)


@pytest.mark.parametrize(
    "forms",
    [
        ("say", "said", "says", "saying"),
        ("meet", "met", "meetings"),
        ("take", "took", "taken", "taking"),
        ("lead", "led", "leads"),
        ("strike", "struck", "strikes"),
        ("keep", "kept", "keeping"),
        ("draw", "drew", "drawn"),
        ("stand", "stood"),
        ("fly", "flew", "flown", "flies"),
        ("withdraw", "withdrew", "withdrawn"),
        ("child", "children", "children’s"),
        ("woman", "women"),
        ("person", "people"),
        ("crisis", "crises"),
    ],
)
def test_irregular_forms_are_one_word(forms: tuple[str, ...]) -> None:
    assert same(*forms)


@pytest.mark.parametrize(
    "names",
    [
        ("the U.S.", "the US", "United States", "America", "American", "USA", "the United States’"),
        ("U.K.", "UK", "Britain", "British", "the United Kingdom"),
        ("Germany", "German", "Germans", "GERMANY", "germany's"),
        ("the Netherlands", "Dutch"),
        ("Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"),
        ("Czechia", "the Czech Republic", "Czech"),
        ("Türkiye", "Turkey", "Turkish"),
        ("South Korea", "South Korean", "south\nkorea"),
        ("Burma", "Myanmar"),
        ("Kiev", "Kyiv"),
        ("Odessa", "Odesa"),
    ],
)
def test_a_country_or_place_is_one_term_by_all_its_names(names: tuple[str, ...]) -> None:
    assert same(*names)
    assert {len(terms_of(name)) for name in names} == {1}


def test_countries_that_share_a_word_are_told_apart() -> None:
    names = ["South Korea", "North Korea", "South Africa", "Guinea", "Guinea-Bissau", "Papua New Guinea"]
    assert len({tuple(terms_of(name)) for name in names}) == len(names)


@pytest.mark.parametrize("text", ["he told us", "Us and them", "it may rain", "who is it", "", "🙂", "\u0301 …"])
def test_stop_words_and_signs_have_no_terms(text: str) -> None:
    assert [term for term in terms_of(text) if term not in terms_of("told rain")] == []


@pytest.mark.parametrize(
    ("small", "capital"), [("turkey", "Turkey"), ("chad", "Chad"), ("polish", "Polish"), ("us", "US")]
)
def test_a_country_that_is_also_a_word_needs_its_capital(small: str, capital: str) -> None:
    assert term_of(small)[:1] != "@"
    assert terms_of(capital)[0].startswith("@")
    assert not terms_of(small) or not terms_of(small)[0].startswith("@")


@pytest.mark.parametrize("text", ["in May", "IT jobs", "the WHO"])
def test_capitals_make_words_of_stop_words(text: str) -> None:
    assert terms_of(text)[:1] != terms_of(text.lower())[:1]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("30,000", ["30000"]),
        ("30000", ["30000"]),
        ("2.5", ["2.5"]),
        ("1,000.50 m", ["1000.50", "m"]),
        ("40% of 26", ["40", "26"]),
    ],
)
def test_numbers_lose_their_thousands_separators_alone(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


def test_words_stand_in_the_text_where_they_say() -> None:
    text = "The South Korean crew didn’t leave Kiev."
    assert [(text[word.start : word.end], bool(word.term)) for word in words_of(text)] == [
        ("The", False),
        ("South Korean", True),
        ("crew", True),
        ("didn’t", False),
        ("leave", True),
        ("Kiev", True),
    ]


ANY_TEXT = st.text() | st.text(
    st.sampled_from("aAéE\u0301\u030c’'. ,-_🙂مرحبا\u064b٣नि中\u200f\u200d\ud7ff\n\t0123USsouth korea"), max_size=60
)


@given(ANY_TEXT)
def test_any_text_has_words_in_order_that_stand_in_it(text: str) -> None:
    words = words_of(text)
    edges = [edge for word in words for edge in (word.start, word.end)]
    assert edges == sorted(edges)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert terms_of(text) == [word.term for word in words if word.term]


@given(ANY_TEXT)
def test_a_term_is_one_token_of_the_index(text: str) -> None:
    assert all(term.split() == [term] and term != "-" for term in terms_of(text))


@given(st.text(st.characters(max_codepoint=0x17F, categories=["L"]), min_size=1))
@example("Ùs")
def test_an_accent_of_its_own_makes_no_other_word(word: str) -> None:
    assert terms_of(unicodedata.normalize("NFC", word)) == terms_of(unicodedata.normalize("NFD", word))
