"""Questions for whoever does something: "who owns the dam?", "who founded the Harbour League?"."""

import re
from collections.abc import Iterator, Set
from functools import cache
from typing import NamedTuple

from bot.answers import patterns
from bot.answers.question import Question, Wants, last_question
from bot.answers.sought import Search, Sought
from bot.facts.agents import Doing, doings
from bot.facts.owners import is_former, owners, unnamed_owners
from bot.lexicon import table
from bot.models import Span
from bot.search import Sentence
from bot.terms import term_of, terms_of

_ASKS = re.compile(
    r"^(?:so |and |but )?who\s"
    r"(?:(?:currently|now|first|originally|really|will|would|may|might|could|can|should|must|has|have|had|else)\s)*"
    r"(?P<verb>[a-z]+)\s(?:(?:for|up|out|over|off|down|on|to|in|at|with)\s)?(?P<whom>[^?]{2,120})\??$",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"^(?:so |and |but )?(?:who(?:['’]s| is| are| was| were) the owners? of|whom? does)\s(?P<whom>[^?]{2,120}?)"
    r"(?:\sbelong to)?\??$",
    re.IGNORECASE,
)
_OF_OLD = re.compile(r"\b(?:owned|was|were|used to|formerly|once)\b", re.IGNORECASE)
_NO_VERB = re.compile(
    r"is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|may|might|must|should", re.IGNORECASE
)
_OWN = term_of("owns")
_MEANT = 0.55
"""The share of the words for what it is done to from which that is meant; more than one synonym alone."""


class AskedDeed(NamedTuple):
    """What a question asks the doer of. `verbs`: its terms. `whom`: the words for what it is done to."""

    verbs: frozenset[str]
    whom: tuple[Sought, ...]
    is_owning: bool
    is_of_old: bool


class Doer(NamedTuple):
    """Who does what is asked about, as a span of the sentence. `is_sure`: the sentence names to whom."""

    span: Span
    is_sure: bool


def asked_deed(question: Question, search: Search) -> AskedDeed | None:
    """What the question asks the doer of; None where it asks for anything else."""
    # Who took part in a meeting is told by the parts that its article tells of, not by any sentence with that verb.
    is_other = patterns.WHO_ATTENDED.search(question.text) or patterns.IS_DONE.match(last_question(question.text))
    if question.wants is not Wants.PERSON or is_other:
        return None
    if asks := _OWNER.match(question.text):
        verb = "owns"
    elif (asks := _ASKS.match(question.text)) and not _NO_VERB.fullmatch(asks["verb"]):
        verb = asks["verb"]
    else:
        return None
    term, terms = term_of(verb), set(terms_of(asks["whom"]))
    sought = next((word for word in search.words if word.term == term), None)
    forms = frozenset(sought.forms) if sought else frozenset([term])
    forms |= {phrase for form in forms for phrase in _phrasal().get(form, ())}
    whom = tuple(word for word in search.words if word.term in terms and word.term != term and not word.is_asking)
    is_owning = term == _OWN
    return AskedDeed(forms, whom, is_owning, bool(_OF_OLD.search(question.text))) if term else None


def doer_of(asked: AskedDeed, sentence: Sentence) -> Doer | None:
    """Who the sentence says does it; None where it tells of nobody, or of what somebody does to another."""
    told = (_doer(asked, sentence, doing) for doing in _doings(asked, sentence))
    return max(filter(None, told), key=lambda doer: doer.is_sure, default=None)


def may_tell(asked: AskedDeed, sentence: Sentence, own: float, around: Set[str]) -> bool:
    """Whether the sentence may tell of the deed in another way: it holds the verb, or much of the question (`own`, its
    share), and does not tell of what is done to another than is asked about. `around`: the terms beside it.
    """
    told = list(_doings(asked, sentence))
    is_there = any(verb.split()[0] in sentence.terms for verb in asked.verbs)
    found = [doer for doing in told if (doer := _doer(asked, sentence, doing))]
    is_theirs = not told or any(doer.is_sure or may_be_meant(asked, around) for doer in found)
    return (is_there or own >= _MEANT) and is_theirs


def is_meant(asked: AskedDeed, terms: Set[str]) -> bool:
    """Whether the terms speak of what it is done to."""
    first = next((word for word in asked.whom if word.is_name), None)
    # "Norvik" is Norvik Ferries, "the family" the Berg family.
    short = (first, asked.whom[-1]) if first and asked.whom else ()
    return _share(asked, terms) >= _MEANT or any(word.term in terms for word in short)


def may_be_meant(asked: AskedDeed, around: Set[str]) -> bool:
    """Whether what has no name in a sentence ("it") may be what it is done to, by the terms beside the sentence."""
    return not any(word.is_name for word in asked.whom) or is_meant(asked, around)


def _doings(asked: AskedDeed, sentence: Sentence) -> Iterator[Doing]:
    named = sentence.facts.mentions
    unnamed = list(unnamed_owners(sentence.text)) if asked.is_owning else []
    for doing in unnamed:
        if is_meant(asked, set(terms_of(sentence.text[slice(*doing.done_to)]))):
            yield doing
    if asked.is_owning:
        yield from owners(sentence.text, named)
    if not any(verb.split()[0] in sentence.terms for verb in asked.verbs):
        return
    verbs = {_OWN} if asked.is_owning else asked.verbs
    for doing in doings(sentence.text, verbs, named):
        if doing.doer and any(own.done_to[0] <= doing.doer[0] < own.done_to[1] for own in unnamed):
            continue  # "the pier at Larvik, which the council owns": no owner, but a part of what is owned
        if not asked.is_owning or asked.is_of_old or not is_former(sentence.text, doing.done_to[1]):
            yield doing


def _doer(asked: AskedDeed, sentence: Sentence, doing: Doing) -> Doer | None:
    """The doer, where it is done to whom the question asks about, or, unsurely, to what has no name there."""
    if doing.doer is None:
        return None
    start, end = doing.done_to
    there = set(terms_of(sentence.text[start:end]))
    who = terms_of(sentence.text[slice(*doing.doer)])
    if who and all(any(term in word.forms for word in asked.whom) for term in who):
        return None
    if not asked.whom or is_meant(asked, there):
        return Doer(doing.doer, is_sure=bool(asked.whom))
    named = (mention for mention in sentence.facts.mentions if not doing.doer[0] <= mention.start < doing.doer[1])
    return None if any(start <= mention.start < end for mention in named) else Doer(doing.doer, is_sure=False)


def _share(asked: AskedDeed, terms: Set[str]) -> float:
    """The share by weight of the names of whom it is done to, or of all words for them, that stands among the terms."""
    words = [word for word in asked.whom if word.is_name] or asked.whom
    total = sum(word.weight for word in words) or 1.0
    told = (max((s for form, s in word.forms.items() if form in terms), default=0.0) * word.weight for word in words)
    return sum(told) / total


@cache
def _phrasal() -> dict[str, tuple[str, ...]]:
    """For the term of a verb, the verbs of two words that say the same, the first as a term: "set up"."""
    return {
        term_of(verb): tuple(f"{term_of(first)} {second}" for first, second in map(str.split, phrases))
        for verb, phrases in table("words")["phrasal_verbs"].items()
    }
