"""Follow-ups such as "who else?", which asks for what was not shown of an answer."""

import re

from bot.answers.question import understand
from bot.answers.referents import lead_of, meeting_in, with_referents
from bot.answers.whole_questions import FollowUp, behind, whole
from bot.models import Kind
from bot.store import Thread
from bot.terms import terms_of

_MORE = re.compile(
    r"(?:who|what|where|which|any(?:one|body|thing|where)?)\s(?:else|others?)|(?:(?:show|tell)\sme\s|any\s)?more|"
    r"the\s(?:others|rest)|others",
    re.IGNORECASE,
)
_ELSE = re.compile(r"(?P<asks>who|what|where|when)\selse\s(?P<rest>.+)", re.IGNORECASE)
_BEFORE_ELSE = re.compile(r"^(who|what|where|when)\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"(?:who|any(?:one|body))\b", re.IGNORECASE)


def further(rest: str, before: Thread) -> FollowUp | None:
    """ "Who else?", and "who else attended?" where that was asked."""
    within = None if _MORE.fullmatch(rest) else _ELSE.fullmatch(rest)
    if within:
        asked = f"{within['asks']} {within['rest']}"
        meant = with_referents(asked, before) or asked
        one, other = understand(meant), understand(before.question)
        is_same = (one.kind, one.roles) == (other.kind, other.roles)
        if not is_same or not set(terms_of(meant)) <= set(terms_of(before.question)):
            return FollowUp(whole(meant)) if meant != asked else None
    elif not _MORE.fullmatch(rest):
        return None
    if before.who and _ASKS_WHO.match(rest):
        return FollowUp(_else(before.who.question), goes_on=before.who)
    question, lead = understand(before.question), lead_of(before.question)
    if question.kind is Kind.YES_NO and question.asks_parts and (meeting := meeting_in(lead)):
        return FollowUp(whole(f"who else attended {meeting}"))
    return FollowUp(_else(before.question), goes_on=before)


def _else(question: str) -> str:
    """The question, asked for others: "who else attended the talks?", and of two the second one."""
    lead, said = lead_of(question), question.removeprefix(lead_of(question))
    last = said.lstrip("?!. ")
    shown = _BEFORE_ELSE.sub(r"\1 else", last or question)
    if shown == (last or question):
        return whole(behind("what else", lead))
    return f"{lead}{said[: len(said) - len(last)]}{shown}" if last else shown
