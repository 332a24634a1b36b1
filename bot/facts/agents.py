"""Who does what a verb says, and to whom: "chaired by Admiral Roe", "Britain and France lead the group"."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.facts.mentions import Mention, MentionKind
from bot.lexicon import word_class
from bot.models import Span
from bot.terms import Word, words_of

_BETWEEN = re.compile(r"^[\s,]*(?P<and>and|or|&|as well as|along with)?[\s,]*(?:by\s+)?(?:the\s+)?$", re.IGNORECASE)
# "Jane Roe, the mayor, and Tom Berg"
_APPOSED = re.compile(r"^,\s(?:the|an?|its|his|her|their|who)\s[^,;:.]{2,60},\s(?P<and>and)\s$")
_DENIED = re.compile(r"\bnot\s+(?:the\s+)?$", re.IGNORECASE)
_LOCATED = re.compile(r"\b(?:in|at|near|from|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAST_WITHOUT_AND = 3
_BY = re.compile(r"[^.;:]{0,40}?\bby\s+", re.IGNORECASE)
_IS_DONE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:[a-z]{2,12}\s){0,2}$", re.IGNORECASE)
_IS_NOUN = re.compile(r"\b(?i:the|an?|its|his|her|their|our|this|another)\s(?:[a-z]+\s)?$|['’]s?\s$")
_NUMBER = re.compile(r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s$", re.IGNORECASE)
_NEVER = re.compile(r"(?:\b(?:not|never|nor)|n['’]t)\s(?:[a-z]{2,12}\s){0,2}$", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:that|which|whom)\s+$")
_FOR = re.compile(r"\s(for|to|against)\s")
_AND = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?:the\s)?(?:[a-z-]+\s){0,2}$")
_DETERMINER = re.compile(r"(?:(?P<the>the)|an?|its|his|her|their|one|two|three|four|five)\s+", re.IGNORECASE)
_PLAIN_WORD = re.compile(r"[a-z][a-z’'-]*")
_NO_NOUN = frozenset(
    ["today", "now", "then", "again", "alone", "too", "instead", "yesterday", "once", "since", "early", "late"]
)
_ADVERB = re.compile(r"(?!(?:family|assembly|supply|ally|monopoly)$)[a-z]+ly")
_MOST_WORDS = 4
_REACH = 60
_TOLD_BEFORE = re.compile(r"(?:the|an?|its|his|her|their|[a-z]+)\s[a-z][^,;:.]{2,60},\s")
_ENDS = re.compile(r"\W*(?:$|[,.;:)]|and\b)")
_HELPS = re.compile(
    r"(?:\s(?:has|have|had|will|would|is|are|was|were|be|been|being|also|then|later|already|now|[a-z]+ly))+\s?$"
)


class Doing(NamedTuple):
    """Who does something, and where the text says to whom: before a passive, behind another verb.

    `doer`: None where the text leaves it out ("was closed").
    """

    doer: Span | None
    done_to: Span


def joined(text: str, named: Sequence[Mention], first: int) -> Span:
    """The span of a list of names ("Japan, South Korea, and Australia") that begins with that mention.

    Two names with only a comma between them are no list: "Oslo, Jane Roe".
    """
    last = joins = first
    while last + 1 < len(named) and (link := _link(text, named, last)):
        last += 1
        joins = last if link["and"] else joins
    is_list = joins > first or last + 1 - first >= _LEAST_WITHOUT_AND
    return named[first].start, named[(joins if joins > first else last) if is_list else first].end


def doer(text: str, verbs: Collection[str], named: Sequence[Mention]) -> Span | None:
    """The first names that do what one of the verbs (as terms) says, to whomever; None where no name does.

    Where a word is no verb there, the names before it or, failing that, after it.
    """
    if told := next((doing.doer for doing in doings(text, verbs, named) if doing.doer), None):
        return told
    word = next((word for word in words_of(text) if word.term in verbs and not _is_counted(text, word)), None)
    if word is None:
        return None
    before = [n for n, mention in enumerate(named) if mention.end <= word.start]
    if before:
        return named[_first_of_list(text, named, before[-1])].start, named[before[-1]].end
    after = next((n for n, mention in enumerate(named) if mention.start >= word.end), None)
    return None if after is None else joined(text, named, after)


def doings(text: str, verbs: Collection[str], named: Sequence[Mention]) -> Iterator[Doing]:
    """What the text says with one of the verbs (as terms). Nouns ("took the lead") and what is denied say nothing."""
    named = [mention for mention in named if not _DENIED.search(text[: mention.start])]
    for verb, after in pairwise([*words_of(text), Word(len(text), len(text), "")]):
        before = text[max(0, verb.start - 40) : verb.start]
        is_meant = verb.term in verbs or f"{verb.term} {text[after.start : after.end]}" in verbs
        is_noun = _IS_NOUN.search(before) or _is_counted(text, verb)
        if is_meant and not is_noun and not _NEVER.search(before):
            told, others = _doing(text, verb, named), list(_gapped(text, verb.end, named))
            yield told._replace(done_to=(told.done_to[0], others[0].doer[0])) if others and others[0].doer else told
            yield from others


def _is_counted(text: str, word: Word) -> bool:
    """Whether a word is a plural behind its number: "nine votes"."""
    return text[word.end - 1] == "s" and bool(_NUMBER.search(text, max(0, word.start - 40), word.start))


def _gapped(text: str, at: int, named: Sequence[Mention]) -> Iterator[Doing]:
    """Who else does what the verb before `at` says: "Roe spoke for the yards, and Tom Berg for the unions"."""
    preposition = _FOR.match(text, at)
    ends = [*(mention.start for mention in named), _clause_end(text, at)]
    for mention in named if preposition else ():
        again = preposition and re.compile(rf"\s{preposition[1]}\s").match(text, mention.end)
        if again and mention.start > at and _AND.search(text, at, mention.start):
            yield Doing((mention.start, mention.end), (again.end(), min(end for end in ends if end >= again.end())))


def _doing(text: str, verb: Word, named: Sequence[Mention]) -> Doing:
    """Who does what the verb says: behind "by" after a passive; else before the verb."""
    is_done = bool(_IS_DONE.search(text[max(0, verb.start - 40) : verb.start]))
    subject = (max(text.rfind(mark, 0, verb.start) for mark in ";:") + 1, subject_end(text, verb.start))
    if (by := _BY.match(text, verb.end)) and (doer := phrase_at(text, by.end(), named, plain=is_done)):
        return Doing(doer, subject)
    if is_done:
        return Doing(None, subject)
    done_to = verb.end, _clause_end(text, verb.end)
    if apposed := _apposed(text, subject[1], named):
        return Doing(apposed, done_to)
    before = [n for n, mention in enumerate(named) if mention.end <= subject[1]]
    if not before:
        return Doing(None, done_to)
    doer = named[_first_of_list(text, named, before[-1])].start, named[before[-1]].end
    if _WHOM.search(text[: doer[0]]):  # "the ship that Jane Roe built"
        return Doing(doer, (0, doer[0]))
    return Doing(doer, done_to)


def _apposed(text: str, at: int, named: Sequence[Mention]) -> Span | None:
    """Whoever is all that an aside from `at` on names: "the union's lawyer, Jane Roe, called"."""
    aside = next((mention for mention in named if mention.start == at + 2), None)
    if aside is None or not (text.startswith(",", at) and text.startswith(",", aside.end)):
        return None
    is_place = aside.kind in (MentionKind.PLACE, MentionKind.COUNTRY)  # "Oslo, Norway, ..."
    is_of_name = aside.kind is not MentionKind.PERSON and any(mention.end == at for mention in named)
    return None if is_place or is_of_name else (aside.start, aside.end)


def subject_end(text: str, at: int) -> int:
    """Where the subject ends whose verb stands at `at`: before the aside of "Acme, a firm of Berg's, has bought"."""
    left = text[:at].rstrip()
    if helps := _HELPS.search(left[-40:]):
        left = left[: len(left) - len(helps.group())]
    opens = left.rfind(",", 0, len(left) - 1)
    return opens if left.endswith(",") and opens > 0 else at


def phrase_at(text: str, at: int, named: Sequence[Mention], *, plain: bool) -> Span | None:
    """Whom the words from `at` on name, without an article: "Jane Roe and Tom Berg", "Norwegian state", "a retired
    judge, Jane Roe"; `plain`: also those without a name, "lead miners"."""
    determiner = _DETERMINER.match(text, at)
    start = determiner.end() if determiner else at
    if (opening := _TOLD_BEFORE.match(text, at)) and (told := _mention_at(named, opening.end())) >= 0:
        span = joined(text, named, told)
        if _ENDS.match(text, span[1]):
            return span
    number = next((n for n, mention in enumerate(named) if mention.end > at), -1)
    if number >= 0 and named[number].start - start <= _REACH and _is_noun(text[start : named[number].start]):
        first, last = joined(text, named, number)
        end = _noun_end(text, last + 1)
        if end > last + 1 and (closer := _mention_at(named, end + 1)) >= 0:  # "the Belgian holding Acme"
            return joined(text, named, closer)
        is_part = determiner and (determiner["the"] or named[number].kind is MentionKind.COUNTRY)
        return first, end if end > last + 1 and is_part and last == named[number].end else last
    end = _noun_end(text, start)
    return (start, end) if plain and end > start else None


