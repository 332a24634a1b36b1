"""Who took which part in which meeting, as an article tells it."""

from collections.abc import Sequence
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.facts.attendance import Attendance, attendance
from bot.facts.cues import tells_of_part
from bot.models import Role
from tests.facts.scored_meetings import score


def parts(*sentences: str) -> set[tuple[str, str]]:
    """Each who, without titles' spelling changed, with the role."""
    return {(sentences[part.sentence][part.start : part.end], part.role.value) for part in attendance(sentences).parts}


def by_place(*sentences: str) -> dict[str, set[tuple[str, str]]]:
    """The parts of each event, by the place that it is told of."""
    told = attendance(sentences)
    found: dict[str, set[tuple[str, str]]] = {}
    for part in told.parts:
        places = told.events[part.event].places
        assert len(places) == 1
        who = sentences[part.sentence][part.start : part.end]
        found.setdefault(next(iter(places)), set()).add((who, part.role.value))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Admiral Jane Roe chaired the call on Monday.", {("Admiral Jane Roe", "chaired")}),
        ("The talks in Oslo were chaired by Jane Roe.", {("Jane Roe", "chaired")}),
        ("Jane Roe presided over the session.", {("Jane Roe", "chaired")}),
        ("It was settled at a meeting in Larvik on Monday, which Jane Roe of the town hall chaired.",
         {("Jane Roe", "chaired")}),
        ("The hearing, which Tom Berg missed, went well.", {("Tom Berg", "absent")}),
        ("The talks ended with a bill, which Jane Roe led to a vote.", set()),
        ("At the hearing, Jane Roe spoke for the fishermen.", {("Jane Roe", "attended")}),
        ("Jane Roe spoke for the fishermen.", set()),
        ("The board will meet in Bergen; Tom Berg will chair it.", {("Tom Berg", "chaired")}),
        ("Tom Berg attended the summit in Larvik.", {("Tom Berg", "attended")}),
        ("Tom Berg was among those who attended the meeting.", {("Tom Berg", "attended")}),
        ("Present at the meeting were Tom Berg, Jane Roe and Otto Quell.",
         {("Tom Berg", "attended"), ("Jane Roe", "attended"), ("Otto Quell", "attended")}),
        ("Ministers from Norway, Sweden and Denmark met in Oslo.",
         {("Ministers from Norway, Sweden and Denmark", "attended")}),
        ("Delegates from roughly 50 nations gathered in Geneva.", {("Delegates from roughly 50 nations", "attended")}),
        ("More than 30 countries took part in the talks.", {("More than 30 countries", "attended")}),
        ("The U.S. was represented at the talks by Ambassador Jane Roe.",
         {("U.S.", "attended"), ("Ambassador Jane Roe", "attended")}),
        ("Jane Roe participated remotely in the Oslo summit.", {("Jane Roe", "remote")}),
        ("Anna Lind joined the talks by video link.", {("Anna Lind", "remote")}),
        ("Otto Quell dialled in to the meeting.", {("Otto Quell", "remote")}),
        ("Per Holt joined the talks by video link.", {("Per Holt", "remote")}),
        ("In Oslo, Per Holt attended the talks.", {("Per Holt", "attended")}),
        ("The Seafarers Union and Acme boycotted the hearing.", {("Seafarers Union", "absent"), ("Acme", "absent")}),
        ("Jane Roe is expected to attend the summit on Friday.", {("Jane Roe", "expected")}),
        ("Jane Roe was invited to the dinner.", {("Jane Roe", "invited")}),
        ("Jane Roe was not invited to the dinner.", {("Jane Roe", "not invited")}),
        ("Mayor Jane Roe invited both unions to the talks.", set()),
        ("Jane Roe, invited to the dinner, came late.", {("Jane Roe", "invited")}),
        ("The talks were attended by Jane Roe, Tom Berg and Otto Quell, who joined by video link.",
         {("Jane Roe", "attended"), ("Tom Berg", "attended"), ("Otto Quell", "remote")}),
        ("Jane Roe, who heads the Harbour League, was in the chair at the meeting.", {("Jane Roe", "chaired")}),
        ("Iceland was not invited to the talks.", {("Iceland", "not invited")}),
        ("At the talks in Oslo, Jane Roe spoke for the yards, and Tom Berg for the unions.",
         {("Jane Roe", "attended"), ("Tom Berg", "attended")}),
        ("Iceland's trade minister, Jane Roe, and Norway's interior minister, Tom Berg, sat side by side at the talks.",
         {("Jane Roe", "attended"), ("Tom Berg", "attended")}),
        ("Ireland sent a junior minister to the talks.", {("Ireland", "attended")}),
        ("Tom Berg was represented at the hearing by Jane Roe.", {("Tom Berg", "absent"), ("Jane Roe", "attended")}),
        ("Tom Berg did not attend the meeting because he was ill.", {("Tom Berg", "absent")}),
        ("Neither Tom Berg nor Jane Roe attended the meeting.", {("Tom Berg", "absent"), ("Jane Roe", "absent")}),
        ("Jane Roe declined the invitation to the dinner.", {("Jane Roe", "absent")}),
        ("Tom Berg and Jane Roe attended the conference, but Otto Quell was absent.",
         {("Tom Berg", "attended"), ("Jane Roe", "attended"), ("Otto Quell", "absent")}),
    ],
)  # fmt: skip
def test_a_part_is_told_by_how_the_sentence_puts_it(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The price of fish rose in Oslo.",
        "Jane Roe left the company.",
        "Jane Roe chairs the Joint Chiefs.",
        "They made a promise by telephone.",
        "",
    ],
)
def test_where_nobody_takes_part_there_is_no_part(sentence: str) -> None:
    assert parts(sentence) == set()


