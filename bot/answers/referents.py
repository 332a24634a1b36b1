"""What "she", "it" or "there" stands for in a follow-up: one of those whom the question before names, or its answer."""

import re
from collections.abc import Callable
from functools import cache

from bot.answers.clauses import ASKS, AUXILIARY, is_plural, noun_phrases, taken_apart
from bot.answers.question import Wants, understand
from bot.facts.kinds import MentionKind
from bot.facts.mentions import mentions, people
from bot.lexicon import table
from bot.lexicon.roles import role_nouns
from bot.models import Kind
from bot.store import Thread
from bot.terms import terms_of

_LEADING_IN = re.compile(r"(?:in|at|on|near|by|around|from|since|until)\s", re.IGNORECASE)
_LOOSE_END = r"(?=\s*(?:$|too\b|as well\b|then\b|remotely\b|virtually\b|online\b|in person\b))"
_POINTING = re.compile(
    r"\b(?:(?P<person>he|she|him)|(?P<owner>his|hers|her(?=\s+(?!at|in|on|to|for|about|with|and|as)[a-z]))|(?P<object>her)|"
    rf"(?P<group>they|them)|(?P<owners>their)|(?P<place>there{_LOOSE_END})|(?P<time>then|at (?:that|the) time)|"
    rf"(?P<its>its)|(?P<thing>(?<!said )(?<!say )(?<!says )(?:it|(?:this|that){_LOOSE_END})))\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be)\sit\s(?:\w+\s){1,2}(?:for\s.+?\s)?(?:to|that)\s|\bit\s(?:cost|costs|take|takes|took)\sto\s",
    re.IGNORECASE,
)
"""Where "it" stands for nothing: "is it true that", "what would it cost to"."""
_NAMED_AFTER = re.compile(r",\s.*?\b[A-Z]\w+")
_MOST_BEFORE = 2
"""Words before a pronoun that say something; among more, one is what it stands for."""
_VERB_BEFORE = re.compile(rf"\b(?:{AUXILIARY})\s+$", re.IGNORECASE)
_SPOKEN_OF = re.compile(rf"(?:who|what)(?:['’]s|\s(?:{AUXILIARY}))\s(?P<what>.+)$", re.IGNORECASE)
_LEAD = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_WHICH = re.compile(r"\s(?:in|at|on|of|between|with|about|over|for|from|to)\s.+")
_TO_MEETING = re.compile(
    r"\b(?:attend(?:s|ed|ing)?|(?:took|take|taking) part|participat\w+|join(?:s|ed)?|present|absent|invited|was|were|"
    r"came|come|went|missed|skipped|boycotted|chaired|chairs?)\s(?:(?:in|at|to|from)\s)?(?P<place>(?:the\s)?[A-Z].*)$"
)


def lead_of(question: str) -> str:
    """The question that others were put behind, as a follow-up may be; without its mark."""
    return _LEAD.split(question.strip())[0].rstrip("?!. ")


def with_referents(said: str, before: Thread) -> str | None:
    """What was said with what its pronouns stand for in their place; "" where that is not known.

    None where it has none, or names what they stand for itself.
    """
    expletive = _EXPLETIVE.search(said)
    empty = expletive.span() if expletive else (0, 0)
    first = next((one for one in _POINTING.finditer(said) if not empty[0] <= one.start() < empty[1]), None)
    if first is None or _NAMED_AFTER.search(said[first.end() :]):
        return None
    if first.lastgroup not in ("place", "time") and _has_antecedent(said[empty[1] : first.start()]):
        return None
    known, unknown = set[str](), set[str]()

    def named(match: re.Match[str]) -> str:
        if empty[0] <= match.start() < empty[1]:
            return match[0]
        kind = str(match.lastgroup)
        referent = _REFERENTS[kind](before)
        (known if referent else unknown).add(kind)
        return referent or match[0]

    replaced = _POINTING.sub(named, said)
    # "Why does she want that?" is whole without the last of it.
    return replaced if known and unknown <= {"thing"} else ""


def meeting_in(question: str) -> str | None:
    """The meeting that a question is about, as it can be named in another; None where it names none."""
    for start, end in noun_phrases(question):
        if question[start:end].split()[-1].lower() in _meetings():
            which = _WHICH.match(question, end)
            return question[start : which.end() if which else end]
    found = _TO_MEETING.search(question)
    if found is None or not understand(question).asks_parts:
        return None
    return f"the meeting in {found['place'].removeprefix('the ')}"


