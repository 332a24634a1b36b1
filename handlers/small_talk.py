"""What is said to a greeting, to thanks and to an emoji alone: nothing that counts as a question."""

from bot import wording
from bot.answers.no_question import said_to
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice, usage
from handlers.topic_words import words_here


def small_talk_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """A word back, and how the bot is used where somebody may want to know; None for what is a question.

    Raises DatabaseDown.
    """
    back = said_to(said)
    if back is None:
        return None
    if back == wording.WELCOME:
        return notice(back)
    return usage(back, wording.mention_usage(words_here(services, asker.channel)))
