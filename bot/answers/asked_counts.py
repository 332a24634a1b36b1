"""Whether a count is of what a question asks the number of: by its measure, by its noun, or as one of people."""

import re

from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.facts.counts import Count
from bot.models import Span
from bot.search import Sentence
from bot.terms import terms_of
from bot.texts.counted import alike_nouns, anybody, are_anybody, are_people, is_sum, things
from bot.texts.figures import fate_terms, share_fate, tells_fate

_SUCH = re.compile(
    r"\s(?:who\b|suspected\sof|accused\sof|(?:[a-z]+\s){0,2}(?:lose|loses|lost|losing|keep|kept)\s(?:their|his|her)\s)",
    re.IGNORECASE,
)
""" "Five men who looted": five looters; "300 people lost their homes": as many homes."""
_NONE = re.compile(
    r"\b(?:nobody|no[ -]one|none(?:\sof\s(?:them|the\s\w+))?"
    r"|no\s(?:people|persons|injuries|deaths?|casualties|arrests?))\b",
    re.IGNORECASE,
)
_SPEED_IN = frozenset(terms_of("hour minute second"))


def answers(count: Count, sentence: Sentence, question: Question, search: Search) -> bool:
    """Whether a count is of what is asked for: by its measure, its unit, or, bare, by a clause that speaks of it.

    A number that no longer holds, or that is denied, never is; nor are an age and a score, unless one is asked for.
    """
    if count.aspect in ("former", "denied"):
        return False
    if question.measures:
        return _measure(count) in question.measures or (is_sum(count) and "money" in question.measures)
    if count.measure in ("age", "score"):
        return False
    counted = things(count)
    if asks_of_anybody(question):
        deed = counted_deed(question, search)  # signatures are counted of those who signed
        return _are_of_them(count, sentence, question) or bool(deed and deed.forms.keys() & set(counted[-1:]))
    asked = _asked_nouns(question, search)
    if not asked:
        return bool(counted or count.measure)
    if not counted and not count.measure:
        return not asked.isdisjoint(_said_of(count, sentence))
    is_such = are_people(counted) and _SUCH.match(sentence.text, count.end)
    return not asked.isdisjoint(counted) or bool(is_such and asked & _said_of(count, sentence, behind=True))


def _asked_nouns(question: Question, search: Search) -> frozenset[str]:
    """The terms for what the answer is a number of; without the verb of "how many fish died"."""
    nouns = set(question.focus) - fate_terms() or set(question.focus)
    return alike_nouns({form for word in search.words if word.term in nouns for form in word.forms})


def _said_of(count: Count, sentence: Sentence, *, behind: bool = False) -> set[str]:
    """The terms of the count's clause, or of what stands of it behind the count."""
    spans = (span for span in count.qualifiers if not behind or span[0] >= count.end)
    return {term for start, end in spans for term in terms_of(sentence.text[start:end])}


def _measure(count: Count) -> str:
    """What kind of size a count is: so much length in some time is a speed."""
    return "speed" if count.measure == "length" and count.rate in _SPEED_IN else count.measure


def asks_of_anybody(question: Question) -> bool:
    """Whether it asks for the number of people of whatever kind, or of those to whom something befell: "how many people
    work there?", "how many deaths?", "the death toll"."""
    focus = set(question.focus)
    nouns = focus - fate_terms()  # without the verb in "how many fish died"
    return bool(nouns & anybody()) if nouns else tells_fate(question.text)


def counted_deed(question: Question, search: Search) -> Sought | None:
    """The word for what people did whose number is asked for: "signed" of "how many people signed the petition?"."""
    behind = (word for word in search.words if word.term not in question.focus and not (word.is_name or word.is_asking))
    return next(behind, None) if asks_of_anybody(question) else None


def tells_of_others(question: Question, search: Search, sentence: Sentence) -> bool:
    """Whether the sentence tells that what the question asks about people befell others: dead seabirds."""
    if not (asks_of_anybody(question) and share_fate(question.text, sentence.text)) or none_told(question, sentence):
        return False
    counts = [count for count in sentence.facts.counts if things(count) and not count.measure]
    return bool(counts) and not any(answers(count, sentence, question, search) for count in sentence.facts.counts)


def none_told(question: Question, sentence: Sentence) -> Span | None:
    """Where the sentence says that what the question asks about befell nobody: "nobody was killed"."""
    if not (asks_of_anybody(question) and tells_fate(question.text)):
        return None
    for match in _NONE.finditer(sentence.text):
        clause = re.split(r"[.,;:]\s", sentence.text[match.start() :])[0]
        if share_fate(question.text, clause):
            return match.span()
    return None


def _are_of_them(count: Count, sentence: Sentence, question: Question) -> bool:
    """Whether a count is of people, and of those to whom befell what the question asks about, if it does."""
    if count.measure:
        return False
    counted = things(count)
    if tells_fate(question.text):
        is_theirs = not counted or are_people(counted) or counted[-1] in fate_terms()
        # "Nine people, says the mayor", under the heading "How many died?".
        is_open = not tells_fate(sentence.text) and (not counted or are_anybody(counted))
        return is_theirs and (share_fate(question.text, sentence.text) or is_open)
    return are_people(counted)
