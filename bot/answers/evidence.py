"""Evidence: sentences of the corpus, scored by how well each answers the question."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.answers.matching import Matcher
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.facts.counts import Count
from bot.facts.mentions import MentionKind
from bot.facts.speakers import is_statement, says
from bot.models import BlockKind, Kind
from bot.search import Hit, Sentence
from bot.terms import terms_of

# The weights of the features below, set by hand on articles written for this repository.
_CONTEXT = 0.45
_NEARNESS = 0.2
_TYPE = 0.22
_HEADING_ASKS = 0.35
_EARLY = 0.04
_OPENING = 0.05
_FRAGMENT = -0.25
_QUOTED_PHRASE = 0.6
_NICKNAME = 2
"""Words of a phrase in quotation marks up to which it may be just a nickname."""
_QUESTION = -0.4
_OTHER_NAMES = -0.15
_SUBJECT = 0.15
_SUBJECT_WORDS = 6
"""Within how many words a sentence has its subject."""
_NEAR = 4
"""Words up to which two stand near each other."""
_FEW_WORDS = 5
"""A sentence of fewer words is a fragment."""

_A_SUM = 1e5
"""From what a bare number may be a sum of money."""
_SAME_QUESTION = 0.8
"""The share of the question from which a sentence that asks is the same question."""
_LOOKED_AT = 40
"""How many sentences are looked at closely, for what they state; the others are too far below."""
_LOOKED_AT_BY_DATE = 160
"""How many where the newest or oldest are asked for: they may be worded worse than all others."""


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
    matcher = Matcher(search, hits)
    blocks = (hit for hit in hits if hit.kind is not BlockKind.HEADING)
    found = (evidence for hit in blocks for evidence in _score_block(search, hit, matcher))
    statements = (evidence for evidence in found if not _repeats_question(evidence))
    most = _LOOKED_AT_BY_DATE if question.order else _LOOKED_AT
    likely = sorted(statements, key=_order)[:most]
    return sorted((e._replace(score=e.score + _form(question, search, e.sentence)) for e in likely), key=_order)


def _repeats_question(evidence: Evidence) -> bool:
    """Whether the sentence only asks what was asked."""
    return evidence.own > _SAME_QUESTION and evidence.sentence.text.rstrip("”\"' ").endswith("?")


def _order(evidence: Evidence) -> tuple[float, str, int]:
    return -evidence.score, evidence.hit.article, evidence.sentence.start


def _score_block(search: Search, hit: Hit, matcher: Matcher) -> list[Evidence]:
    around, asks = matcher.around(hit), matcher.heading_asks(hit)
    found = []
    for number, sentence in enumerate(hit.sentences):
        here = matcher.strengths(frozenset(sentence.terms))
        own = search.share(here)
        support = search.share(list(map(max, here, around)))
        score = own + _CONTEXT * (support - own)
        score += asks * (_HEADING_ASKS if number == 0 else _HEADING_ASKS / 2)
        score += _EARLY / (1 + hit.ordinal) + (_OPENING if number == 0 else 0)
        found.append(Evidence(hit, number, own, max(support, asks), score))
    return found


def _form(question: Question, search: Search, sentence: Sentence) -> float:
    """What the sentence's own form adds: its words near each other, the wanted type of answer, a whole statement."""
    score = _NEARNESS * _nearness(search, sentence.terms)
    score += _TYPE * (1.0 if holds(question, search, sentence) else 0.0)
    phrases = [phrase for phrase in question.phrases if question.kind is Kind.PERSON or len(phrase.split()) > _NICKNAME]
    score += _QUOTED_PHRASE if any(says(sentence.text, phrase) for phrase in phrases) else 0.0
    score += _SUBJECT if question.kind in (Kind.STATEMENT, Kind.OPEN) and _opens_with_name(search, sentence) else 0.0
    score += _OTHER_NAMES if _is_on_others(search, sentence) else 0.0
    if len(sentence.terms) < _FEW_WORDS:
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
    return any(mention.kind is not MentionKind.PLACE for mention in sentence.facts.mentions)


def _nearness(search: Search, terms: Sequence[str]) -> float:
    """The share of neighbouring words of the question that stand near each other in the sentence too."""
    at = [{i for i, term in enumerate(terms) if term in word.forms} for word in search.words]
    pairs = list(pairwise(at))
    if not pairs:
        return 0.0
    near = sum(any(abs(i - j) <= _NEAR for i in a for j in b) for a, b in pairs if a and b)
    return near / len(pairs)


def holds(question: Question, search: Search, sentence: Sentence) -> bool:
    """Whether the sentence holds something of the type that is asked for and that the question does not name."""
    if question.kind is Kind.STATEMENT:
        return is_statement(sentence.text)
    match question.wants:
        case Wants.NUMBER:
            return any(answers(count, sentence, question, search) for count in sentence.facts.counts)
        case Wants.TIME:
            return bool(sentence.facts.times)
        case Wants.PERSON | Wants.COUNTRY | Wants.PLACE | Wants.NAME | Wants.NAMED:
            named = (mention for mention in sentence.facts.mentions if is_wanted(question.wants, mention.kind))
            return any(is_new(mention.name, search) for mention in named)
        case Wants.ANYTHING:
            return False


def is_wanted(wants: Wants, kind: MentionKind) -> bool:
    """Whether a name of that kind can answer. Who acts may be a person, a country or an organisation."""
    match wants:
        case Wants.COUNTRY:
            return kind is MentionKind.COUNTRY
        case Wants.PLACE:
            return kind in (MentionKind.PLACE, MentionKind.COUNTRY)
        case Wants.NAME:
            return kind in (MentionKind.ORGANISATION, MentionKind.OTHER)
        case Wants.PERSON:
            return kind is not MentionKind.PLACE
        case _:
            return True


def is_new(name: str, search: Search) -> bool:
    """Whether a name says something that the question does not name already."""
    return not search.forms.issuperset(terms_of(name))


def answers(count: Count, sentence: Sentence, question: Question, search: Search) -> bool:
    """Whether a count is of what is asked for: by its measure, its unit, or, bare, by a clause that speaks of it.

    A number that no longer holds, or that is denied, never is; nor are an age and a score, unless one is asked for.
    """
    if count.aspect in ("former", "denied"):
        return False
    if question.measures:
        # "The delay adds 85 million": a sum of so much needs no currency to be one of money.
        is_sum = not count.unit and not count.measure and count.low >= _A_SUM
        return count.measure in question.measures or (is_sum and "money" in question.measures)
    if count.measure in ("age", "score"):
        return False
    asked = {form for word in search.words if word.term in question.focus for form in word.forms}
    if not asked:
        return bool(count.unit or count.measure)
    if not count.unit and not count.measure:
        clause = (sentence.text[start:end] for start, end in count.qualifiers)
        return not asked.isdisjoint(term for words in clause for term in terms_of(words))
    return bool(asked & set(count.unit))