def person_of(before: Thread) -> str | None:
    """The person whom the answer named, where one was asked for, else the one whom the question names; else one of
    those whom the thread spoke of before."""
    question = understand(before.question)
    in_answer = [(people(value) or mentions(value))[0].name for value in before.named if mentions(value)]
    in_question = [person.name for person in people(before.question)] or _speakers(before.question)
    asks_who = question.wants is Wants.PERSON and question.kind is not Kind.DEFINITION
    named = in_answer + in_question if asks_who or before.who is None else in_question
    spoken_of = person_of(before.who) if before.who else None
    return next(iter(named if asks_who else in_question + named), spoken_of)


def _group_of(before: Thread) -> str | None:
    """Those who are spoken of: in the question, else the only ones whom the answer names."""
    question = lead_of(before.question)
    if taken_apart(question).noun or (understand(question).asks_parts and len(before.named) > 1):
        return None
    phrases = [question[start:end] for start, end in noun_phrases(question)]
    several = [phrase for phrase in phrases if is_plural(phrase) and phrase != meeting_in(question)]
    bodies = [m.name for m in mentions(question) if m.kind not in (MentionKind.PERSON, MentionKind.PLACE)]
    only = before.named[0] if len(set(before.named)) == 1 else None
    return next(iter(several), None) or only or next(iter(bodies), None)


def _thing_of(before: Thread) -> str | None:
    question = lead_of(before.question)
    clause = taken_apart(question)
    if clause.asks in ("which", "what") and clause.noun and clause.of_subject and len(set(before.named)) == 1:
        return before.named[0]
    if meeting := meeting_in(question):
        return meeting
    defined = _SPOKEN_OF.match(question) if understand(question).kind is Kind.DEFINITION else None
    if defined:
        return defined["what"]
    phrases = [question[start:end] for start, end in noun_phrases(question)]
    things = [phrase for phrase in phrases if phrase.split()[-1].lower() not in role_nouns()]
    names = [m.name for m in mentions(question) if m.kind is not MentionKind.PERSON]
    return next(reversed(things or names), None)


def _place_of(before: Thread) -> str | None:
    question = lead_of(before.question)
    if meeting := meeting_in(question):
        return f"at {meeting}"
    kinds = (MentionKind.PLACE, MentionKind.COUNTRY)
    told = before.named[:1] if understand(question).wants is Wants.PLACE else ()
    place = next(iter([*told, *(m.name for m in mentions(question) if m.kind in kinds)]), None)
    return place if place is None or _LEADING_IN.match(place) else f"in {place}"


def _time_of(before: Thread) -> str | None:
    if understand(lead_of(before.question)).wants is not Wants.TIME or not before.named:
        return None
    return before.named[0] if _LEADING_IN.match(before.named[0]) else f"on {before.named[0]}"


def _has_antecedent(text: str) -> bool:
    """Whether somebody or something is named there that a pronoun behind it may stand for."""
    # "How many ships does it have?": what is asked for has nothing to do with "it".
    is_asked_of = _VERB_BEFORE.search(text) is not None
    asks_for = taken_apart(text).noun if re.match(ASKS, text, re.IGNORECASE) and not is_asked_of else ""
    return bool(mentions(text) or noun_phrases(text) or asks_for or len(terms_of(text)) > _MOST_BEFORE)


def _speakers(question: str) -> list[str]:
    """Those whom a question names by what they are, or whose words it asks for: "what did Moss promise?"."""
    named = mentions(question) if understand(question).kind is Kind.STATEMENT else []
    return _roles(lead_of(question)) or [mention.name for mention in named if mention.kind is MentionKind.OTHER]


def _roles(question: str) -> list[str]:
    """The persons whom a question names by what they are: "the minister"."""
    phrases = (question[start:end] for start, end in noun_phrases(question))
    return [phrase for phrase in phrases if phrase.split()[-1].lower() in role_nouns()]


def _of(whose: Callable[[Thread], str | None]) -> Callable[[Thread], str | None]:
    """The same as an owner: "Lindqvist's"."""

    def owner(before: Thread) -> str | None:
        named = whose(before)
        return named and (f"{named}’" if is_plural(named) else f"{named}’s")

    return owner


_REFERENTS: dict[str, Callable[[Thread], str | None]] = {
    "person": person_of,
    "object": person_of,
    "owner": _of(person_of),
    "group": _group_of,
    "owners": _of(_group_of),
    "place": _place_of,
    "time": _time_of,
    "its": _of(_thing_of),
    "thing": _thing_of,
}


@cache
def _meetings() -> frozenset[str]:
    """The last word of each name for a kind of meeting."""
    kinds = table("words")["meetings"]
    return frozenset(kind.split()[-1].lower() for kind in [*kinds["kinds"], *kinds["remote"]])
