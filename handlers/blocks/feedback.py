"""The row under an answer in which people say whether it helped."""

from pydantic import BaseModel, ConfigDict

from bot import wording
from bot.store import Verdict
from handlers.blocks.elements import plain_text
from handlers.blocks.message import MOST_BUTTON, Block

FEEDBACK = "feedback"


class Judged(BaseModel):
    """What somebody thinks of a kept answer."""

    model_config = ConfigDict(frozen=True)

    answer: str
    verdict: Verdict


def feedback_row(answer: str) -> Block:
    """Two buttons: it helped, it did not."""
    halves = {
        "positive_button": _half(answer, Verdict.HELPFUL, wording.HELPFUL, wording.HELPFUL_LABEL),
        "negative_button": _half(answer, Verdict.UNHELPFUL, wording.UNHELPFUL, wording.UNHELPFUL_LABEL),
    }
    return {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": FEEDBACK, **halves}]}


def _half(answer: str, verdict: Verdict, label: str, spoken: str) -> Block:
    value = Judged(answer=answer, verdict=verdict).model_dump_json()
    return {"text": plain_text(label, MOST_BUTTON), "accessibility_label": spoken, "value": value}
