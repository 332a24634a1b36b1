"""Whose statements a question asks for: "what did Jane Roe say about the dam?", "does Norway support the plan?"."""

import re
from typing import NamedTuple

from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.facts.mentions import people
from bot.facts.posts import post_spans
from bot.facts.speakers import saying_terms
from bot.facts.statements import SpeakerKind
from bot.models import Kind
from bot.search import Sentence
from bot.terms import term_of, terms_of, words_of

_WHO = r"(?P<who>[^?,;]{2,80}?)"
_STANCE = (
    r"(?:position|stance|view|views|opinion|objections?|reaction|response|attitude|demands?|arguments?|criticism|"
    r"comments?|warning|promise)"
)
_ASKS = (
    re.compile(
        rf"\bwhat (?:else )?(?:did|does|do|has|have|had|is|was|are|were) {_WHO} "
        r"(?:say|said|saying|think|thought|thinking|argue|argued|emphasi[sz]e|stress|announce|claim|claimed|warn|warned|promise|promised|pledge|"
        r"demand|demanded|demanding|call|"
        r"propose|proposed|suggest|suggested|tell|told|insist|respond|react|deny|denied|believe|expect|express|urge)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bwhat (?:is|was|are|were) (?:the )?{_WHO}['’]s? (?:\w+ )?{_STANCE}\b", re.IGNORECASE),
    re.compile(
        rf"\b{_STANCE} (?:of|from|by) {_WHO}(?= (?:on|about|to|towards?|regarding|in|over)\b|[?]|$)", re.IGNORECASE
    ),
    re.compile(rf"\bhow (?:did|does|has|have) {_WHO} (?:react|respond|reply|answer)\b", re.IGNORECASE),
    re.compile(
        rf"^(?:does|did|do|has|have|is|was) {_WHO} (?:support|back|oppose|favou?r|agree|think|believe|want|reject|"
        r"accept|welcome|condemn|deny|against|in favou?r|opposed|for)\b",
        re.IGNORECASE,
    ),
)
_BEHIND = re.compile(r"(?:,?\swho)?\s(?:(?:also|has|had|later|then|again)\s)?(?P<verb>[a-z]+)\b")
_HOLDING = frozenset(
    terms_of("want plan intend prefer see regard wish seek like worry oppose support favour consider demand")
)
_ENOUGH = 0.45
"""The share of the words for who is asked about from which a speaker is meant."""


class AskedVoice(NamedTuple):
    """Who is asked about, by their words; the last is the one that tells most: a surname, an office.

    `is_person`: one person's statements, not those of all who speak for a country or a company.
    """

    words: tuple[Sought, ...]
    is_person: bool


def asked_voice(question: Question, search: Search) -> AskedVoice | None:
    """Whose statements the question asks for; None where it asks for nobody's in particular."""
    if question.kind not in (Kind.STATEMENT, Kind.YES_NO):
        return None
    asks = next(filter(None, (wording.search(question.text) for wording in _ASKS)), None)
    if asks is None:
        return None
    terms = terms_of(asks["who"])
    words = tuple(word for word in search.words if word.term in terms)
    is_person = bool(post_spans(asks["who"])) or any(
        mention.start < asks.end("who") and asks.start("who") < mention.end for mention in people(question.text)
    )
    return AskedVoice(words, is_person) if words else None


def speaks(asked: AskedVoice, sentence: Sentence) -> bool:
    """Whether the sentence is a statement of whom the question asks about."""
    said = sentence.facts.said
    if said and said.kind is not SpeakerKind.UNATTRIBUTED:
        is_meant = _is_meant(asked, {*terms_of(said.speaker), *terms_of(said.post)})
    else:
        is_meant = said is not None and said.is_quoted and _is_meant(asked, set(sentence.terms))
    return is_meant or _says(asked, sentence) or (not asked.is_person and _tells_of(asked, sentence))


def _is_meant(asked: AskedVoice, terms: set[str]) -> bool:
    last = asked.words[-1]
    if last.is_name and terms.isdisjoint(last.forms):
        return False
    total = sum(word.weight for word in asked.words) or 1.0
    return sum(word.weight for word in asked.words if not terms.isdisjoint(word.forms)) / total >= _ENOUGH


def _says(asked: AskedVoice, sentence: Sentence) -> bool:
    """Whether a verb of saying stands right behind whom it asks about: "Jane Roe, who said"."""
    named = (word for word in words_of(sentence.text) if word.term in asked.words[-1].forms)
    behind = (_BEHIND.match(sentence.text, word.end) for word in named)
    return any(term_of(found["verb"]) in saying_terms() | _HOLDING for found in behind if found)


def _tells_of(asked: AskedVoice, sentence: Sentence) -> bool:
    """Whether whom it asks about stands before a verb by which a text tells what somebody holds."""
    verb = next((n for n, term in enumerate(sentence.terms) if term in saying_terms()), 0)
    return _is_meant(asked, set(sentence.terms[:verb]))
