"""The key sentences of an article or a story: what it says in one or two of its own sentences. Pure.

Extractive: sentences are weighed, never altered. A sentence gains from standing early, from covering the
words that the article and its title turn on, and from being concrete (a figure, a name, a quotation); it
loses where it cannot be understood alone. The numbers below were set by reading results on news of all kinds.
"""

import math
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from bot.digest.signs import count_concrete, count_odd, states_something
from bot.models import Article, BlockKind, Citation, Span
from bot.terms import terms_of

LONGEST = 400
"""The most characters that a quote may have."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_OTHERS = 4  # articles of a story that are looked at for something else
_READ = 30  # a later sentence hardly ever wins: of 795 chosen, one stood after the first 20
_LEAD, _COVERAGE, _TITLE, _CONCRETE = 0.5, 0.3, 0.2, 0.06
_LEAD_HALVED = 5  # the sentence at this place of an article has half the lead of the first
_FEW_TERMS = 4  # keeps a sentence of two heavy words from beating every other, and counts it as odd
_ODD = 0.6  # what each oddity leaves of a sentence's score
_ALIKE = 0.6  # with this share of common terms, of the shorter one, two sentences say the same
_RETOLD = 0.75  # with this share of all their terms in common, a sentence is the title again


class _Sentence(NamedTuple):
    span: Span
    place: int
    text: str
    terms: frozenset[str]


class _Choice(NamedTuple):
    gain: float
    sentence: _Sentence


def key_sentences(article: Article, *others: Article) -> tuple[Citation, ...]:
    """Up to two whole sentences, verbatim, in the order of the article; none where nothing can be cited.

    Every quote stands in a paragraph or a list item, has at most 400 characters, and is no question, no line
    of the page rather than of the article, and no repetition of the title or of the other quote.

    `others` tell the same story: where one of them says something else, the second quote is theirs.
    """
    title = frozenset(terms_of(article.title))
    scores = _weigh(article, title)
    first = _best(scores, [])
    if first is None:
        return key_sentences(*others) if others else ()
    elsewhere = ((other, _best(_weigh(other, title), [first.sentence])) for other in others[:_OTHERS])
    found = [(other, best) for other, best in elsewhere if best]
    if found:
        other, second = max(found, key=lambda one: one[1].gain)
        return article.cite(*first.sentence.span), other.cite(*second.sentence.span)
    second_best = _best(scores, [first.sentence])
    chosen = [first.sentence, *([second_best.sentence] if second_best else [])]
    return tuple(article.cite(*sentence.span) for sentence in sorted(chosen))


def _weigh(article: Article, headline: frozenset[str]) -> dict[_Sentence, float]:
    """The score of each sentence that can be cited and says neither the article's title again nor the headline."""
    title = frozenset(terms_of(article.title))
    sentences = _read(article)
    weights = _term_weights(sentences, title)
    telling = (each for each in sentences if not _retells(each, title) and not _retells(each, headline))
    return {each: _score(each, weights, title) for each in telling}


def _best(scores: Mapping[_Sentence, float], chosen: list[_Sentence]) -> _Choice | None:
    """The sentence that adds most to those chosen; None where each says what one of them says."""
    left = ((each, score, _said(each, chosen)) for each, score in scores.items())
    gains = [_Choice(score * (1 - said), each) for each, score, said in left if said < _ALIKE]
    return max(gains, key=lambda choice: choice.gain, default=None)


def _read(article: Article) -> list[_Sentence]:
    """The first sentences that can be cited, each with its place in the article's prose."""
    spans = [span for block in article.blocks if block.kind in _PROSE for span in block.sentences]
    short = ((place, span) for place, span in enumerate(spans) if span[1] - span[0] <= LONGEST)
    texts = ((span, place, article.text[span[0] : span[1]]) for place, span in short)
    sentences = (_Sentence(*each, frozenset(terms_of(each[2]))) for each in texts if states_something(each[2]))
    return list(islice((sentence for sentence in sentences if sentence.terms), _READ))


def _term_weights(sentences: list[_Sentence], title: frozenset[str]) -> dict[str, float]:
    """How much an article turns on each term, 0 to 1: by how many sentences have it, doubled by the title."""
    counts = Counter(term for sentence in sentences for term in sentence.terms)
    weights = {term: math.log1p(count) * (1 + (term in title)) for term, count in counts.items()}
    heaviest = max(weights.values(), default=1)
    return {term: weight / heaviest for term, weight in weights.items()}


def _score(sentence: _Sentence, weights: Mapping[str, float], title: frozenset[str]) -> float:
    terms = sentence.terms
    lead = _LEAD_HALVED / (_LEAD_HALVED + sentence.place)
    coverage = sum(weights[term] for term in terms) / (len(terms) + _FEW_TERMS)
    about = len(terms & title) / max(1, len(title))
    score = _LEAD * lead + _COVERAGE * coverage + _TITLE * about + _CONCRETE * count_concrete(sentence.text)
    odd = count_odd(sentence.text) + (len(terms) < _FEW_TERMS)
    return score * math.pow(_ODD, odd)


def _said(sentence: _Sentence, chosen: list[_Sentence]) -> float:
    """How much of it a chosen one says already: the greatest share of common terms, of the shorter one."""
    terms = sentence.terms
    shares = (len(terms & other.terms) / min(len(terms), len(other.terms)) for other in chosen)
    return max(shares, default=0.0)


def _retells(sentence: _Sentence, title: frozenset[str]) -> bool:
    return len(sentence.terms & title) > _RETOLD * len(sentence.terms | title)
