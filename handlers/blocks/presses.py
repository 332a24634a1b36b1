"""What the buttons carry: a small value each, as JSON, that comes back when they are pressed."""

from pydantic import BaseModel, ConfigDict

from bot import wording
from handlers.blocks.elements import button
from handlers.blocks.message import MOST_VALUE, Block

SHARE, MORE, FEWER, ASK = "share", "more", "fewer", "ask"


class Kept(BaseModel):
    """A kept answer, and how it is shown: may it be shared, are its less relevant findings folded away."""

    model_config = ConfigDict(frozen=True)

    answer: str
    shareable: bool
    folded: bool


class Asked(BaseModel):
    """A question to be asked by a press."""

    model_config = ConfigDict(frozen=True)

    question: str


def share_button(kept: Kept) -> Block:
    return button(wording.SHARE, SHARE, kept.model_dump_json())


def fold_button(kept: Kept) -> Block:
    """More where the answer is folded, Fewer where it is not."""
    label, action = (wording.MORE, MORE) if kept.folded else (wording.FEWER, FEWER)
    return button(label, action, kept.model_dump_json())


def ask_button(question: str, number: int) -> Block | None:
    """A question to press; none where it is longer than a button can carry. Slack wants each `number` once a
    row."""
    value = Asked(question=question).model_dump_json()
    return button(question, f"{ASK}_{number}", value) if question.strip() and len(value) <= MOST_VALUE else None
