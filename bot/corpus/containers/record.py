"""One row or object of an export, and the caps on it."""

from typing import Any, NamedTuple

from bot.errors import TooLarge

MOST_CHARACTERS = 10_000_000


class Record(NamedTuple):
    """`values` by the export's own names; `data`: the same as JSON in UTF-8."""

    values: dict[str, Any]
    data: bytes


def too_large(characters: int) -> TooLarge:
    return TooLarge(size=-(-characters // 1_000_000), most=MOST_CHARACTERS // 1_000_000)
