"""Figures that an article takes back."""

import pytest

from bot.facts.antecedents import counts_in_order
from bot.facts.corrections import without_taken_back


def denied(*sentences: str) -> list[float]:
    """The numbers that those sentences take back."""
    found = without_taken_back(sentences, counts_in_order(sentences))
    return [count.low for counts in found for count in counts if count.aspect == "denied"]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["On Monday we wrote that 40 boats had come.", "That was wrong.", "It was 14 boats."], [40]),
        (["Our report of 3 May gave a price of $40.", "The figure was incorrect."], [40]),
        (["An earlier version of this article misstated the price as $40; it is $14."], [40]),
        (["We wrongly said that 40 boats had come."], [40]),
        (["We sold 12 boats and then said that 40 had come.", "That is not true."], [40]),
    ],
)
def test_a_figure_that_the_article_calls_wrong_is_denied(sentences: list[str], expected: list[float]) -> None:
    assert denied(*sentences) == expected


@pytest.mark.parametrize(
    "sentences",
    [
        ["The mayor said that 40 boats had come.", "That was wrong, the police said."],
        ["On Monday we wrote that 40 boats had come.", "That was right."],
        ["We wrote that 40 boats had come.", "It rained.", "That was wrong."],
        ["We saw 40 boats.", "That was wrong of us."],
    ],
)
def test_what_others_tell_and_what_stands_is_not(sentences: list[str]) -> None:
    assert denied(*sentences) == []
