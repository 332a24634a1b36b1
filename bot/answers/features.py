"""What tells a sentence that answers from one that does not: features, and what each weighs.

Cheap features are taken of every sentence of the blocks found; close ones, which need what a sentence states, of the
best by the cheap ones. Every feature lies between 0 and 1.
"""

import math
from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from bot.answers import patterns
from bot.answers.deeds import asked_deed, doer_of
from bot.answers.matching import ASKS, CLOSE_BY, Matcher
from bot.answers.posts import asked_post, fills
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.answers.voices import asked_voice, speaks
from bot.answers.wanted import holds
from bot.facts.speakers import says
from bot.models import Kind
from bot.search import Hit, Sentence

_NEAR = 4
"""Words up to which two stand near each other."""
_OPENING = 6
"""Within how many words a sentence has its subject."""
_NICKNAME = 2
"""Words of a phrase in quotation marks up to which it may be just a nickname."""
_STALE = 180
"""Days after which news is less than half as recent."""


class Cheap(NamedTuple):
    """own: the share of the question's weight that stands in the sentence. support: with its surroundings.
    article: in all blocks found of the article. block: the index's score of the block, beside the best one's.
    heading_asks: how far the heading above, or the sentence that opens the block, is the question, half for the
    sentences after the first one behind it. early: how near
    the article's start the block stands. first: of its block. recent: how new beside the newest article found.
    recent_now: the same, where the question is about now.
    """

    own: float
    support: float
    article: float
    block: float
    heading_asks: float
    early: float
    first: float
    recent: float
    recent_now: float


class Close(NamedTuple):
    """holds: the sentence holds something of the type asked for, a reason where that is asked for. named: the share of
    the question's names that stand in it or close by; 1 where it has none. near: the share of the question's
    neighbouring words that stand near each other. opens: a word of the question stands where a sentence has its
    subject. quotes: it says what the question quotes. asks: it is a question itself. fills: how surely it says who
    holds the post asked for, or does what is asked about. speaks: it is a statement of whom the question asks about.
    """

    holds: float
    named: float
    near: float
    opens: float
    quotes: float
    asks: float
    fills: float
    speaks: float


# Set by hand, near what a listwise softmax finds on the question sets here and on questions about news of many years.
CHEAP = Cheap(1.5, 2.5, 1.7, 2.1, 0.8, 1.2, 0.7, 1.9, 0.8)
CLOSE = Close(2.7, 0.4, 0.4, 0.8, 6.0, -2.0, 3.0, 1.5)


def score(features: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted sum."""
    return sum(map(float.__mul__, features, weights))


class Gauge:
    """Takes the features of sentences, for one question and the blocks that were found for it."""

    def __init__(self, question: Question, search: Search, hits: Sequence[Hit]) -> None:
        self._question = question
        self._search = search
        self._post = asked_post(question, search)
        self._deed = asked_deed(question, search)
        self._voice = asked_voice(question, search)
        self._matcher = Matcher(search, hits)
        self._best = max((hit.score for hit in hits), default=1.0)
        self._recency = _recency({hit.published for hit in hits})
        self._is_about_now = bool(patterns.NOW.search(question.text))

    def cheap(self, hit: Hit) -> list[Cheap]:
        """Of every sentence of a block."""
        matcher, share = self._matcher, self._search.share
        around, asks = matcher.around(hit), matcher.heading_asks(hit)
        article, block = share(matcher.in_article(hit)), hit.score / self._best
        recent, asked = self._recency[hit.published], 0.0
        found = []
        for number, sentence in enumerate(hit.sentences):
            here = matcher.in_sentence(hit, number)
            own, support = share(here), max(share(list(map(max, here, around))), asks, asked)
            heading = asks if number == 0 else max(asks / 2, asked)
            asked = own if number == 0 and is_question(sentence) and own > ASKS else asked / 2
            early, first, recent_now = 1 / (1 + hit.ordinal), float(number == 0), recent * self._is_about_now
            found.append(Cheap(own, support, article, block, heading, early, first, recent, recent_now))
        return found

    def close(self, hit: Hit, sentence: Sentence) -> Close:
        """Of one sentence of a block."""
        question, search = self._question, self._search
        phrases = [p for p in question.phrases if question.kind is Kind.PERSON or len(p.split()) > _NICKNAME]
        return Close(
            holds=float(self._gives_reason(hit, sentence) or holds(question, search, sentence, self._voice)),
            named=self._named(hit, sentence),
            near=_nearness(search, sentence.terms),
            opens=float(any(term in search.forms for term in sentence.terms[:_OPENING])),
            quotes=float(any(says(sentence.text, phrase) for phrase in phrases)),
            asks=float(is_question(sentence)),
            fills=self._fills(sentence),
            speaks=float(self._voice is not None and speaks(self._voice, sentence)),
        )

    def _gives_reason(self, hit: Hit, sentence: Sentence) -> bool:
        """Whether it, or the sentence behind it, gives a reason where the question asks for one."""
        if not patterns.WHY.search(self._question.text):
            return False
        behind = next((other.text for other in hit.sentences if other.start >= sentence.end), "")
        return bool(patterns.REASON.search(sentence.text) or patterns.REASON_BEHIND.search(behind))

    def _fills(self, sentence: Sentence) -> float:
        doer = doer_of(self._deed, sentence) if self._deed else None
        told = float(doer is not None and doer.is_sure)
        return max(told, fills(self._post, sentence)[0]) if self._post else told

    def _named(self, hit: Hit, sentence: Sentence) -> float:
        here = self._matcher.strengths(sentence.terms)
        strengths = map(max, here, self._matcher.around(hit))
        names = [s >= CLOSE_BY for word, s in zip(self._search.words, strengths, strict=True) if word.is_name]
        return sum(names) / len(names) if names else 1.0


def is_question(sentence: Sentence) -> bool:
    """Whether the sentence ends with a question mark."""
    return sentence.text.rstrip("”\"' ").endswith("?")


def _recency(dates: Collection[date | None]) -> dict[date | None, float]:
    """How recent each day is beside the newest, 0 to 1. What is undated counts as the others do on average."""
    known = [day for day in dates if day]
    recency: dict[date | None, float] = {day: math.exp(-(max(known) - day).days / _STALE) for day in known}
    return {**recency, None: fmean(recency.values()) if recency else 0.0}


def _nearness(search: Search, terms: Sequence[str]) -> float:
    matched = [(i, term) for i, term in enumerate(terms) if term in search.forms]
    at = [[i for i, term in matched if term in word.forms] for word in search.words]
    pairs = list(pairwise(at))
    near = sum(any(abs(i - j) <= _NEAR for i in a for j in b) for a, b in pairs if a and b)
    return near / len(pairs) if pairs else 0.0
