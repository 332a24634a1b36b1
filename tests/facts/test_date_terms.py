"""A day has one search term, whether an article names it by its date or by a weekday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.date_terms import asked_terms, date_terms, is_day, terms_of_day
from bot.facts.times import times
from bot.lexicon.dates import MONTHS


def terms(text: str, published: date | None) -> set[str]:
    return {term for time in times(text) for term in date_terms(time, published)}


@pytest.mark.parametrize("text", ["They met on 4 March.", "They met on Tuesday.", "They met on March 4, 2025."])
def test_one_day_is_one_term_in_an_article_with_a_date(text: str) -> None:
    assert terms(text, date(2025, 3, 6)) == {"#2025-03-04", "#--03-04", "#2025-03", "#--03"}


def test_an_article_without_a_date_names_the_day_of_any_year() -> None:
    assert terms("They met on 4 March.", None) == {"#--03-04", "#--03"}
    assert terms("They met on Tuesday.", None) == set()


@pytest.mark.parametrize("text", ["It opened in 2025.", "Doors open at 10am.", "It rained for three days."])
def test_a_year_an_hour_or_a_while_is_no_day(text: str) -> None:
    assert not terms(text, date(2025, 3, 6))


@given(st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_what_is_asked_for_is_what_the_day_is_told_by(day: date) -> None:
    month = MONTHS[day.month - 1]
    full, yearless = asked_terms(f"{day.day} {month} {day.year}"), asked_terms(f"{month.lower()} {day.day}")
    assert set(full) | set(yearless) <= set(terms_of_day(day))
    assert all(map(is_day, [*full, *yearless]))
    assert max(full, key=lambda term: full[term]) == f"#{day.isoformat()}"
    assert not any(is_day(term) for term in asked_terms(f"{month} {day.year}"))
