from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.sentences import key_sentences
from bot.models import Article, BlockKind

Make = Callable[..., Article]

FERRY = "The harbour board approved 12 new ferries for the Oslo fjord on Tuesday."
COST = "Each vessel costs 9 million euros, according to the contract that the shipyard published."
WEATHER = "Temperatures stayed mild along the coast for most of the week."


def quotes(article: Article) -> list[str]:
    return [citation.quote for citation in key_sentences(article)]


def test_two_sentences_in_the_order_of_the_article(make_article: Make) -> None:
    article = make_article(FERRY, COST, WEATHER, title="Harbour board buys ferries")

    assert quotes(article) == [FERRY, COST]


def test_a_citation_names_its_article_and_span(make_article: Make) -> None:
    article = make_article(FERRY, id="ferries", title="Harbour board buys ferries")

    (citation,) = key_sentences(article)

    assert (citation.article, citation.title) == ("ferries", "Harbour board buys ferries")
    assert article.text[citation.start : citation.end] == citation.quote == FERRY


@pytest.mark.parametrize(
    "unfit",
    [
        "Will the harbour board of Oslo really approve 12 new ferries?",
        "Read also: The harbour board of Oslo wants 12 new ferries.",
        "Subscribe to our newsletter for news of the Oslo harbour board.",
        "Photo: The harbour board of Oslo in front of the 12 new ferries.",
        "This article was first published by the Oslo harbour board.",
        "Reporting by Kari Nordmann in Oslo, editing by Ola Nordmann.",
        "© 2026 Oslo Harbour News, all rights reserved.",
        "OSLO HARBOUR BOARD, FERRIES",
        "Oslo, N.O.",
        "12.",
        "The harbour board of Oslo approved " + "a new ferry and " * 25 + "a pier.",
    ],
)
def test_what_states_nothing_or_cannot_be_shown_whole_is_never_cited(make_article: Make, unfit: str) -> None:
    assert quotes(make_article(unfit, WEATHER, title="Oslo harbour board and its ferries")) == [WEATHER]


@pytest.mark.parametrize(
    "sentence",
    [
        "Terms of the ceasefire were agreed in Doha on Friday night.",
        "Tap water is safe to drink again in Jackson, the mayor said.",
        "Published in 1984, the report had warned of floods in the valley.",
        "The report was released by the ministry on Monday morning.",
        "Correction officers went on strike in eleven prisons on Monday.",
        "Donated food reached 4,000 families in the north this week.",
    ],
)
def test_news_that_begins_like_a_line_of_the_page_is_cited(make_article: Make, sentence: str) -> None:
    assert quotes(make_article(sentence)) == [sentence]


def test_headings_and_table_rows_are_not_cited(make_article: Make) -> None:
    blocks = [
        (BlockKind.HEADING, ["The harbour board of Oslo approved the new ferries."]),
        (BlockKind.ROW, ["The harbour board of Bergen approved seven new ferries."]),
        (BlockKind.ITEM, [COST]),
    ]

    assert quotes(make_article(blocks=blocks)) == [COST]


def test_the_second_says_something_else_than_the_first(make_article: Make) -> None:
    again = "On Tuesday the harbour board approved 12 new ferries for the Oslo fjord, it said."

    assert quotes(make_article(FERRY, again, WEATHER, title="Harbour board buys ferries")) == [FERRY, WEATHER]
    assert quotes(make_article(FERRY, again)) == [FERRY]


def test_of_a_story_the_second_is_what_another_article_says_else(make_article: Make) -> None:
    told = make_article(FERRY, COST, id="told", title="Harbour board buys ferries")
    again = make_article("For the Oslo fjord the harbour board approved 12 new ferries.", id="again", title="Ferries")
    other = make_article("Fishermen in Drøbak fear for 40 moorings at the pier.", id="other", title="Fishermen worry")

    citations = key_sentences(told, again, other)

    assert [citation.article for citation in citations] == ["told", "other"]
    assert [citation.quote for citation in citations] == [FERRY, other.text.strip()]
    assert key_sentences(told, again) == key_sentences(told)


def test_of_a_story_an_article_that_cannot_be_cited_leaves_it_to_the_others(make_article: Make) -> None:
    told = make_article(FERRY, COST, id="told", title="Harbour board buys ferries")

    assert key_sentences(make_article("Really?"), told) == key_sentences(told)
    assert key_sentences(make_article("Really?"), make_article("?")) == ()


def test_the_title_is_not_said_again(make_article: Make) -> None:
    assert quotes(make_article(FERRY, COST, WEATHER, title=FERRY.rstrip("."))) == [COST, WEATHER]


@pytest.mark.parametrize(
    "odd",
    [
        "However, it approved 12 new ferries for the Oslo fjord.",
        "During his visit, the board approved 12 new ferries for Oslo.",
        "“We approved 12 new ferries for the Oslo fjord,” he said.",
        "“The board approved 12 new ferries for the Oslo fjord.",
        "You know our board approved 12 new ferries for Oslo.",
        "Approved for the Oslo fjord by the board: 12 ferries",
    ],
)
def test_what_is_not_understood_alone_comes_after_what_is(make_article: Make, odd: str) -> None:
    clear = "Harbour officials in Oslo signed the contract with the Gdansk shipyard."

    assert clear in quotes(make_article(odd, clear, WEATHER))
    assert odd not in quotes(make_article(odd, clear, WEATHER))


def test_an_article_of_odd_sentences_still_has_its_best(make_article: Make) -> None:
    odd = "It approved the ferries."

    assert quotes(make_article(odd)) == [odd]


@pytest.mark.parametrize("article_sentences", [[], ["Really?"], ["…"], ["   "]])
def test_nothing_to_cite(make_article: Make, article_sentences: list[str]) -> None:
    assert key_sentences(make_article(*article_sentences)) == ()


def test_other_scripts_are_cited_too(make_article: Make) -> None:
    sentences = ["议会批准了新的渡轮合同。", "Парламент схвалив закупівлю дванадцяти поромів для порту."]

    assert quotes(make_article(*sentences)) == sentences


_word = st.sampled_from(
    [
        "the",
        "board",
        "approved",
        "12",
        "new",
        "ferries",
        "in",
        "Oslo",
        "on",
        "“Tuesday”",
        "he",
        "said",
        "again",
        "Read",
        "also:",
        "it",
    ]
)
_sentence = st.one_of(
    st.lists(_word, min_size=1, max_size=90).map(" ".join),
    st.tuples(st.lists(_word, min_size=3, max_size=20), st.sampled_from(".?!")).map(
        lambda made: " ".join(made[0]).capitalize() + made[1]
    ),
    st.text(min_size=1, max_size=60),
)
_blocks = st.lists(st.tuples(st.sampled_from(BlockKind), st.lists(_sentence, max_size=5)), max_size=6)


@given(blocks=_blocks, title=_sentence)
def test_every_key_sentence_is_a_whole_sentence_of_the_prose_verbatim(
    make_article: Make, blocks: list[tuple[BlockKind, list[str]]], title: str
) -> None:
    article = make_article(blocks=blocks, title=title)
    prose = {
        span
        for block in article.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        for span in block.sentences
    }

    citations = key_sentences(article)

    assert len(citations) <= 2
    assert len({citation.quote for citation in citations}) == len(citations)
    for citation in citations:
        assert citation.quote == article.text[citation.start : citation.end]
        assert (citation.start, citation.end) in prose
        assert 0 < len(citation.quote) <= 400
        assert not citation.quote.endswith("?")
