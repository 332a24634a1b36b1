"""What a thread is about, once something was answered in it."""

import re

from bot.answers.clauses import ASKS, AUXILIARY
from bot.answers.command import question_in
from bot.answers.participants import who_were_there
from bot.answers.question import Wants, understand
from bot.answers.saying import quote_ids
from bot.models import Answer, Kind, Topic
from bot.store import Thread
from bot.terms import terms_of

_VERB = re.compile(rf"\b(?:{AUXILIARY}|{ASKS})\b", re.IGNORECASE)


def remembered(
    answer: Answer, shown: int, topics: tuple[Topic, ...], before: Thread | None = None, *, is_aside: bool = False
) -> Thread | None:
    """What a thread is about once that was answered there and `shown` of its findings were shown. `before`: what it was
    about, where this goes on from that; it stays so after an aside, but for who is spoken of.

    None where it is not about that: nothing was found, and no question was asked ("thanks").
    """
    question = question_in(answer.question, topics)
    if not answer.findings and not (_VERB.search(question) and terms_of(question)):
        return None
    named = dict.fromkeys(found.value for found in who_were_there(answer.findings) if found.value)
    quotes = quote_ids(answer.findings[:shown])
    if before and is_aside:
        return before._replace(who=Thread(question, tuple(named), quotes))
    who = None if before is None or _lists(question) else before if _lists(before.question) else before.who
    if who and answer.kind is Kind.YES_NO:  # one of them, who was asked about alone
        who = who._replace(shown=(*who.shown, *quotes))
    return Thread(question, tuple(named), quotes, who and who._replace(who=None))


def _lists(question: str) -> bool:
    """Whether the question asks who or which ones: "who else?" goes on from such a one."""
    asked = understand(question)
    is_of_people = asked.asks_parts or asked.wants in (Wants.PERSON, Wants.COUNTRY)
    return is_of_people and asked.kind not in (Kind.YES_NO, Kind.DEFINITION)
