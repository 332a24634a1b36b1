"""The floor of checking claims: what is shown has to be right, and what is there has to be found."""

from pathlib import Path

import pytest

from bot.models import Citation, ClaimCheck, ClaimKind, Finding
from tests.quality.claims import Label, judge, labels, score_claims

FLOORS = {"claims": (0.97, 0.88), "claims_swapped": (0.95, 0.76)}
"""The precision and recall of each file of claims. Lowering one shows in review."""


@pytest.mark.parametrize("name", FLOORS)
def test_claims_stay_above_their_floors(name: str, tmp_path: Path) -> None:
    score = score_claims(labels(name), tmp_path)
    precision, recall = FLOORS[name]
    assert score.precision >= precision, score
    assert score.recall >= recall, score


def finding(value: str | None, quote: str) -> Finding:
    cited = Citation(article="a", title="A", url=None, published=None, quote=quote, start=0, end=len(quote))
    return Finding(value=value, citations=(cited,))


def test_what_is_shown_beside_the_point_counts_against_it() -> None:
    label = Label(corpus="ferry", text="", claim="12 ports", stated=("There are 12",), differs=("14 ports",))
    right = ClaimCheck(
        kind=ClaimKind.FIGURE,
        claim="12 ports",
        stated=finding("12", "There are 12 ports."),
        differs=(finding("14 ports", "There are 14 ports."),),
    )
    amiss = right.model_copy(update={"stated": finding("12", "Only 12 lamps."), "differs": (finding("9 ports", "9"),)})
    assert judge(label, right)[1:] == (2, 2, 2, 2)
    assert judge(label, amiss)[1:] == (2, 0, 2, 0)
    assert judge(label, None)[1:] == (0, 0, 2, 0)
