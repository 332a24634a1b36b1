"""`verify ID` and `footnotes ID`, behind /ask or in a mention: an answer that was given is looked at again."""

from bot import wording
from bot.answer_id import read_id
from bot.answers.receipts import asked_for, in_timezone
from bot.answers.verify import verify
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.blocks.receipt import footnotes_message, receipt_message


def receipt_reply(services: Services, _: Asker, said: str) -> Message | None:
    """What became of the answer's quotes, or its footnotes; None for what is a question like any other.

    Raises DatabaseDown.
    """
    asked = asked_for(said)
    if asked is None:
        return None
    word, typed = asked
    answer_id = read_id(typed)
    if answer_id is None:
        return notice(wording.no_id(typed))
    receipt = verify(services.store, answer_id)
    if receipt is None:
        return notice(wording.no_answer(answer_id))
    message = receipt_message if word == "verify" else footnotes_message
    return message(in_timezone(receipt, services.settings.dateline_timezone))
