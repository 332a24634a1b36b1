"""What a question asks for: its kind, the type of its answer, and the words that evidence has to hold."""

import html
import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.answers import patterns
from bot.lexicon import table
from bot.models import Kind, Role
from bot.terms import terms_of, words_of

MOST_CHARACTERS = 1000
"""A question's length: what is typed beyond it is not read."""


class Wants(StrEnum):
    """The type of answer that a question's wording calls for."""

    NUMBER = "number"
    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    TIME = "time"
    NAME = "name"
    ANYTHING = "anything"


class Question(NamedTuple):
    """A question as understood. Spans point into `text`, which is what was typed without Slack's markup.

    `focus`: terms of the noun that the answer is one of ("how many *countries*"). `subject`: terms of the words that
    name what is asked about, in order, focus included. `phrases`: what stood in quotation marks. `roles`: the parts
    in a meeting that are asked for; empty for all. `measures`: the kinds of size that can answer; empty for any count.
    """

    text: str
    kind: Kind
    wants: Wants
    focus: tuple[str, ...]
    subject: tuple[str, ...]
    phrases: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    measures: tuple[str, ...] = ()


_MARKUP = re.compile(r"<(?:[@#!][^>|]*)(?:\|([^>]*))?>|<([^>|\s]+)(?:\|([^>]*))?>")


def plain_text(typed: str) -> str:
    """What a person typed, without Slack's markup: mentions and links become their labels, entities characters."""
    text = _MARKUP.sub(lambda m: m[1] or m[3] or ("" if m[0][1] in "@#!" else m[2]) or "", typed)
    return re.sub(r"\s+", " ", html.unescape(text)).strip()[:MOST_CHARACTERS]


def understand(text: str, *, attendance: bool = True) -> Question:
    """The question in plain text, understood by its wording alone. Without `attendance`, as if about no meeting."""
    asked = _last_question(text)
    kind, wants, roles = _kind(asked, attendance=attendance)
    focus = _focus(asked)
    phrases = tuple(match[1].strip() for match in patterns.QUOTED.finditer(text))
    wants = Wants.NUMBER if kind is Kind.COUNT else wants
    return Question(text, kind, wants, focus, _subject(text), phrases, roles, _measures(asked))


