"""What the store tells of itself, beside the articles."""

from datetime import datetime
from enum import StrEnum

from bot.models import Answer, Value


class Outcome(StrEnum):
    """What saving an article did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class SourceState(Value):
    """What is known of a source: its article, and what it looked like when last read.

    `stamp` is cheap (a file's size and time), `fingerprint` is of its bytes: the store only keeps them.
    """

    article: str
    stamp: str
    fingerprint: str
    withdrawn: bool


class Counts(Value):
    """How many articles can be cited, and how many are kept but withdrawn."""

    articles: int
    withdrawn: int


class KeptAnswer(Value):
    """An answer that somebody was shown, and when it was first kept."""

    answer: Answer
    kept: datetime
