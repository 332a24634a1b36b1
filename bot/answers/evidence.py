"""Evidence: sentences of the corpus, scored by how well each answers the question."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.answers.question import Question, Wants
from bot.answers.sought import Search, Sought
from bot.facts.counts import Count, counts
from bot.facts.mentions import MentionKind, mentions
from bot.facts.speakers import is_statement, says
from bot.facts.times import times
from bot.models import BlockKind, Citation, Kind
from bot.search import Hit, Sentence
from bot.terms import terms_of

MOST_QUOTED = 400
"""Characters of one quote."""

# What a match counts where it stands beside the sentence instead of in it.
_IN_BLOCK = 0.6
_IN_HEADING = 0.7
_IN_NEIGHBOUR = 0.5
_IN_TITLE = 0.4
_IN_ARTICLE = 0.25

# The weights of the features below, set by hand on articles written for this repository.
_CONTEXT = 0.45
_NEARNESS = 0.2
_TYPE = 0.22
_HEADING_ASKS = 0.35
_EARLY = 0.04
_OPENING = 0.05
_FRAGMENT = -0.25
_QUOTED_PHRASE = 0.6
_QUESTION = -0.4
_OTHER_NAMES = -0.15
_SUBJECT = 0.15
_SUBJECT_WORDS = 6

_LOOKED_AT = 40
"""How many sentences are looked at closely, for what they state; the others are too far below."""

_ANAPHORIC = re.compile(
    r"^[“\"‘']?(?:he|she|they|it|this|these|that|those|his|her|their|its|such|both|"
    r"the (?:move|decision|plan|latter|former))\b",
    re.IGNORECASE,
)


class Evidence(NamedTuple):
    """A sentence and how it bears on the question.

    `own`: the share of the question's weight that stands in the sentence itself; `support`: with its surroundings.
    Both 0 to 1. `score` orders evidence; only its order and ratios mean anything.
    """

    hit: Hit
    number: int
    own: float
    support: float
    score: float

    @property
    def sentence(self) -> Sentence:
        return self.hit.sentences[self.number]


def rank(question: Question, search: Search, hits: Sequence[Hit]) -> list[Evidence]:
    """The best sentences of those blocks, best first. Headings are context, never evidence."""
    surroundings = _Surroundings(hits)
    blocks = (hit for hit in hits if hit.kind is not BlockKind.HEADING)
    found = [evidence for hit in blocks for evidence in _score_block(search, hit, surroundings)]
    likely = sorted(found, key=_order)[:_LOOKED_AT]
    return sorted((e._replace(score=e.score + _form(question, search, e.sentence)) for e in likely), key=_order)


def _order(evidence: Evidence) -> tuple[float, str, int]:
    return -evidence.score, evidence.hit.article, evidence.sentence.start


def cite(evidence: Evidence, *, roomy: bool) -> Citation:
    """The sentence as a citation; with the one before it where it starts with a word that points back.

    `roomy`: else with the one after it, where the question asks for more than a value.
    """
    sentences, number = evidence.hit.sentences, evidence.number
    pair = None
    if number and _ANAPHORIC.match(evidence.sentence.text):
        pair = quote(evidence.hit, sentences[number - 1], sentences[number])
    elif roomy and number + 1 < len(sentences):
        pair = quote(evidence.hit, sentences[number], sentences[number + 1])
    return pair or cite_sentence(evidence.hit, evidence.sentence)


def cite_sentence(hit: Hit, sentence: Sentence, around: tuple[int, int] | None = None) -> Citation:
    """One sentence as a citation; of a very long one the part around that span of it, cut at words."""
    start, end = sentence.start, sentence.end
    if end - start > MOST_QUOTED:
        start, end = _window(sentence, around or (0, 0))
    return Citation(
        article=hit.article,
        title=hit.title,
        url=hit.url,
        published=hit.published,
        quote=sentence.text[start - sentence.start : end - sentence.start],
        start=start,
        end=end,
    )


def quote(hit: Hit, first: Sentence, last: Sentence) -> Citation | None:
    """The stretch from the first to the last of neighbouring sentences; None where it is too long for a quote."""
    if last.end - first.start > MOST_QUOTED:
        return None
    gap = " " * (last.start - first.end) if first is not last else ""
    text = first.text if first is last else first.text + gap + last.text
    if len(text) != last.end - first.start:
        return None
    return cite_sentence(hit, Sentence(first.start, last.end, text, ()))


def _window(sentence: Sentence, around: tuple[int, int]) -> tuple[int, int]:
    """At most MOST_QUOTED characters of the sentence that hold the span, cut between words."""
    text = sentence.text
    begin = max(0, min(around[0] - MOST_QUOTED // 4, len(text) - MOST_QUOTED))
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    stop = begin + MOST_QUOTED
    if stop < len(text):
        stop = max(text.rfind(" ", begin, stop), around[1], begin + 1)
    while stop < len(text) and stop - begin > MOST_QUOTED:
        stop = begin + MOST_QUOTED
    return sentence.start + begin, sentence.start + len(text[begin:stop].rstrip()) + begin


class _Surroundings:
    """What stands around a block, as far as the search has found it: in its neighbours and in its whole article."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._blocks: dict[tuple[str, int], set[str]] = {}
        self._articles: dict[str, set[str]] = {}
        for hit in hits:
            terms = {term for sentence in hit.sentences for term in sentence.terms}
            self._blocks[hit.article, hit.ordinal] = terms
            self._articles.setdefault(hit.article, set()).update(terms)

    def scopes(self, hit: Hit) -> list[tuple[float, set[str]]]:
        """The terms around a block, with what a match there counts; the nearest first."""
        near = set[str]().union(*(self._blocks.get((hit.article, hit.ordinal + step), set()) for step in (-2, -1, 1)))
        return [
            (_IN_HEADING, set(terms_of(hit.heading))),
            (_IN_BLOCK, self._blocks[hit.article, hit.ordinal]),
            (_IN_NEIGHBOUR, near),
            (_IN_TITLE, set(terms_of(hit.title))),
            (_IN_ARTICLE, self._articles[hit.article]),
        ]


