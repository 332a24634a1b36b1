"""`verify ID` and `footnotes ID`, behind /ask or in a mention: an answer that was given is looked at again."""

import re

from bot import wording
from bot.answer_id import read_id
from bot.answers.receipts import in_timezone
from bot.answers.verify import verify
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.blocks.receipt import footnotes_message, receipt_message

_ASKED = re.compile(r"(?:/ask\s+)?(verify|footnotes)\s+(\S+)", re.IGNORECASE)


def receipt_reply(services: Services, _: Asker, said: str) -> Message | None:
    """What became of the answer's quotes, or its footnotes; None for what is a question like any other.

    Only a word that looks like an id is taken for one: “verify the figures” is a question. Raises DatabaseDown.
    """
    asked = _ASKED.fullmatch(said.strip())
    answer_id = read_id(asked[2]) if asked else None
    if asked is None or answer_id is None:
        return None
    receipt = verify(services.store, answer_id)
    if receipt is None:
        return notice(wording.no_answer(answer_id))
    message = receipt_message if asked[1].lower() == "verify" else footnotes_message
    return message(in_timezone(receipt, services.settings.dateline_timezone))
