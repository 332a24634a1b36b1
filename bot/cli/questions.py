"""Questions as they come in on the command line: words of the shell, or one a line of standard input."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

from bot import wording
from bot.errors import UsageError
from bot.models import Answer, Kind

STANDARD_INPUT = "-"


def typed(words: Sequence[str]) -> str:
    """The words as one question. Bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(" ".join(words)).decode("utf-8", "replace")


def lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream as they arrive, blank ones too: answer n belongs to line n."""
    for number, line in enumerate(stream):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def answer(ask: Callable[[str], Answer], question: str) -> Answer:
    """The answer. Raises UsageError for what Slack takes for no question, and UnknownTopic."""
    from bot.answers.receipts import asked_for

    if asked := asked_for(question):
        word, answer_id = asked
        raise UsageError(what=wording.verify_apart(answer_id, "--markdown " if word == "footnotes" else ""))
    return ask(question)


def answer_each(ask: Callable[[str], Answer], questions: Iterable[str]) -> Iterator[Answer]:
    """An answer a question, in order. One that is none is not found: those after it still count."""
    for question in questions:
        try:
            yield answer(ask, question)
        except UsageError as error:
            yield Answer(question=question, status="not_found", kind=Kind.OPEN, headline=wording.of_error(error))
