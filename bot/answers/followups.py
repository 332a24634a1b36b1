"""What is said in a thread, as a whole question: "and Canada?" goes on from the question before it.

By wording alone. The whole question is what is then asked and shown, so that everybody sees how it was understood. What
has no better form is put behind the question before it ("Who attended the talks? Who was absent?"), which is
understood as such. What can stand alone is left alone.
"""

import re
from datetime import date
from typing import NamedTuple

from bot.answers.clauses import (
    ASKS,
    AUXILIARY,
    LINKED,
    adverbial,
    asked_with,
    be_of,
    is_past,
    noun_phrases,
    taken_apart,
)
from bot.answers.command import question_in
from bot.answers.participants import who_were_there
from bot.answers.patterns import QUOTED
from bot.answers.periods import timing
from bot.answers.question import plain_text, understand
from bot.answers.referents import lead_of, meeting_in, with_referents
from bot.answers.sought import asking_terms
from bot.answers.substitution import elsewhere, of_another
from bot.facts.mentions import mentions
from bot.models import Answer, Kind, Role, Topic
from bot.store import Thread
from bot.terms import terms_of


class FollowUp(NamedTuple):
    """A whole question. `goes_on`: only what the thread was not shown of the answer is asked for. `is_aside`: the
    thread goes on from the question before it."""

    question: str
    goes_on: bool = False
    is_aside: bool = False


_MOST_WORDS = 6
"""Words that a fragment may have."""
_MOST_VALUE = 80
"""Characters up to which a value of the answer fits into a question."""
_OPENING = re.compile(
    r"(?:(?:and|but|or|so|okay|ok|also)[,\s]+)?(?:(?:what|how)\sabout\s+|what\sof\s+)?", re.IGNORECASE
)
_IS = re.compile(r"^(who|what|when|where|how)['’]s\b", re.IGNORECASE)
_MORE = re.compile(
    r"(?:who|what|where|which|any(?:one|body|thing|where)?)\s(?:else|others?)|(?:(?:show|tell)\sme\s|any\s)?more|"
    r"the\s(?:others|rest)|others",
    re.IGNORECASE,
)
_ELSE = re.compile(r"(?P<asks>who|what|where|when)\selse\s(?P<rest>.+)", re.IGNORECASE)
_BEFORE_ELSE = re.compile(r"^(who|what|where|when)\b", re.IGNORECASE)
_SAID_SO = re.compile(r"who\s(?:said|says)(?:\s(?:so|that|this|it))?|says\swho|according\sto\swhom?", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?P<asks>{LINKED}{ASKS})"
    r"(?:\s(?:not|so|exactly|ones?|(?:is|was)\s(?:it|this|that)))?",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    rf"(?i:{AUXILIARY})\s(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*)(?:\s(?P<verb>[a-z]+))?",
)
_TIME = re.compile(
    r"(?:last|this|next|the same)\s(?:year|season|quarter|month|week|spring|summer|autumn|winter)", re.IGNORECASE
)
_VERB = re.compile(rf"\b(?:{AUXILIARY}|{ASKS})\b", re.IGNORECASE)
_ASKING = re.compile(rf"(?:{AUXILIARY}|{LINKED}{ASKS})\b", re.IGNORECASE)
_STATES = ("absent", "present", "missing", "there", "responsible", "invited", "uninvited")


def resolve(said: str, before: Thread, today: date) -> FollowUp | None:
    """The whole question that is meant where something is said after another one; None where it is a question itself.

    `today`: from which "last week" is reckoned.
    """
    text = plain_text(said)
    opening = _OPENING.match(text)
    rest = _IS.sub(r"\1 is", text[opening.end() if opening else 0 :].strip(" ?!.,"))
    lead = lead_of(before.question)
    if not rest or not lead or QUOTED.search(text):
        return None
    if further := _further(rest, before):
        return further
    if _SAID_SO.fullmatch(rest):
        return FollowUp(_question(_who_said_so(before)), is_aside=True)
    found = (
        _asked_again(rest, before)
        or _of_another_kind(rest, lead)
        or _at_another_time(rest, lead, today)
        or _of_other_things(rest, lead, has_opening=rest != text.strip(" ?!.,"))
        or _of_one_asked(rest, lead)
        or _pointing_back(rest, before)
        or _cut_short(rest, lead)
    )
    return FollowUp(_question(found)) if found else None


def remembered(answer: Answer, shown: int, topics: tuple[Topic, ...]) -> Thread | None:
    """What a thread is about once that was answered there and `shown` of its findings were shown.

    None where it is not about that: nothing was found, and no question was asked ("thanks").
    """
    question = question_in(answer.question, topics)
    if not answer.findings and not (_VERB.search(question) and terms_of(question)):
        return None
    named = dict.fromkeys(found.value for found in who_were_there(answer.findings) if found.value)
    return Thread(question, tuple(named), shown)


def _further(rest: str, before: Thread) -> FollowUp | None:
    """ "Who else?", and "who else attended?" where that was asked."""
    within = None if _MORE.fullmatch(rest) else _ELSE.fullmatch(rest)
    if within:
        asked = f"{within['asks']} {within['rest']}"
        whole = with_referents(asked, before) or asked
        one, other = understand(whole), understand(before.question)
        is_same = (one.kind, one.roles) == (other.kind, other.roles)
        if not is_same or not set(terms_of(whole)) <= set(terms_of(before.question)):
            return FollowUp(_question(whole)) if whole != asked else None
    elif not _MORE.fullmatch(rest):
        return None
    question, lead = understand(before.question), lead_of(before.question)
    if question.kind is Kind.YES_NO and question.asks_parts and (meeting := meeting_in(lead)):
        return FollowUp(_question(f"who else attended {meeting}"))
    shown = _BEFORE_ELSE.sub(r"\1 else", before.question)
    return FollowUp(shown if shown != before.question else _question(_behind("what else", lead)), goes_on=True)