def test_a_meeting_is_carried_through_the_sentences_after_it() -> None:
    assert by_place(
        "Tom Berg attended the summit in Larvik.", "He was joined by Otto Quell.", "Jane Roe stayed away."
    ) == {"larvik": {("Tom Berg", "attended"), ("Otto Quell", "attended"), ("Jane Roe", "absent")}}


def test_two_meetings_are_kept_apart_by_their_places() -> None:
    assert by_place(
        "The summit in Oslo was attended by Tom Berg.",
        "Anna Lind joined by video link.",
        "A second meeting in Moss on Thursday was chaired by Jane Roe.",
        "Otto Quell stayed away.",
    ) == {
        "oslo": {("Tom Berg", "attended"), ("Anna Lind", "remote")},
        "moss": {("Jane Roe", "chaired"), ("Otto Quell", "absent")},
    }


def test_an_article_may_come_back_to_its_first_meeting() -> None:
    told = by_place(
        "The summit in Oslo was attended by Tom Berg.",
        "The meeting in Moss was chaired by Jane Roe.",
        "Otto Quell missed the summit in Oslo.",
    )
    assert told["oslo"] == {("Tom Berg", "attended"), ("Otto Quell", "absent")}


def test_a_surname_means_whoever_had_it_in_full() -> None:
    assert ("Berg", "absent") in parts("The summit in Oslo heard of Tom Berg.", "Berg did not attend.")


def test_days_and_places_describe_a_meeting() -> None:
    (event,) = attendance(["Tom Berg attended the summit in Oslo on Monday."]).events
    assert (set(event.places), set(event.days)) == ({"oslo"}, {"monday"})


def test_the_people_who_meet_are_not_its_place() -> None:
    (event,) = attendance(["Tom Berg met the crew in Oslo."]).events
    assert set(event.places) == {"oslo"}


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("He attended.", True),
        ("She was not invited.", True),
        ("They met in Oslo.", True),
        ("The fish was fresh.", False),
        ("", False),
    ],
)
def test_a_text_tells_of_a_part_or_not(text: str, tells: bool) -> None:
    assert tells_of_part(text) is tells


def test_whoever_did_as_another_did_had_the_same_part() -> None:
    told = parts("Mayor Jane Roe attended the hearing on Monday, as did the harbour's chief executive, Tom Berg.")
    assert told == {("Mayor Jane Roe", "attended"), ("Tom Berg", "attended")}
    assert parts("Jane Roe did not attend the talks, nor did Tom Berg.") == {
        ("Jane Roe", "absent"),
        ("Tom Berg", "absent"),
    }


def test_whoever_stands_outside_has_no_part_but_in_what_is_held_there() -> None:
    inside = "Jane Roe attended the hearing in Larvik."
    outside = "More than 500 residents gathered outside the town hall."
    assert parts(inside, "Outside, Tom Berg told the crowd to go home.", outside) == {("Jane Roe", "attended")}
    assert parts(inside, "Tom Berg told the crowd through a megaphone to wait.") == {("Jane Roe", "attended")}
    assert parts("A vigil was held in Larvik.", outside) == {("More than 500 residents", "attended")}
    assert parts(inside, "Tom Berg told the panel that he agreed.") == {
        ("Jane Roe", "attended"),
        ("Tom Berg", "attended"),
    }


