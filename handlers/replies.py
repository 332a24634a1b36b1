"""A question's way to a message: the one call that commands, mentions and buttons share."""

from datetime import UTC, datetime

from bot.answers.remembering import remembered
from bot.services import Services
from bot.store import Thread
from handlers.additions import addition_reply
from handlers.asker import Asker
from handlers.blocks.answer import FOLDED_FINDINGS, answer_message
from handlers.blocks.message import Message
from handlers.blocks.presses import Kept
from handlers.channel_settings import settings_reply
from handlers.claims import check_reply
from handlers.receipts import receipt_reply
from handlers.small_talk import small_talk_reply
from handlers.topic_words import word_here
from handlers.watches import watch_reply

OTHERS = (small_talk_reply, receipt_reply, check_reply, addition_reply, watch_reply, settings_reply)
"""What is said to what is typed but is no question; each gives None for what is another's."""


def reply(services: Services, asker: Asker, said: str, *, shareable: bool) -> Message:
    """Ask, keep the answer for the buttons under it and for `verify`, and render it folded.

    What is no question gets its own: a receipt, say, or what became of a page. Raises UnknownTopic, PageRefused,
    DatabaseDown.
    """
    if message := other_reply(services, asker, said):
        return message
    question = word_here(services, asker.channel, said) or said
    return answer_reply(services, asker, question, shareable=shareable)


def other_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """What is said to what is no question; None for what is one. Raises as `reply` does."""
    replies = (other(services, asker, said) for other in OTHERS)
    return next((message for message in replies if message), None)


def answer_reply(
    services: Services,
    asker: Asker,
    question: str,
    *,
    shareable: bool,
    before: Thread | None = None,
    is_aside: bool = False,
) -> Message:
    """The same for what is nothing but a question, such as words of an article; it is noted who asked, and what the
    thread is about. `before`: what it was about, where the question goes on from that or is an aside to it.

    Raises UnknownTopic, DatabaseDown.
    """
    answer, now = services.answerer.ask(question), datetime.now(UTC)
    is_public = not (shareable or asker.sees_alone)
    about = remembered(answer, FOLDED_FINDINGS, services.topics, before, is_aside=is_aside)
    thread = (asker.conversation, about) if about and asker.conversation else None
    # In one transaction: each waits for the disk, and keeps all others from writing meanwhile.
    services.store.keep_asked(answer, asker.person, asker.channel, now, public=is_public, thread=thread)
    return answer_message(answer, Kept(answer=answer.id, shareable=shareable, folded=True))