def _who_said_so(before: Thread) -> str:
    lead = lead_of(before.question)
    clause = taken_apart(lead)
    value = next(iter(before.named), "")
    if clause.of_subject and value and len(value) <= _MOST_VALUE and _is_simple(before):
        return f"who said {value} {clause.predicate}"
    return _behind("who said so", before.question.rstrip("?!. "))


def _asked_again(rest: str, before: Thread) -> str | None:
    """ "When?": the same, asked for its time."""
    alone = _ALONE.fullmatch(rest)
    if alone is None:
        return None
    lead, asks = lead_of(before.question), alone["asks"].lower()
    clause, meeting, question = taken_apart(lead), meeting_in(lead), understand(lead)
    if meeting and asks in ("when", "where", "how long") and (question.asks_parts or clause.of_subject):
        return f"{asks} {be_of(meeting, is_past=clause.auxiliary not in ('will', 'is', 'are'))} {meeting}"
    if meeting and asks in ("who", "how many") and question.kind is not Kind.ATTENDANCE and not clause.noun:
        return f"{'who' if asks == 'who' else 'how many people'} attended {meeting}"
    if asks == "how many":
        return asked_with(clause, asks, clause.noun or "people") or _behind(rest, lead)
    if asks in ("who", "which", "what"):
        return (clause.noun and asked_with(clause, "which", clause.noun)) or _behind(rest, lead)
    if not _is_simple(before):
        return _behind(rest, before.question.rstrip("?!. "))
    names_who = clause.asks == "who" and question.kind is not Kind.DEFINITION and len(set(before.named)) == 1
    return adverbial(clause, asks, before.named[0] if names_who else "") or _behind(rest, lead)


def _of_another_kind(rest: str, lead: str) -> str | None:
    """ "Which countries?", "how many ships?": the same, asked for other things."""
    clause = taken_apart(rest)
    if not clause.noun or clause.auxiliary or clause.rest:
        return None
    if Role.CHAIRED in understand(lead).roles and (meeting := meeting_in(lead)):  # one person chairs, many attend
        return f"{rest} attended {meeting}"
    return asked_with(taken_apart(lead), clause.asks, clause.noun) or _behind(rest, lead)


def _at_another_time(rest: str, lead: str, today: date) -> str | None:
    """ "Since March?": of what was published then, in place of what the question said of that."""
    said = timing(rest, today)
    is_time = (said.period or said.order) and not said.text.strip(" ?")
    if not is_time and not _TIME.fullmatch(rest):
        return None
    return f"{timing(lead, today).text} {rest}"


def _of_other_things(rest: str, lead: str, *, has_opening: bool) -> str | None:
    """ "And Canada?", "in Paris?", "and the fee?". Without "and", only a name is taken for such a fragment."""
    if len(rest.split()) > _MOST_WORDS or _VERB.search(rest):
        return None
    if not _ASKING.match(lead):
        return _behind(rest, lead) if has_opening else None
    if moved := elsewhere(lead, rest):
        return moved
    names = mentions(rest)
    is_name = bool(names) and names[0].start <= len("the ") and names[-1].end == len(rest)
    return (of_another(lead, rest) or _behind(f"and {rest}", lead)) if is_name or has_opening else None


def _of_one_asked(rest: str, lead: str) -> str | None:
    """ "Did Canada?", "did Canada attend?": of somebody else, to be answered with yes or no."""
    asked = _OF_ONE.fullmatch(rest)
    if asked is None or not mentions(asked["who"]) or not set(terms_of(asked["verb"] or "")) <= set(terms_of(lead)):
        return None
    return of_another(lead, asked["who"]) or _behind(rest, lead)


def _pointing_back(rest: str, before: Thread) -> str | None:
    """ "What did she say?": with what the pronoun stands for, or behind the question where that is not known."""
    whole = with_referents(rest, before)
    return None if whole is None else whole or _behind(rest, lead_of(before.question))


def _cut_short(rest: str, lead: str) -> str | None:
    """ "Who chaired?": a verb alone, of what was asked about before."""
    clause = taken_apart(rest)
    told = set(terms_of(clause.rest)) - asking_terms()
    if (
        not (clause.of_subject or not clause.rest)
        or clause.noun
        or mentions(rest)
        or noun_phrases(rest)
        or len(told) > 1
    ):
        return None
    verb = clause.rest.split()[-1].lower() if clause.rest else ""
    is_verb = not clause.rest or not clause.auxiliary or is_past(verb) or verb in _STATES
    return _behind(rest, lead) if is_verb else None


def _is_simple(before: Thread) -> bool:
    """Whether nothing was put behind the question, which what was found would belong to."""
    return lead_of(before.question) == before.question.rstrip("?!. ")


def _behind(said: str, lead: str) -> str:
    """The question before, and what was said behind it."""
    return f"{lead}{'?' if _ASKING.match(lead) else '.'} {said[:1].upper()}{said[1:]}"


def _question(text: str) -> str:
    whole = " ".join(text.split())
    return f"{whole[:1].upper()}{whole[1:]}?"
