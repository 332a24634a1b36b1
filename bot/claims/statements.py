"""A claim in plain words: who states it, and who denies it."""

import re
from typing import NamedTuple

from bot.claims.evidence import Evidence
from bot.claims.passages import Passage
from bot.claims.reading import Claimed
from bot.claims.verdicts import Told, verdict
from bot.facts.moods import DENIES, OPEN
from bot.models import ClaimCheck, ClaimKind
from bot.terms import terms_of, words_of

_STATES = 0.7
"""The share of the claim that a sentence has to hold, with what stands around it, to state it."""
_OWN = 0.6
"""The share that it has to hold by itself."""
_NEAR = 0.35
"""The share from which it is worth reading where no sentence states it."""
_FEWEST = 2
"""Telling words that a claim has at least: one alone states nothing."""
_BEFORE = 24
"""Characters before the first word of the claim in which it may be denied."""
_NO = re.compile(
    r"\b(?:no|none|nobody|nothing|neither|nor|without|denie[sd]|deny|denying|refus\w+|declin\w+|fail(?:s|ed)|reject\w*|"
    r"ruled out)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|if|unless|whether|plan(?:s|ned)? to|expect(?:s|ed) to|likely|due to|set to|going to|"
    r"(?:is|are|was|were) to|promise[sd]?|vow\w*|propos\w+|ask(?:s|ed)|urg(?:es|ed)|consider\w*|demand\w*|"
    r"call(?:s|ed|ing)? (?:for|on)|want(?:s|ed)?|press(?:es|ed) for|threat\w*|hop(?:es?|ed|ing))\b|['’]ll\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(?:all|every|each|most|half|only|always|both)\b", re.IGNORECASE)
"""Words that say of how many something is told: those of a claim have to stand in what states it."""
_BY = re.compile(r"\bby\b")


class _Mood(NamedTuple):
    """Whether a sentence denies what it tells, and whether it leaves it open, or puts it ahead."""

    is_denied: bool
    is_open: bool


def statement_check(evidence: Evidence) -> ClaimCheck | None:
    """The check of a sentence as a whole; None where it says too little, beside who is in which post, to be looked
    up."""
    claimed = evidence.claimed
    things = evidence.places(frozenset(terms_of(claimed.text)))
    own_words = len(things) - len(evidence.places(_post_terms(claimed)))
    if own_words < (1 if claimed.facts.posts else _FEWEST):
        return None
    # "The captain was asleep": what tells no more of somebody than one word is stated by that word alone.
    states, holds = (_STATES, _OWN) if own_words >= _FEWEST else (1.0, 1.0)
    same: list[Told] = []
    others: list[Told] = []
    near: list[Told] = []
    for passage in evidence.passages:
        bearing, own = evidence.bearing(passage, things), evidence.held(passage, things)
        told = Told(None, "", passage.cite(), own)
        if own >= _NEAR:
            near.append(told)
        if bearing < states or own < holds or not _tells_the_same(evidence, passage):
            continue
        here, there = _mood(claimed.text), _mood(_meant(evidence, passage))
        if here == there:
            same.append(told)
        elif here.is_open is there.is_open:
            others.append(told)
    return verdict(ClaimKind.STATEMENT, claimed.text, same, others, near)


def _post_terms(claimed: Claimed) -> frozenset[str]:
    spans = [span for post in claimed.facts.posts for span in (post.name, post.post, post.holder) if span[0] >= 0]
    return frozenset(term for span in spans for term in terms_of(claimed.text[slice(*span)]))


def _tells_the_same(evidence: Evidence, passage: Passage) -> bool:
    """Whether it is told of the same names in the same parts, with the same numbers, and no word has another in its
    place."""
    numbers = {term for term in terms_of(evidence.claimed.text) if term[0].isdigit()}
    if not numbers.issubset(passage.sentence.terms) or not evidence.holds_names(passage):
        return False
    if not _shares(evidence.claimed.text) <= _shares(passage.sentence.text):
        return False
    return _is_ordered(evidence, passage) and evidence.tells_deed(passage) and not evidence.replaces(passage)


def _is_ordered(evidence: Evidence, passage: Passage) -> bool:
    """Whether the names come in the same order: who did it, and to whom. "By" turns it round."""
    here, there = (evidence.names_in(text) for text in (evidence.claimed.text, passage.sentence.text))
    shared = [name for name in dict.fromkeys(there) if name in here]
    is_turned = bool(_BY.search(evidence.claimed.text)) is not bool(_BY.search(passage.sentence.text))
    return is_turned or shared == [name for name in dict.fromkeys(here) if name in shared]


def _meant(evidence: Evidence, passage: Passage) -> str:
    """The stretch of the sentence that holds the words of the claim."""
    text = passage.sentence.text
    words = [word for word in words_of(text) if word.term in evidence.search.forms]
    return text[max(0, words[0].start - _BEFORE) : words[-1].end] if words else ""


def _mood(text: str) -> _Mood:
    is_denied = bool(DENIES.search(text) or _NO.search(text))
    return _Mood(is_denied, bool(OPEN.search(text) or _AHEAD.search(text)))


def _shares(text: str) -> set[str]:
    """The words that say of how many something is told."""
    return {word.lower() for word in _HOW_MANY.findall(text)}
