"""What people think of answers, and what they asked in vain, on the command line."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.models import Answer, Kind
from bot.store import Feedback, Store, Verdict
from tests.cli.conftest import Bot

ODD = "who \x1b[31mleads\nit?"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[datetime], None]:
    """Keeps a verdict, and a question that found nothing, of that moment."""
    (tmp_path / "data").mkdir()

    def tell(at: datetime) -> None:
        with closing(Store.open(f"sqlite:///{tmp_path / 'data/dateline.db'}")) as store:
            verdict = Verdict.UNHELPFUL
            store.keep_feedback("U1", Feedback(verdict=verdict, question="how many tugs?", answer="2abc", at=at))
            answer = Answer(question=ODD, status="not_found", kind=Kind.OPEN, headline="The articles here do not say.")
            for person in ("U1", "U2"):
                store.keep_asked(answer, person, "C1", at)

    return tell


def test_verdicts_and_questions_are_shown(bot: Bot, told: Callable[[datetime], None]) -> None:
    told(datetime(2025, 3, 15, 12, tzinfo=UTC))
    outcome = bot("feedback")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "Not helpful: answer 2abc, 15 March 2025, 12:00 UTC",
        "  how many tugs?",
        "Asked and not found:",
        "  who [31mleads it? · 2 times, last on 15 March 2025, 12:00 UTC",
    ]


def test_in_json_nobody_is_named(bot: Bot, told: Callable[[datetime], None]) -> None:
    told(datetime(2025, 3, 15, 12, tzinfo=UTC))
    [found] = bot("feedback", "--json").values
    assert found["feedback"] == [
        {"verdict": "unhelpful", "question": "how many tugs?", "answer": "2abc", "at": "2025-03-15T12:00:00Z"}
    ]
    assert found["unanswered"] == [{"question": ODD, "times": 2, "last": "2025-03-15T12:00:00Z"}]


def test_what_came_before_is_left_out(bot: Bot, told: Callable[[datetime], None]) -> None:
    told(datetime(2025, 3, 15, 12, tzinfo=UTC))
    assert bot("feedback", "--since", "2025-03-15").status == 0
    late = bot("feedback", "--since", "2025-03-16", "--json")
    assert (late.status, late.values) == (1, [{"feedback": [], "unanswered": []}])


def test_nothing_yet_is_said(bot: Bot) -> None:
    outcome = bot("feedback")
    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out.startswith("Nobody has said")


def test_wrong_use_is_one_line(bot: Bot) -> None:
    outcome = bot("feedback", "--since", "yesterday")
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (2, "", 1)
