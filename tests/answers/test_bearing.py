"""What stands near the question's words, but is said by or told of somebody else, is no answer."""

from collections.abc import Callable, Mapping

import pytest

from tests.answers.newsroom import Newsroom

Open = Callable[[Mapping[str, str]], Newsroom]

MILLS = {
    "mills.md": (
        "---\ntitle: Two mills\npublished: 2025-03-08\n---\n"
        "Bakewell Mill has agreed to buy the Orley Works, which grind rye. "
        "Orley, founded in 1904 by a widow, made a loss last year.\n\n"
        "“Rye is dear,” said Tilda Farrow, who runs the Orley Works. Hob Sellick came along and carried her bag.\n\n"
        "The wages were cut by a tenth. The mills have 240 millers. Norway sent a delegation to look at them.\n"
    ),
    "kiln.md": "---\ntitle: The kiln\n---\nThe kiln of Port Amble burns 30 sacks a day. It was lit in May 1988.\n",
}


@pytest.fixture
def mills(open_newsroom: Open) -> Newsroom:
    return open_newsroom(MILLS)


@pytest.mark.parametrize(
    "typed",
    [
        "what did Hob Sellick say?",
        "what does Norway think of rye?",
        "what did Tilda Farrow say about wages?",
        "when was Bakewell Mill founded?",
        "how many millers are in Port Amble?",
    ],
)
def test_what_is_told_of_somebody_else_is_no_answer(mills: Newsroom, typed: str) -> None:
    assert mills.ask(typed).status == "not_found"


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("what did Tilda Farrow say?", "Rye is dear"),
        ("what did Tilda Farrow say about rye?", "Rye is dear"),
        ("when was Orley founded?", "founded in 1904"),
        ("when was the kiln in Port Amble lit?", "lit in May 1988"),
        ("how many millers do the mills have?", "240 millers"),
    ],
)
def test_what_is_told_of_the_one_asked_about_is(mills: Newsroom, typed: str, quote: str) -> None:
    assert quote in mills.ask(typed).findings[0].citations[0].quote


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("how many kilns has Norway?", "Articles here mention “kilns” and “Norway”, but not together."),
        ("when did Hob Sellick carry a bag?", "but give no date that answers this."),
        ("who is the bishop of Port Amble?", "No article here mentions “bishop”."),
    ],
)
def test_what_is_missing_is_said(mills: Newsroom, typed: str, said: str) -> None:
    assert mills.ask(typed).headline.endswith(said)


HALL = {
    "hall.md": (
        "---\ntitle: The corn hall\n---\nThe corn hall of Orley was opened by Lord Amble in 1868. "
        "It was shut in 1978 after a fire and never reopened. Its yard was closed in May. That was because rats came.\n"
    )
}


@pytest.mark.parametrize("typed", ["when did the corn hall reopen?", "why was the mine closed?"])
def test_what_never_happened_or_is_not_told_of_has_no_date_and_no_reason(open_newsroom: Open, typed: str) -> None:
    assert open_newsroom(HALL).ask(typed).status == "not_found"
