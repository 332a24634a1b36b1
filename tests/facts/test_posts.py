"""Who holds which post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.mentions import mentions, mentions_in_article
from bot.facts.posts import Post, posts, posts_in_article
from tests.facts.labelled import DATA

LINES = (DATA / "posts.txt").read_text(encoding="utf-8").splitlines()
PAIRS = [line.partition(" =>") for line in LINES if line and not line.startswith("#")]


def told(text: str, post: Post) -> str:
    holder = text[slice(*post.holder)] if post.holder[0] >= 0 else ""
    former = "-" if post.is_former else ""
    return f"{text[slice(*post.name)]} | {former}{text[slice(*post.post)]} | {holder}".strip()


def found_and_marked() -> list[tuple[str, set[str], set[str]]]:
    return [
        (
            text,
            {told(text, post) for post in posts(text, mentions(text))},
            {p.strip() for p in marked.split(";")} - {""},
        )
        for text, _, marked in PAIRS
    ]


def test_posts_are_told_as_well_as_measured() -> None:
    pairs = found_and_marked()
    right = sum(len(found & marked) for _, found, marked in pairs)
    assert right / sum(len(found) for _, found, _ in pairs) >= 0.9
    assert right / sum(len(marked) for _, _, marked in pairs) >= 0.9


def test_a_surname_stands_for_the_name_in_full() -> None:
    sentences = ["Jane Roe came first.", "President Roe spoke.", "Tom Berg and Ida Berg left.", "Minister Berg spoke."]
    found = posts_in_article(sentences, mentions_in_article(sentences))
    assert [[post.person for post in here] for here in found] == [[], ["Jane Roe"], [], ["Berg"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The chair of the board is a former minister, Jane Roe.", "Jane Roe | chair | the board"),
        ("Iceland's trade minister, Tom Berg, and Norway's trade minister, Jane Roe, met.",
         "Jane Roe | trade minister | Norway"),
        ("Tom Berg, the police chief, Jane Roe, and a priest came.", "Jane Roe | police chief |"),
        ("The club presented its new manager, the Dane Jane Roe, with Tom Berg.", "Jane Roe | manager |"),
        ("Tom Berg met the harbour's director, a 52-year-old Swede Jane Roe, in Bergen.",
         "Jane Roe | director | the harbour"),
    ],
)  # fmt: skip
def test_a_post_is_that_of_the_right_one_of_two(text: str, expected: str) -> None:
    found = {told(text, post) for post in posts(text, mentions(text))}
    assert expected in found
    assert not any(each.startswith("Tom Berg") and each.split("|")[1:] == expected.split("|")[1:] for each in found)


PIECES = st.sampled_from(
    [
        "Jane Roe",
        ", the",
        "is",
        "mayor",
        "of",
        "President",
        "French",
        "’s",
        ",",
        "who",
        "heads",
        ".",
        "(",
        "İ",
        "45",
        "and",
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text())
def test_posts_of_any_text_stand_in_it(text: str) -> None:
    for post in posts(text, mentions(text)):
        assert text[slice(*post.name)] == post.person
        assert 0 <= post.post[0] < post.post[1] <= len(text)
        assert post.holder == (-1, -1) or 0 <= post.holder[0] <= post.holder[1] <= len(text)