def test_labelled_meetings_are_told_as_they_should_be() -> None:
    scores = score()
    assert scores.precision >= 0.97, scores.wrong
    assert scores.recall >= 0.97, scores.wrong


@pytest.mark.parametrize(
    "piece",
    [
        "invited ", "30 a-", "the minister of ", "Jane Roe, who ", "a.b.", "met and ", "was not ", "officials from ",
        "Roe’s ", "talks between ", "Jane Roe and ", ", the ", "by ", "did not ", "(", "A", "1,",
    ],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length_asks_for(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        started = process_time()
        attendance([text])
        return process_time() - started

    attendance([piece])  # what is made once is made
    short, long = (min(cost(length) for _ in range(3)) for length in (500, 4000))
    assert long < 0.05 + short * 40  # eight times the length: 64 times where the cost is quadratic


def test_a_pronoun_stands_for_whom_the_sentence_before_names() -> None:
    sentences = ("Anna Lind was unable to travel to the summit in Oslo.", "She joined by video link.")
    remote = [part for part in attendance(sentences).parts if part.role is Role.REMOTE]
    assert [(part.sentence, part.told, sentences[0][part.start : part.end]) for part in remote] == [(0, 1, "Anna Lind")]


def test_a_meeting_after_the_article_is_expected() -> None:
    opens, opened = (
        attendance([f"The congress {verb} in Oslo on 12 June.", "Tom Berg attends it."], published=date(2025, 6, day))
        for verb, day in (("opens", 10), ("opened", 13))
    )
    assert [told.parts[0].role for told in (opens, opened)] == [Role.EXPECTED, Role.ATTENDED]


def test_events_can_be_kept_as_plain_data() -> None:
    told = attendance(["Tom Berg attended the summit in Oslo on Monday."], published=date(2025, 6, 11))
    adapter = TypeAdapter(Attendance)
    assert adapter.validate_json(adapter.dump_json(told)) == told
    assert told.events[0].dates == ("2025-06-09",)


PIECES = st.sampled_from(
    ["Jane Roe", "Norway", "30 countries", "and", "attended", "was not", "invited", "the summit", "in Oslo", "by", ","]
) | st.sampled_from(["Present", "were", "met", "on Monday", "while", "; ", "video link", "neither", "officials", "🙂"])


@given(st.lists(st.lists(PIECES, max_size=10).map(" ".join) | st.text(max_size=40), max_size=4))
def test_parts_of_any_text_stand_in_it(sentences: Sequence[str]) -> None:
    told = attendance(sentences)
    for part in told.parts:
        assert 0 <= part.start < part.end <= len(sentences[part.sentence])
        assert 0 <= part.event < len(told.events)
    assert len(set(told.parts)) == len(told.parts)


def test_those_who_are_in_a_town_for_talks_meet_there() -> None:
    told = attendance(["Officers from Chile have been in New Delhi for two days of talks with their hosts."])
    assert [event.places for event in told.events] == [("delhi",)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Iceland had been asked to come but refused.", ("Iceland", "absent")),
        ("Jane Roe had promised to come but was held up by a landslide.", ("Jane Roe", "absent")),
        ("Tom Berg came, Jane Roe did not.", ("Jane Roe", "absent")),
        ("Tom Berg came, Jane Roe did not.", ("Tom Berg", "attended")),
        ("Jane Roe, the police chief, Tom Berg, and a priest spoke with them.", ("Jane Roe", "attended")),
        ("Jane Roe did not travel to Oslo.", ("Jane Roe", "absent")),
    ],
)
def test_behind_a_meeting_a_sentence_tells_who_came_and_who_did_not(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in parts("The talks in Oslo were held on Monday.", sentence)


def test_a_month_and_a_works_council_are_no_meetings() -> None:
    assert attendance(["The talks broke off in March.", "Chile stayed away."]).events[0].kinds == ("talks",)
    assert attendance(["The works council of Acme went to court."]).events == ()


def test_talks_in_another_town_on_a_later_day_are_another_meeting() -> None:
    told = attendance(["The talks ended in Vigo on Tuesday.", "Talks will resume on 9 September in Oslo."])
    assert [event.places for event in told.events] == [("vigo",), ("oslo",)]
