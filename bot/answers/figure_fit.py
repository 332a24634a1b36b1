"""Whether a figure is of what a question asks about: of that deed, of the one who does it, of the thing paid for."""

import re
from collections.abc import Iterator, Set

from bot.answers.clauses import is_past
from bot.answers.evidence import Evidence
from bot.answers.question import Question
from bot.answers.sought import Search
from bot.facts.agents import doings
from bot.facts.counts import counts
from bot.facts.mentions import Mention, MentionKind, mentions
from bot.lexicon import word_class
from bot.lexicon.dates import calendar_words
from bot.terms import term_set, terms_of
from bot.texts.figures import Figure, are_other_sums, contrasted, sums_told

_WHO = re.compile(
    r"\bhow (?:much|many)\b.*?\b(?:did|does|do|will|would|has|have|had|can|could|must|should)\s(?P<who>.+)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:pay|paid|pays|spend|spent|offer|offered|bid)\sfor\s(?P<what>[^?,;]+)", re.IGNORECASE)
_FOR_THING = re.compile(r"\sfor\s(?:(?:the|an?|its|his|her|their)\s)?(?P<what>[a-z][a-z’'-]+(?:\s[a-z][a-z’'-]+)?)")
""" "£12m for the shares": what has a name may be the thing asked about."""
_NUMBERED = re.compile(r"\b(?P<what>[a-z]{3,})\s(?:(?:number|no\.?)\s)?(?P<number>\d{1,5})\b(?![.,]\d)", re.IGNORECASE)
_OPENS = re.compile(r"\W?(?:and\s)?(?:(?:the|an?|its|his|her|their)\s(?:[a-z]+\s){0,2})?", re.IGNORECASE)
"""What stands before a name with which a clause begins: "its rival Acme"."""
_PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
""" "Brussels offered": it may speak for whom the question names; so may a person for a company."""
_POINTS = re.compile(r"(?:it|them|this|that|these|those|each|all|both)\b")


def is_of_other(figure: Figure, evidence: Evidence, question: Question) -> bool:
    """Whether the words around the figure tell that it is of what the question does not ask about."""
    if any(_is_of_other_number(figure, *named.groups()) for named in _numbered(question.text)):
        return True
    is_money = figure.stated.measure == "money"
    if is_money and (are_other_sums(question.text, figure.around) or _is_for_other(figure, evidence, question)):
        return True
    return contrasted(question.text, figure.around)


def is_of_deed(figure: Figure, question: Question) -> bool:
    """Whether the sum's own words tell the very thing to be done with it that the question asks about; any do where the
    question's words leave open which, as "cost" does."""
    asked = sums_told(question.text)
    return len(asked) != 1 or bool(asked & sums_told(figure.around))


def is_by_other(figure: Figure, question: Question, search: Search) -> bool:
    """Whether somebody who is named there does what the question's verb says, and not whom the question names."""
    match = _WHO.search(question.text)
    behind = set(terms_of(match["who"])) - set(question.focus) if match else set()
    words = [word for word in search.words if word.term in behind]
    asked = {form for word in words if word.is_name for form in word.forms}
    deed = next((word for word in words if not word.is_name), None)
    if deed is None or not asked:
        return False
    doer = next(iter(_doers(figure, deed.forms.keys())), None)
    is_of_person = any(mention.kind is MentionKind.PERSON for mention in mentions(question.text))
    may_stand_for = _PLACES if is_of_person else (*_PLACES, MentionKind.PERSON)
    return doer is not None and doer.kind not in may_stand_for and asked.isdisjoint(terms_of(doer.name))


def _doers(figure: Figure, deed: Set[str]) -> Iterator[Mention]:
    """Who did that, as the sentence says of the figure, "Acme offered"; else with whom its clause begins: "Acme's offer
    of"."""
    text, at = figure.sentence, figure.stated.start
    for doing in doings(text, deed, figure.mentions):
        if doing.doer and doing.done_to[0] <= at < doing.done_to[1]:
            yield from (mention for mention in figure.mentions if mention.end == doing.doer[1])
    opens = min((start for start, _ in figure.stated.qualifiers), default=at)
    yield from (
        mention for mention in figure.mentions if mention.end <= at and _OPENS.fullmatch(text, opens, mention.start)
    )


def _numbered(text: str) -> Iterator[re.Match[str]]:
    """The things that a text names by a number: "ferry 1400", not "of 12", "killed 12", "nearly 12" or "May 2024"."""
    plain = word_class("stop") | calendar_words()
    hedged = [(count.start, count.end) for count in counts(text) if count.hedge]
    for match in _NUMBERED.finditer(text):
        is_hedged = any(start <= match.start("number") < end for start, end in hedged)
        if not (is_hedged or match["what"].lower() in plain or is_past(match["what"])):
            yield match


def _is_of_other_number(figure: Figure, what: str, number: str) -> bool:
    """Whether the figure is told of another of those things, or is the number of one itself."""
    told = [match for match in _NUMBERED.finditer(figure.sentence) if match["what"].lower() == what.lower()]
    if any(match.start("number") == figure.stated.start for match in told):
        return True
    spans = figure.stated.qualifiers
    near = [match for match in told if any(start <= match.start() < end for start, end in spans)]
    before = [match for match in told if match.end() <= figure.stated.start][-1:]
    return bool(told) and all(match["number"] != number for match in near or before or told)


def _is_for_other(figure: Figure, evidence: Evidence, question: Question) -> bool:
    """Whether the sum is for another thing than the question says, which is not told of before either."""
    asked = _FOR.search(question.text)
    told = _FOR_THING.match(figure.sentence, figure.stated.end)
    if asked is None or told is None or _POINTS.match(told["what"]):
        return False
    before = (term for sentence in evidence.hit.sentences[: evidence.number + 1] for term in sentence.terms)
    around = term_set(evidence.hit.heading).union(term_set(evidence.hit.title), before)
    return around.isdisjoint(terms_of(asked["what"]))
