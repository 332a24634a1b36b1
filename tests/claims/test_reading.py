"""A message taken apart into the sentences that claim something."""

from datetime import date

import pytest

from bot.claims.reading import MOST_CHARACTERS, read_message

DAY = date(2025, 3, 10)


def read(typed: str) -> list[str]:
    return [sentence.text for sentence in read_message(typed, DAY)]


@pytest.mark.parametrize(
    "typed", ["", "   \n\n ", ":tada: :+1:", "<@U0ANN> <!channel>", "https://ledger.example/a", "👍🎉"]
)
def test_nothing_is_claimed_without_words(typed: str) -> None:
    assert read(typed) == []


def test_markup_is_left_out_and_the_words_stay() -> None:
    typed = (
        "<!channel> *14 ports* are in the _harbour league_ :ship: <https://ledger.example/a|says the ledger>\n"
        "&gt; • `Larvik` joined &amp; paid &lt;now&gt;. <https://ledger.example/b>"
    )
    assert read(typed) == ["14 ports are in the harbour league says the ledger", "Larvik joined & paid <now>."]


def test_questions_and_talk_claim_nothing_but_a_fact_in_talk_does() -> None:
    typed = "Did 14 ports join? I think we should wait for them. We heard that 14 ports joined."
    assert read(typed) == ["We heard that 14 ports joined."]


def test_each_sentence_comes_with_what_it_states_and_the_one_before_it() -> None:
    first, second = read_message("Mara Lindqvist attended the meeting in Larvik. It counted 12 ports.", DAY)
    assert [who for who, _ in first.parts] == ["Mara Lindqvist"]
    assert [count.low for count in second.facts.counts] == [12]
    assert (first.before, second.before) == ("", first.text)


def test_a_surname_means_who_was_named_in_full_before() -> None:
    _, second = read_message("Mara Lindqvist is here. Lindqvist left.", DAY)
    assert [mention.kind for mention in second.facts.mentions] == ["person"]


def test_times_of_day_are_no_emoji() -> None:
    assert read("It began at 10:30:45 :ship: in Larvik.") == ["It began at 10:30:45 in Larvik."]


def test_may_ends_a_sentence() -> None:
    assert read("It was closed on 6 May. Olaf Zorn resigned.") == ["It was closed on 6 May.", "Olaf Zorn resigned."]


def test_arabic_is_read_too() -> None:
    assert read("انضم ١٤ ميناء إلى الرابطة. هل هذا صحيح؟") == ["انضم ١٤ ميناء إلى الرابطة."]


def test_of_a_very_long_message_the_beginning_is_read() -> None:
    typed = "The league counts 12 ports. " * 1000
    assert 0 < len(read(typed)) <= MOST_CHARACTERS // len("The league counts 12 ports.")
