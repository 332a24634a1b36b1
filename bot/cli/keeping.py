"""What was answered is kept under its id, for `verify`."""

import time
from datetime import UTC, datetime
from typing import Self

from bot import wording
from bot.cli.output import complain
from bot.errors import DatabaseDown
from bot.models import Answer
from bot.store import Store

MOST_WAITING = 64
PAUSE = 0.25
"""Seconds. Answers that follow one another faster are kept several at a time: a write takes as long as an answer."""


class Keeper:
    """Keeps answers that were shown: at once, or those of a fast run within PAUSE of the next, and at the end.

    A database that refuses them is complained of once, and not asked again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Answer] = []
        self._due = time.monotonic()
        self._refused = False

    def keep(self, answer: Answer) -> None:
        """Keep an answer, now or soon."""
        self._waiting.append(answer)
        if len(self._waiting) >= MOST_WAITING or time.monotonic() >= self._due:
            self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def _write(self) -> None:
        answers, self._waiting = self._waiting, []
        if not answers or self._refused:
            return
        try:
            self._store.keep_answers(answers, datetime.now(UTC))
        except DatabaseDown as error:
            self._refused = True
            complain(wording.not_kept(wording.of_error(error)))
        self._due = time.monotonic() + PAUSE
