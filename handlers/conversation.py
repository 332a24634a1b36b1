"""What is said in a thread, to which the bot answers as to one who remembers the question before."""

from datetime import UTC, datetime

from bot import wording
from bot.answers.followups import resolve
from bot.answers.saying import beyond, quote_ids
from bot.services import Services
from bot.store import Thread
from handlers.asker import Asker
from handlers.blocks.answer import answer_message
from handlers.blocks.message import Message
from handlers.blocks.notice import usage
from handlers.blocks.presses import Kept
from handlers.replies import answer_reply, other_reply
from handlers.topic_words import word_here, words_here


def thread_reply(services: Services, asker: Asker, said: str) -> Message:
    """What is said to that; how the bot is used, where nothing is asked. Raises as `reply` does."""
    if said.lower() in ("", "help"):
        return usage(wording.GENERAL_USAGE, wording.mention_usage(words_here(services, asker.channel)))
    if message := other_reply(services, asker, said):
        return message
    before = services.store.thread(asker.channel, asker.conversation) if asker.conversation else None
    today = datetime.now(services.settings.dateline_timezone).date()
    word = word_here(services, asker.channel, said)
    follow_up = resolve(said, before, today) if before and not word else None
    if follow_up and follow_up.goes_on:
        return _rest_reply(services, asker, follow_up.goes_on, follow_up.question)
    if follow_up:
        return answer_reply(
            services, asker, follow_up.question, shareable=False, before=before, is_aside=follow_up.is_aside
        )
    return answer_reply(services, asker, word or said, shareable=False)


def _rest_reply(services: Services, asker: Asker, before: Thread, asked: str) -> Message:
    """What the answer to a question asked before holds beyond what the thread was shown of it."""
    answer = beyond(services.answerer.ask(before.question), before.shown, asked)
    now = datetime.now(UTC)
    services.store.keep_answers([answer], now)  # nobody asked it anew: "no more" is no question without an answer
    seen = before._replace(shown=(*before.shown, *quote_ids(answer.findings)))
    services.store.save_thread(asker.channel, str(asker.conversation), seen, now)
    return answer_message(answer, Kept(answer=answer.id, shareable=False, folded=False))
