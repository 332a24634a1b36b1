"""Counts as a reader would say: what is counted, how many, how exactly; and what is no count at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.counts import Count, counts
from bot.terms import terms_of

LABELS = Path(__file__).with_name("labelled_counts.jsonl")
LABELLED: list[dict[str, Any]] = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
"""Sentences of many kinds of story, with every count that a reader finds in them."""


def only(text: str) -> Count:
    (count,) = counts(text)
    return count


def values(text: str) -> list[str]:
    return [text[count.start : count.end] for count in counts(text)]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "hedge", "unit"),
    [
        ("The league counts 40 ferries.", "40 ferries", 40, 40, "", "ferries"),
        ("About 40 ferries sank.", "About 40 ferries", 40, 40, "approx", "ferries"),
        ("Nearly 40 ferries sank.", "Nearly 40 ferries", 40, 40, "approx", "ferries"),
        ("An estimated 300 people watched.", "An estimated 300 people", 300, 300, "approx", "people"),
        ("More than 1,200 sailors struck.", "More than 1,200 sailors", 1200, 1200, "more_than", "sailors"),
        ("Over 100 boats left.", "Over 100 boats", 100, 100, "more_than", "boats"),
        ("At least 26 ports signed up.", "At least 26 ports", 26, 26, "at_least", "ports"),
        ("No fewer than seven ministers came.", "No fewer than seven ministers", 7, 7, "at_least", "ministers"),
        ("It would take fewer than 30,000 pilots.", "fewer than 30,000 pilots", 30000, 30000, "less_than", "pilots"),
        ("The hall has up to 5,000 seats.", "up to 5,000 seats", 5000, 5000, "at_most", "seats"),
        ("No more than 12 boats left.", "No more than 12 boats", 12, 12, "at_most", "boats"),
        ("They own 30 or more boats.", "30 or more boats", 30, 30, "at_least", "boats"),
        ("They own 30 boats or more.", "30 boats or more", 30, 30, "at_least", "boats"),
        ("A dozen or so fishermen were there.", "A dozen or so fishermen", 12, 12, "approx", "fishermen"),
        ("There are exactly 31 ports.", "exactly 31 ports", 31, 31, "", "ports"),
        ("In total 26–30 member states agreed.", "26–30 member states", 26, 30, "", "member states"),
        ("Between 10 and 12 boats left.", "Between 10 and 12 boats", 10, 12, "", "boats"),
        ("Some 10 to 12 boats left.", "Some 10 to 12 boats", 10, 12, "approx", "boats"),
        ("A 20,000-30,000 strong crowd.", "20,000-30,000 strong crowd", 20000, 30000, "", "strong crowd"),
        ("Twenty-six ports joined.", "Twenty-six ports", 26, 26, "", "ports"),
        ("Half a dozen ports joined.", "Half a dozen ports", 6, 6, "", "ports"),
        ("Two dozen ports joined.", "Two dozen ports", 24, 24, "", "ports"),
        ("A hundred and twenty ports joined.", "A hundred and twenty ports", 120, 120, "", "ports"),
        ("Two thousand five hundred boats left.", "Two thousand five hundred boats", 2500, 2500, "", "boats"),
        ("Two million people watched.", "Two million people", 2e6, 2e6, "", "people"),
        ("Some 1.2m people watched.", "Some 1.2m people", 1.2e6, 1.2e6, "approx", "people"),
        ("2,024 boats were counted.", "2,024 boats", 2024, 2024, "", "boats"),
        ("It has 27 EU member states.", "27 EU member states", 27, 27, "", "eu member states"),
        ("In Larvik 40 boats sank.", "40 boats", 40, 40, "", "boats"),
        ("The number of ports is 31.", "31", 31, 31, "", ""),
        ("No ship but one boat left.", "one boat", 1, 1, "", "boat"),
    ],
)  # fmt: skip
def test_a_count_is_a_number_with_its_hedge_and_what_is_counted(
    text: str, value: str, low: float, high: float, hedge: str, unit: str
) -> None:
    count = only(text)
    assert text[count.start : count.end] == value
    assert (count.low, count.high, count.hedge) == (low, high, hedge)
    assert list(count.unit)[: len(terms_of(unit))] == terms_of(unit)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "measure"),
    [
        ("The bridge cost €2.5 million.", "€2.5 million", 2.5e6, 2.5e6, "money"),
        ("The bridge cost $3bn in all.", "$3bn", 3e9, 3e9, "money"),
        ("The bridge cost 3 million euros.", "3 million euros", 3e6, 3e6, "money"),
        ("It would cost 10 to 12 million euros.", "10 to 12 million euros", 1e7, 1.2e7, "money"),
        ("It would cost €10-12 million.", "€10-12 million", 1e7, 1.2e7, "money"),
        ("Turnout was 54.3%.", "54.3%", 54.3, 54.3, "percent"),
        ("Turnout was between 50 and 54 percent.", "between 50 and 54 percent", 50, 54, "percent"),
        ("Fares rose by 3 percentage points.", "3 percentage points", 3, 3, "points"),
        ("The mast is 120 metres tall.", "120 metres", 120, 120, "length"),
        ("It weighs 40 tonnes.", "40 tonnes", 40, 40, "weight"),
        ("The park covers 1.5 hectares.", "1.5 hectares", 1.5, 1.5, "area"),
        ("It took two to three weeks.", "two to three weeks", 2, 3, "time"),
    ],
)
def test_a_size_has_its_measure(text: str, value: str, low: float, high: float, measure: str) -> None:
    count = only(text)
    assert text[count.start : count.end] == value
    assert (count.low, count.high, count.measure) == (low, high, measure)


@pytest.mark.parametrize(
    "text",
    [
        "The port closed in 2024.",
        "The port opened in 1998 and closed in 2003.",
        "From 2014 to 2022 the port was shut.",
        "The 2015 deal held.",
        "Germany's 2024 budget passed.",
        "He won the 2019 election.",
        "On 12 March the port closed.",
        "On March 12, 2024, the port closed.",
        "They met on 12 and 13 March.",
        "They met on March 12 to 14.",
        "It is dated 2024-03-12.",
        "He finished 3rd in the 21st century.",
        "At 10:30 the bell rang.",
        "The bell rang at 10 am and at 5 o'clock.",
        "Article 5 says so, and section 12 agrees.",
        "Flight 370 vanished.",
        "Resolution 2231 passed.",
        "The train left platform 9.",
        "No. 10 denied it, and order #443 was withdrawn.",
        "The F-16 jets came during the COVID-19 wave.",
        "The crew flew a Boeing 737 home.",
        "The first boat, and both others, sank.",
        "Several ferries sank.",
        "It stands at 192.168.1.1 since the 1990s.",
        "",
    ],
)
def test_years_dates_ordinals_times_and_numbered_names_are_no_counts(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("She is 45 years old.", "45 years old"),
        ("The 45-year-old mayor resigned.", "45-year-old"),
        ("Ann Roe, 45, is mayor.", "45"),
        ("Children aged five may enter.", "aged five"),
    ],
)
def test_an_age_is_told_from_a_count_of_years(text: str, age: str) -> None:
    assert values(text) == [age]
    assert only(text).measure == "age"


@pytest.mark.parametrize("row", LABELLED, ids=[row["text"] for row in LABELLED])
def test_every_count_of_a_labelled_sentence_is_read_and_nothing_else(row: dict[str, Any]) -> None:
    text, expected = row["text"], row["counts"]
    found = {text[count.start : count.end]: count for count in counts(text)}
    assert list(found) == [label["value"] for label in expected]
    for label in expected:
        count = found[label["value"]]
        measure = label.get("measure", "")
        assert count.low == pytest.approx(label["low"], rel=1e-4)
        assert count.high == pytest.approx(label.get("high", label["low"]), rel=1e-4)
        assert (count.hedge, count.measure) == (label.get("hedge", ""), measure)
        if measure != "score":
            assert count.unit == tuple(terms_of(label.get("unit", "")))
        qualifier = label.get("qualifier")
        assert not qualifier or any(qualifier in text[start:end] for start, end in count.qualifiers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Four people are dead and nine are missing.", [["are dead"], ["are missing"]]),
        ("They keep 310 jobs and cut 330.", [["They keep"], ["cut"]]),
        ("The mill lost $6 and owes its bank $31.", [["The mill lost"], ["owes its bank"]]),
        ("It spent $6 on oil and will spend $31 on tar.", [["It spent", "on oil"], ["will spend", "on tar"]]),
        ("A shop has 40 bags and mugs to sell 30.", [["A shop has", "and mugs to sell"], ["and mugs to sell"]]),
        ("They ask 12 crowns of the port, which has offered 3.", [["They ask", "of the port"], ["which has offered"]]),
    ],
)
def test_what_is_said_of_a_number_is_not_said_of_the_next(text: str, said: list[list[str]]) -> None:
    assert [[text[start:end] for start, end in count.qualifiers] for count in counts(text)] == said


def test_a_score_keeps_both_of_its_numbers() -> None:
    assert only("Larvik drew 2–2 at home.").unit == ("2-2",)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Membership rose to 30 from 26.", ["", "former"]),
        ("The fleet grew from 10 to 15 ships.", ["former", ""]),
        ("Staff was cut by 40, to 260.", ["change", ""]),
        ("Sales are up 5% to 30 million.", ["change", ""]),
        ("They cut 300 jobs.", [""]),
        ("It lost 520 jobs, not 300.", ["", "denied"]),
        ("The crew numbers from 20 to 45 sailors.", [""]),
    ],
)
def test_a_number_that_moved_is_told_from_what_it_was(text: str, aspects: list[str]) -> None:
    assert [count.aspect for count in counts(text)] == aspects


@pytest.mark.parametrize(
    ("text", "rates"),
    [("They pay $12 a month.", ["month"]), ("It costs 40 crowns per head and $3 in all.", ["head", ""])],
)
def test_a_rate_names_what_it_is_for_each_of(text: str, rates: list[str]) -> None:
    assert [count.rate for count in counts(text)] == rates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five ministers and 12 generals came.", ["Five ministers", "12 generals"]),
        ("34 ports joined, 12 of them in Asia.", ["34 ports", "12"]),
        ("Of 40 boats, 12 sank.", ["40 boats", "12 sank"]),
        ("By 2030, 40 boats will sail.", ["40 boats"]),
        ("On 3 May 2024 about 40 boats sailed.", ["about 40 boats"]),
        ("About 12 of the 30 ports agreed.", ["About 12", "30 ports"]),
        ("Ten people were killed and 30 injured.", ["Ten people", "30 injured"]),
        ("They found 40 dead seabirds.", ["40 dead seabirds"]),
        ("More than 900 Larvik harbour and health care workers walked out.", ["More than 900 Larvik harbour"]),
        ("Some 900 Larvik General health care workers walked out.", ["Some 900 Larvik General health care workers"]),
        ("She wants 300 more track workers.", ["300 more track workers"]),
    ],
)
def test_every_count_of_a_sentence_is_found(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", ["40 member\nstates", "40 of the ports", "40 were lost"])
def test_what_is_counted_ends_with_its_noun_phrase(text: str) -> None:
    assert "\n" not in values(text)[0]
    assert values(text)[0].split()[-1] in {"40", "member"}


PIECES = st.sampled_from(
    ["about", "more than", "between", "and", "to", "or so", "or more", "Article", "in", "of", "aged"]
)
PIECES |= st.sampled_from(["€", "$", "%", "–", "-", ".", ":", "/", "#", ",", "٣", "²", "½", "🙂", "th", "years old"])
PIECES |= st.sampled_from(
    ["20", "1,000", "3.5", "million", "bn", "twenty", "six", "hundred", "a dozen", "March", "2024"]
)
PIECES |= st.sampled_from(["boats", "people", "ferries'"])


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join) | st.text())
def test_counts_of_any_text_lie_in_it_and_bound_a_number(text: str) -> None:
    found = counts(text)
    assert all(0 <= count.start < count.end <= len(text) for count in found)
    assert [count.start for count in found] == sorted(count.start for count in found)
    assert all(0 <= count.low <= count.high for count in found)


@given(st.integers(0, 999_999), st.sampled_from(["", "about ", "at least ", "fewer than "]))
def test_a_number_is_read_as_it_is_written(number: int, hedge: str) -> None:
    text = f"We saw {hedge}{number:,} boats sail."
    assert only(text).low == only(text).high == number
    assert text[only(text).start : only(text).end] == f"{hedge}{number:,} boats"
