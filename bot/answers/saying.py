"""The Answer that is given: what was found, under a headline made of its values."""

from collections.abc import Container, Iterable, Sequence

from bot import wording
from bot.answer_id import make_id
from bot.answers.chronology import differ_on_a_day, reckoned
from bot.answers.finder import Told
from bot.answers.orders import Order
from bot.answers.participants import who_were_there
from bot.answers.question import Question
from bot.models import Answer, Finding, Kind

_MOST_FINDINGS = 10


def answered(typed: str, question: Question, told: Told, mended: Sequence[str]) -> Answer:
    """The answer to what was typed that tells those findings."""
    is_history = question.order is Order.HISTORY
    shown = told.found[-_MOST_FINDINGS:] if is_history else told.found[:_MOST_FINDINGS]
    differ = differ_on_a_day(shown) if is_history else any(finding.differs for finding in shown)
    notes = [told.note] if told.note else []
    if question.order and not any(finding.value for finding in shown):
        notes.append(wording.first_shown(shown[0].citations[0].published, is_newest=question.order is Order.NEWEST))
    asks_who_came = question.kind is Kind.ATTENDANCE and not question.roles
    named = who_were_there(shown) if asks_who_came else shown
    return Answer(
        question=typed,
        status="answered",
        kind=question.kind,
        headline=wording.headline(named, mended, [_aside(question, finding) for finding in named], notes),
        disagreement=question.kind is Kind.COUNT and differ,
        findings=shown,
    )


def _aside(question: Question, finding: Finding) -> str:
    """What the headline says of time beside a value: the day that a weekday stands for, or when it was published."""
    if question.kind is Kind.TIME and (days := reckoned(finding)):
        return wording.reckoned(days)
    return wording.day(finding.citations[0].published) if question.order else ""


def beyond(answer: Answer, shown: Container[str], asked: str) -> Answer:
    """What an answer holds beyond the findings of which a quote was shown, as the answer to what is asked for the rest
    of it. `shown`: the ids of those quotes.

    One that found nothing is given as it is.
    """
    left = tuple(finding for finding in answer.findings if not any(quote in shown for quote in quote_ids([finding])))
    if not answer.findings:
        return answer
    return Answer(
        question=asked,
        status="answered" if left else "not_found",
        kind=answer.kind,
        headline=wording.headline(left, ()) if left else wording.NOTHING_MORE,
        disagreement=answer.disagreement and any(finding.differs for finding in left),
        findings=left,
    )


def quote_ids(findings: Iterable[Finding]) -> tuple[str, ...]:
    """An id for each quote of the findings, with what it was quoted for; the same whatever else is found."""
    return tuple(
        make_id([finding.value, finding.role, citation.article, citation.quote])
        for finding in findings
        for citation in finding.citations
    )


def not_found(typed: str, question: Question, reason: str, mended: Sequence[str]) -> Answer:
    """The answer that there is none, and why."""
    headline = (reason or wording.NOTHING_FOUND) + wording.showing(mended)
    return Answer(question=typed, status="not_found", kind=question.kind, headline=headline)