def _mention_at(named: Sequence[Mention], at: int) -> int:
    """The number of the mention that begins there; -1 for none."""
    return next((n for n, mention in enumerate(named) if mention.start == at), -1)


def _is_noun(words: str) -> bool:
    """Whether all the words may belong to the name behind them: "blacksmith "."""
    return _noun_end(words, 0) >= len(words.rstrip())


def _noun_end(text: str, at: int) -> int:
    """Where the plain words from `at` on end that may be those of one noun; `at` itself where there are none."""
    end = at
    for _ in range(_MOST_WORDS):
        word = _PLAIN_WORD.match(text, end if end == at else end + 1)
        if not word or word[0] in word_class("ends_noun_phrase") or word[0] in _NO_NOUN or _ADVERB.fullmatch(word[0]):
            break
        if word.start() > end and text[end] != " ":
            break
        end = word.end()
    return end


def _clause_end(text: str, at: int) -> int:
    found = re.search(r"[;:]", text[at:])
    return at + found.start() if found else len(text)


def _first_of_list(text: str, named: Sequence[Mention], last: int) -> int:
    """The mention with which the list begins that ends with this one."""
    first = last
    while first and _link(text, named, first - 1) and not _LOCATED.search(text[: named[first - 1].start]):
        first -= 1
    return first if joined(text, named, first)[1] >= named[last].end else last


def _link(text: str, named: Sequence[Mention], number: int) -> re.Match[str] | None:
    """What joins a mention to the one after it, where they stand in one list."""
    first, second = named[number], named[number + 1]
    between = text[first.end : second.start]
    are_people = first.kind is MentionKind.PERSON and second.kind is MentionKind.PERSON
    return _BETWEEN.match(between) or (_APPOSED.match(between) if are_people else None)
