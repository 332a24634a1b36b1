"""A question's way to a message: the one call that commands, mentions and buttons share."""

from datetime import UTC, datetime

from bot.services import Services
from handlers.additions import addition_reply
from handlers.blocks.answer import answer_message
from handlers.blocks.message import Message
from handlers.blocks.presses import Kept
from handlers.receipts import receipt_reply


def reply(services: Services, question: str, *, shareable: bool) -> Message:
    """Ask, keep the answer for the buttons under it and for `verify`, and render it folded.

    What asks for an answer's receipt gets that, and what adds a page is told what became of it. Raises UnknownTopic,
    PageRefused, DatabaseDown.
    """
    if other := receipt_reply(services, question) or addition_reply(services, question):
        return other
    return answer_reply(services, question, shareable=shareable)


def answer_reply(services: Services, question: str, *, shareable: bool) -> Message:
    """The same for what is nothing but a question, such as words of an article. Raises UnknownTopic, DatabaseDown."""
    answer = services.answerer.ask(question)
    services.store.keep_answers([answer], datetime.now(UTC))
    return answer_message(answer, Kept(answer=answer.id, shareable=shareable, folded=True))
