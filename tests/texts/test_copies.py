"""Which texts are copies of one wording, and which only tell of the same."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.copies import ENOUGH, SKETCH, is_copy, sketch

STORY = (
    "The council of Larvik voted on Tuesday to close the old swing bridge for two years. Engineers had found "
    "cracks in three of its eleven bearings, and the harbour master said that no ship longer than 40 metres may "
    "pass until they are replaced. “We would rather close it in summer than see it fall in winter,” said Mara "
    "Lindqvist, who heads the council's committee for roads. Shopkeepers on the island fear for their trade, "
    "since the detour over the northern bridge takes half an hour. The repair will cost 31 million crowns, of "
    "which the state pays a third. Work begins on 1 June, and a ferry for those on foot will cross the sound "
    "every twenty minutes from five in the morning."
)
RETOLD = (
    "Larvik's swing bridge stays shut for two years from 1 June, the town council decided this week, because "
    "cracks run through bearings that carry it. Mara Lindqvist of the roads committee said: “We would rather "
    "close it in summer than see it fall in winter.” A repair worth 31 million crowns is planned, with the state "
    "bearing a third of that sum. Traders out on the island had asked for a temporary crossing, and got a small "
    "ferry that runs three times an hour, while motorists face a detour of thirty minutes by way of the bridge in "
    "the north."
)
ANOTHER = (
    "A storm tore the roof from the grammar school of Arden in the night to Sunday. Nobody was hurt, as the "
    "pupils are on holiday. The headmaster hopes to teach in the town hall from Monday on, and has asked parents "
    "for tables and chairs."
)
SYNDICATED = {
    "the same": STORY,
    "another dateline": f"LARVIK (Coast News) – {STORY}",
    "a figure brought up to date": STORY.replace("31 million", "33 million"),
    "a sentence less": STORY.replace("Shopkeepers on the island fear for their trade, since the detour", "The detour"),
    "only the beginning": " ".join(STORY.split()[:50]),
    "an agency's line at the end": STORY + " Reporting by the Coast News staff in Larvik; editing by Jo Berg.",
    "set in capitals": STORY.upper(),
}


def share(one: str, other: str) -> int:
    """How many hashes two sketches have in common."""
    return len(set(sketch(one)) & set(sketch(other)))


@pytest.mark.parametrize("other", SYNDICATED.values(), ids=SYNDICATED)
def test_a_syndicated_text_is_a_copy_and_its_sketch_shows_it(other: str) -> None:
    assert is_copy(STORY, other)
    assert is_copy(other, STORY)
    assert share(STORY, other) >= ENOUGH


@pytest.mark.parametrize("other", [RETOLD, ANOTHER], ids=["the same event in words of its own", "another event"])
def test_what_is_told_in_words_of_its_own_is_no_copy(other: str) -> None:
    assert not is_copy(STORY, other)


def test_a_text_that_holds_another_among_much_else_is_no_copy_of_it() -> None:
    words = sorted(set(STORY.lower().split()) - {"the"})
    much = " ".join(Random(4).choices(words, k=1500))
    assert not is_copy(STORY, f"{STORY} {much}")


@pytest.mark.parametrize("text", ["", "…!", "Start the quiz.", "Tell us in the comments what you think of this."])
def test_a_text_too_short_to_be_told_from_others_is_no_copy_even_of_itself(text: str) -> None:
    assert sketch(text) == ()
    assert not is_copy(text, text)


def test_unlike_texts_hardly_ever_share_enough_to_be_compared() -> None:
    words = sorted(set(STORY.lower().split()))
    texts = [" ".join(Random(seed).choices(words, k=300)) for seed in range(30)]
    near = sum(share(one, other) >= ENOUGH for at, one in enumerate(texts) for other in texts[:at])
    assert near == 0


@given(st.text())
def test_any_text_has_a_sketch_of_distinct_hashes_in_order(text: str) -> None:
    hashes = sketch(text)
    assert len(hashes) <= SKETCH
    assert list(hashes) == sorted(set(hashes))
