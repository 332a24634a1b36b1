"""What bare numbers count by the words before them."""

import pytest

from bot.facts.antecedents import counts_in_order
from bot.terms import terms_of


@pytest.mark.parametrize(
    ("sentences", "meant"),
    [
        (["34 ports joined, 12 of them in Asia."], "ports"),
        (["Three people died, two of them children."], "children"),
        (["Four people are dead and nine are missing."], "people"),
        (["40 captains voted for it, 30 voted against it."], "captains"),
        (["Sixty gulls were found.", "Nine of them died."], "gulls"),
        (["Sixty gulls were found.", "Nine were dead."], "gulls"),
        (["Forty keepers marched, the police said.", "The union counted 70."], "keepers"),
        (["Forty keepers marched.", "It rained for nine hours.", "The union counted 70."], ""),
        (["Forty keepers marched.", "The vote was 70 to 12."], ""),
        (["A boat cost $40.", "The union spoke of 70."], ""),
        (["Nine were dead."], ""),
    ],
)
def test_a_bare_number_takes_up_the_noun_of_the_count_before_it(sentences: list[str], meant: str) -> None:
    assert list(counts_in_order(sentences)[-1][-1].meant) == terms_of(meant)


def test_a_number_with_its_noun_takes_up_none() -> None:
    assert counts_in_order(["Forty keepers had 12 boats."])[0][-1].meant == ()


def test_some_of_a_number_are_of_what_that_counts() -> None:
    assert counts_in_order(["Two of the six carriages burned."])[0][0].meant == tuple(terms_of("carriages"))
