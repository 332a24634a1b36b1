"""A question's way to a message: the one call that commands, mentions and buttons share."""

from datetime import UTC, datetime

from bot.services import Services
from handlers.blocks.answer import answer_message
from handlers.blocks.message import Message
from handlers.blocks.presses import Kept


def reply(services: Services, question: str, *, shareable: bool) -> Message:
    """Ask, keep the answer for the buttons under it, and render it folded.

    Raises UnknownTopic, DatabaseDown.
    """
    answer = services.answerer.ask(question)
    kept = services.store.keep_answer(answer, datetime.now(UTC))
    return answer_message(answer, Kept(answer=kept, shareable=shareable, folded=True))
