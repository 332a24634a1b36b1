"""A question's way to a message: the one call that commands, mentions and buttons share."""

from datetime import UTC, datetime

from bot.services import Services
from handlers.blocks.answer import answer_message
from handlers.blocks.message import Message
from handlers.blocks.presses import Kept
from handlers.receipts import receipt_reply


def reply(services: Services, question: str, *, shareable: bool) -> Message:
    """Ask, keep the answer for the buttons under it and for `verify`, and render it folded.

    What asks for an answer's receipt gets that. Raises UnknownTopic, DatabaseDown.
    """
    if receipt := receipt_reply(services, question):
        return receipt
    answer = services.answerer.ask(question)
    services.store.keep_answers([answer], datetime.now(UTC))
    return answer_message(answer, Kept(answer=answer.id, shareable=shareable, folded=True))
