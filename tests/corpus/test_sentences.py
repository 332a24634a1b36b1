"""Where sentences begin and end in news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.sentences import find_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["U.S. Gen. Ada Poole met Lt. Gen. Jiří Šedivý in St. Louis.", "They spoke."],
        ["Adm. Lee and Brig. Gen. Roy agreed.", "Sen. Ida Moe did not."],
        ["He lives at No. 10 since Sept. 3.", "It rained at 5 a.m. on Monday."],
        ["J. K. Mora wrote it.", "So did J.R.R. Hale."],
        ["The author J.D. Marsh won.", "He left the U.S.", "The plane was late."],
        ["It closed at 8 p.m. Sunday.", "Nobody came."],
        ["The talks ended at 6 p.m.", "Then they ate."],
        ["“What next?” asked the mayor.", "“No!” she replied.", "They left."],
        ["“The question is: ‘What next?’” he said."],
        ["He was the son of ex-Gov. and U.S. Sen. Moe.", "She was not."],
        ["In 1980, then-Rep. Roy Hill lost.", "He never ran again."],
        ["The pact costs $3.5 million.", "It lasts 2.5 years."],
        ["They trained for security challenges.", "The measures include:"],
        ["It was over…", "Or was it?"],
        ["She moved from No. 4 to No. 13 in a year.", "He fell."],
        ["She read from “The Tide.”", "Nobody clapped."],
        ["(He was late.)", "The rest began."],
        ["He flew to Washington, D.C.", "They met there."],
        ["Q. Why did you go?", "A. I had to."],
        ["3. Take the boat."],
        ["... Perhaps it rains.", "It did. 😭😭"],
        ["See harbour.example.com.au/tides for more.", "It is free."],
    ],
)
def test_sentences_of_news(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_a_missing_space_between_sentences_is_one_all_the_same() -> None:
    assert cut("They face challenges.The plan helps them.") == [
        "They face challenges.",
        "The plan helps them.",
    ]
    assert cut("Read ports.Org/tides today.") == ["Read ports.Org/tides today."]


def test_a_quotation_stays_whole_until_it_is_too_long_to_quote() -> None:
    short = "“We wait. We hope,” she said."
    assert cut(short) == [short]
    long = "“" + " ".join(f"We waited for boat number {n} all day long." for n in range(20)) + "”"
    pieces = cut(long)
    assert len(pieces) == 20
    assert pieces[-1].endswith("long.”")


@given(st.text(st.sampled_from("aB.?!…”“\"' ,()1\n中U.S.")) | st.text())
def test_spans_are_in_order_trimmed_and_hold_every_word(text: str) -> None:
    spans = find_sentences(text)
    ends = [0, *(end for _, end in spans)]
    for (start, end), before in zip(spans, ends, strict=False):
        assert before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["harbour " * 25_000, "harbour" * 25_000, "one, " * 40_000])
def test_what_never_ends_is_cut_between_words_and_nothing_of_it_is_lost(text: str) -> None:
    pieces = cut(text)
    assert max(map(len, pieces)) <= 2000
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(piece == piece.strip() for piece in pieces)
