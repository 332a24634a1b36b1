"""What type of answer is wanted, and whether a sentence holds one."""

import re

from bot.answers.asked_counts import answers, none_told
from bot.answers.question import Question, Wants
from bot.answers.sought import Search
from bot.answers.voices import AskedVoice, speaks
from bot.facts.descriptions import description
from bot.facts.mentions import MentionKind
from bot.facts.scopes import scope_of
from bot.facts.speakers import is_statement, saying_terms
from bot.facts.times import Time
from bot.models import Kind
from bot.search import Sentence
from bot.terms import term_set, terms_of, words_of

_REPORT = 40
"""How many characters before a time the verb may stand that says when something was said."""
_REPORTING = 2
"""Within how many words of it."""
_LASTS = re.compile(r"(?:for|over)\b(?!.*\d{4})", re.IGNORECASE)


def holds(question: Question, search: Search, sentence: Sentence, voice: AskedVoice | None) -> bool:
    """Whether the sentence holds something of the type that is asked for and that the question does not name.

    `voice`: whose statements are asked for, where the question asks for any.
    """
    if question.kind is Kind.STATEMENT:
        return speaks(voice, sentence) if voice else is_statement(sentence.text)
    if question.kind is Kind.DEFINITION:
        return bool(search.words) and description(sentence.text, search.words[-1].typed) is not None
    match question.wants:
        case Wants.NUMBER:
            return none_told(question, sentence) is not None or any(
                answers(count, sentence, question, search) for count in sentence.facts.counts
            )
        case Wants.TIME:
            return bool(happenings(search, sentence))
        case Wants.PERSON | Wants.COUNTRY | Wants.PLACE | Wants.NAME | Wants.NAMED:
            named = (mention for mention in sentence.facts.mentions if is_wanted(question.wants, mention.kind))
            return any(is_new(mention.name, search) for mention in named)
        case Wants.ANYTHING:
            return False


def happenings(search: Search, sentence: Sentence) -> list[Time]:
    """The times of a sentence but those at which it was said: "reported on Friday" does not tell when it happened.

    Nor does how long it lasts: "for three weeks". Of times in several clauses those count whose clause tells most of
    what is asked about; where it is told of in the others alone, none does.

    Where the question asks when something was said, those that say so alone, if any do.
    """
    times = [time for time in sentence.facts.times if not _LASTS.match(time.said)]
    if times and not search.forms.isdisjoint(sentence.terms):
        told = [_told(search, scope_of(sentence.text, time.start)) for time in times]
        times = [time for time, share in zip(times, told, strict=True) if share and share >= max(told)]
    of_report = [time for time in times if is_of_report(sentence.text[: time.start])]
    if any(word.term in saying_terms() for word in search.words):
        return of_report or times
    return [time for time in times if time not in of_report]


def _told(search: Search, words: str) -> float:
    """The share of the question that the words bear out."""
    terms = set(terms_of(words))
    told = (max((s for form, s in word.forms.items() if form in terms), default=0.0) for word in search.words)
    return search.share(list(told))


def is_of_report(before: str) -> bool:
    """Whether a time behind those words is when something was said."""
    words = words_of(before[-_REPORT:])[-_REPORTING:]
    return any(word.term in saying_terms() for word in words)


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
    return not search.forms.issuperset(term_set(name))
