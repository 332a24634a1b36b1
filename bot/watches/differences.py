"""What an answer finds that an earlier answer to the same question did not. Pure."""

from collections.abc import Collection, Sequence
from itertools import product

from bot.facts.counts import counts
from bot.lexicon.folding import fold_name
from bot.models import Answer, Citation, Finding, Kind
from bot.terms import term_set
from bot.texts.figures import Figure, are_same
from bot.texts.wordings import wordings

_HEARD = 0.7
"""The share of a sentence's terms from which another sentence has said it."""


def added(before: Answer, now: Answer, fresh: Collection[str]) -> tuple[Finding, ...]:
    """The findings that are new, in their order: of another value or role, or another statement where there is none.

    Each cites one of the `fresh` articles, those that came or changed since: what only moved up in the ranking is no
    news.
    """
    return tuple(
        found
        for found in now.findings
        if any(citation.article in fresh for citation in found.citations)
        and not any(is_same(old, found, now.kind) for old in before.findings)
    )


def unmatched(before: Answer, now: Answer) -> tuple[Finding, ...]:
    """The earlier findings that are not among the present ones."""
    return tuple(old for old in before.findings if not any(is_same(old, found, now.kind) for found in now.findings))


def is_same(one: Finding, other: Finding, kind: Kind) -> bool:
    """Whether two findings on one question say the same: one number, one name, one day or one statement."""
    if one.role is not other.role:
        return False
    if one.value is None or other.value is None:
        return _say_the_same(one.citations, other.citations)
    if kind is Kind.TIME and _share_a_quote(one.citations, other.citations):
        return True  # one day in the words of two articles: "Tuesday", and "4 March"
    return _are_one_value(one.value, other.value)


def _are_one_value(one: str, other: str) -> bool:
    numbers, others = counts(one), counts(other)
    if len(numbers) == len(others) == 1:
        return are_same(Figure(numbers[0], one, ()), Figure(others[0], other, ()))
    if (terms := term_set(one)) and terms == term_set(other):
        return True
    return _is_short_form(fold_name(one), fold_name(other)) or _is_short_form(fold_name(other), fold_name(one))


def _is_short_form(short: Sequence[str], name: Sequence[str]) -> bool:
    """Whether it is the end of the name: the surname, or the name without a title."""
    return bool(short) and tuple(name[-len(short) :]) == tuple(short)


def _share_a_quote(some: Sequence[Citation], others: Sequence[Citation]) -> bool:
    return any((a.article, a.quote) == (b.article, b.quote) for a, b in product(some, others))


def _say_the_same(some: Sequence[Citation], others: Sequence[Citation]) -> bool:
    """Whether a quote of one is a copy of one of the other, or has little that the other has not."""
    return any(
        a.quote == b.quote or (a.article != b.article and wordings((a, b)) == 1) or _is_heard(a, b) or _is_heard(b, a)
        for a, b in product(some, others)
    )


def _is_heard(quote: Citation, other: Citation) -> bool:
    terms = term_set(quote.quote)
    return bool(terms) and len(terms & term_set(other.quote)) >= _HEARD * len(terms)