def _score_block(search: Search, hit: Hit, surroundings: _Surroundings) -> list[Evidence]:
    scopes = surroundings.scopes(hit)
    around = [max(share * _strength(word, terms) for share, terms in scopes) for word in search.words]
    asks = _heading_asks(search, scopes[0][1])
    found = []
    for number, sentence in enumerate(hit.sentences):
        terms = set(sentence.terms)
        here = [_strength(word, terms) for word in search.words]
        own = sum(word.weight * strength for word, strength in zip(search.words, here, strict=True))
        support = sum(w.weight * max(h, a) for w, h, a in zip(search.words, here, around, strict=True))
        own, support = own / search.total, support / search.total
        score = own + _CONTEXT * (support - own)
        score += asks * (_HEADING_ASKS if number == 0 else _HEADING_ASKS / 2)
        score += _EARLY / (1 + hit.ordinal) + (_OPENING if number == 0 else 0)
        found.append(Evidence(hit, number, own, max(support, asks), score))
    return found


def _heading_asks(search: Search, heading: set[str]) -> float:
    """How far the heading above is the question itself: then what stands under it is the answer."""
    if not heading:
        return 0.0
    covered = sum(word.weight * _strength(word, heading) for word in search.words) / search.total
    return covered if covered > 0.75 else 0.0


def _strength(word: Sought, terms: set[str]) -> float:
    return max((strength for form, strength in word.forms.items() if form in terms), default=0.0)


def _form(question: Question, search: Search, sentence: Sentence) -> float:
    """What the sentence's own form adds: its words near each other, the wanted type of answer, a whole statement."""
    score = _NEARNESS * _nearness(search, sentence.terms)
    score += _TYPE * (1.0 if holds(question, search, sentence) else 0.0)
    score += _QUOTED_PHRASE if any(says(sentence.text, phrase) for phrase in question.phrases) else 0.0
    score += _SUBJECT if question.kind in (Kind.STATEMENT, Kind.OPEN) and _opens_with_name(search, sentence) else 0.0
    score += _OTHER_NAMES if _is_on_others(search, sentence) else 0.0
    if len(sentence.terms) < 5:
        score += _FRAGMENT
    if sentence.text.rstrip("”\"' ").endswith("?"):
        score += _QUESTION
    return score


def _opens_with_name(search: Search, sentence: Sentence) -> bool:
    """Whether a name of the question stands where a sentence has its subject."""
    opening = sentence.terms[:_SUBJECT_WORDS]
    return any(word.is_name and any(form in opening for form in word.forms) for word in search.words)


def _is_on_others(search: Search, sentence: Sentence) -> bool:
    """Whether the question names somebody and the sentence names only others."""
    names = [word for word in search.words if word.is_name]
    if not names or any(form in sentence.terms for word in names for form in word.forms):
        return False
    return any(mention.kind is not MentionKind.PLACE for mention in mentions(sentence.text))


def _nearness(search: Search, terms: Sequence[str]) -> float:
    """The share of neighbouring words of the question that stand near each other in the sentence too."""
    at = [{i for i, term in enumerate(terms) if term in word.forms} for word in search.words]
    pairs = list(pairwise(at))
    if not pairs:
        return 0.0
    near = sum(any(abs(i - j) <= 4 for i in a for j in b) for a, b in pairs if a and b)
    return near / len(pairs)


def holds(question: Question, search: Search, sentence: Sentence) -> bool:
    """Whether the sentence holds something of the type that is asked for and that the question does not name."""
    text = sentence.text
    if question.kind is Kind.STATEMENT:
        return is_statement(text)
    match question.wants:
        case Wants.NUMBER:
            return any(answers(count, sentence, question, search) for count in counts(text))
        case Wants.TIME:
            return bool(times(text))
        case Wants.PERSON | Wants.COUNTRY | Wants.PLACE | Wants.NAME:
            return any(
                is_wanted(question.wants, mention.kind) for mention in mentions(text) if is_new(mention.name, search)
            )
        case Wants.ANYTHING:
            return False


def is_wanted(wants: Wants, kind: MentionKind) -> bool:
    """Whether a name of that kind can answer. Who acts may be a person, a country or an organisation."""
    match wants:
        case Wants.COUNTRY:
            return kind is MentionKind.COUNTRY
        case Wants.PLACE:
            return kind in (MentionKind.PLACE, MentionKind.COUNTRY, MentionKind.OTHER)
        case Wants.NAME:
            return kind is MentionKind.OTHER
        case _:
            return True


def is_new(name: str, search: Search) -> bool:
    """Whether a name says something that the question does not name already."""
    known = {form for word in search.words for form in word.forms}
    return bool(set(terms_of(name)) - known)


def answers(count: Count, sentence: Sentence, question: Question, search: Search) -> bool:
    """Whether a count is of what is asked for: by its measure, its unit, or, bare, by a sentence that speaks of it."""
    if question.measures:
        return count.measure in question.measures
    asked = {form for word in search.words if word.term in question.focus for form in word.forms}
    if not asked:
        return bool(count.unit or count.measure)
    if not count.unit and not count.measure:
        return bool(asked & set(sentence.terms))
    return bool(asked & set(count.unit))