def _last_question(text: str) -> str:
    """The sentence that asks, where others lead up to it."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if part.strip()]
    asking = [part for part in sentences if "?" in part or patterns.QUESTION_WORD.search(part)]
    return asking[-1] if asking else text


def _kind(asked: str, *, attendance: bool) -> tuple[Kind, Wants, tuple[Role, ...]]:
    """By the first rule that fits; the order matters."""
    if attendance and patterns.WHO_CHAIRED.search(asked):
        return Kind.ATTENDANCE, Wants.PERSON, (Role.CHAIRED,)
    if attendance and patterns.WHO_ATTENDED.search(asked):
        wants = (
            Wants.COUNTRY
            if re.search(r"^(?:which|what) (?:\w+ )?(?:countries|nations|states)\b", asked, re.IGNORECASE)
            else Wants.PERSON
        )
        return Kind.ATTENDANCE, wants, _asked_roles(asked)
    if patterns.WHO_SAID.search(asked):
        return Kind.PERSON, Wants.PERSON, ()
    if patterns.SIZE.search(asked):
        return Kind.COUNT, Wants.NUMBER, ()
    if patterns.YES_NO.search(asked):
        return Kind.YES_NO, Wants.ANYTHING, tuple(Role) if patterns.TOOK_PART.search(asked) else ()
    if patterns.STATEMENT.search(asked) and not asked.lower().startswith("who"):
        return Kind.STATEMENT, Wants.ANYTHING, ()
    return _kind_by_question_word(asked)


def _kind_by_question_word(asked: str) -> tuple[Kind, Wants, tuple[Role, ...]]:
    if _is_definition(asked):
        return Kind.DEFINITION, Wants.ANYTHING, ()
    word = patterns.QUESTION_WORD.search(asked)
    rest = asked[word.end() :].lower() if word else ""
    match word.group().lower() if word else "":
        case "who" | "whom" | "whose":
            return Kind.PERSON, Wants.PERSON, ()
        case "when":
            return Kind.TIME, Wants.TIME, ()
        case "where":
            return Kind.PLACE, Wants.PLACE, ()
        case "which" | "what":
            noun = re.match(r"\s+((?:[\w’'-]+\s+){0,3}?)(\w+)", rest)
            wants = _type_of(rest)
            if wants is Wants.PLACE:
                return Kind.PLACE, wants, ()
            if wants is Wants.TIME:
                return Kind.TIME, wants, ()
            if wants is Wants.PERSON:
                return Kind.PERSON, wants, ()
            plural = noun and re.search(r"^\s+(?:\w+ ){0,2}?\w+s\b", rest) and wants is not Wants.ANYTHING
            return (Kind.LIST if plural else Kind.OPEN), wants, ()
    return (
        (Kind.LIST if re.match(r"(?:list|name)\b", asked, re.IGNORECASE) else Kind.OPEN),
        Wants.ANYTHING,
        (),
    )


def _asked_roles(asked: str) -> tuple[Role, ...]:
    if patterns.NOT_INVITED.search(asked):
        return (Role.NOT_INVITED,)
    if patterns.INVITED.search(asked):
        return (Role.INVITED, Role.NOT_INVITED)
    if patterns.ABSENT.search(asked):
        return (Role.ABSENT, Role.NOT_INVITED)
    if patterns.REMOTE.search(asked):
        return (Role.REMOTE,)
    return ()


def _is_definition(asked: str) -> bool:
    match = patterns.DEFINITION.match(asked.strip())
    if not match:
        return False
    what = match["what"] or match["word"] or match["term"]
    if asked.lower().startswith("who"):
        # "who is the minister of ..." asks for a person, "who is Jane Roe" for who she is.
        return not re.match(r"(?:the|a|an|in|on|at|behind|to|being)\b", what) and not (
            _people_nouns() & set(re.findall(r"[a-z]+", what))
        )
    return len(terms_of(what)) <= 4 and not re.search(r"['’]s\b|\b(?:for|happening|going|being|next|wrong)\b", what)


def _measures(asked: str) -> tuple[str, ...]:
    """What kinds of size the wording asks for: "how tall" a length, "what share" a percentage."""
    return tuple(dict.fromkeys(kind for wording, kinds in patterns.MEASURES if wording.search(asked) for kind in kinds))


def _type_of(rest: str) -> Wants:
    """The type of "which ..." by the first nouns after it."""
    words = re.findall(r"[\w’'-]+", rest)[:4]
    for word in words:
        for wants, nouns in table("words")["asked_for"].items():
            if word in nouns:
                return Wants(wants)
        if word in _people_nouns():
            return Wants.PERSON
        if word in {"is", "are", "was", "were", "did", "does", "has", "have", "of", "will", "can", "could"}:
            break
    return Wants.ANYTHING


@cache
def _people_nouns() -> frozenset[str]:
    roles = {role.split()[-1].lower() for group in table("titles").values() for role in group["roles"]}
    return frozenset({"person", "man", "woman", "celebrity", "star"} | roles | {role + "s" for role in roles})


def _focus(asked: str) -> tuple[str, ...]:
    """The terms of the noun phrase right after "how many", "which" or "what"."""
    match = patterns.FOCUS.search(asked)
    if not match:
        return ()
    noun = patterns.AFTER_PLURAL.split(match["noun"].strip())[0]
    return tuple(terms_of(noun))[:3]


def _subject(text: str) -> tuple[str, ...]:
    """The question's terms in order, without those that only ask."""
    asking = frozenset(terms_of("tell show list name define mean happen please question answer"))
    return tuple(dict.fromkeys(word.term for word in words_of(text) if word.term and word.term not in asking))
