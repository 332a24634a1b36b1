"""What a new version of an article changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.page import Line
from bot.corpus.split import lay_out
from bot.models import Edit
from bot.texts.revisions import revise

FIRST = "Twelve ferries will be bought this year."
CORRECTED = "Fourteen ferries will be bought this year."
SECOND = "The harbour master welcomed the vote of the council."
THIRD = "Nobody had asked the crews."


def edits(before: list[str], after: list[str]) -> list[tuple[str | None, str | None]]:
    """Each edit as the sentences themselves; a list holds paragraphs."""
    old, old_blocks = lay_out(map(Line, before))
    new, new_blocks = lay_out(map(Line, after))
    return [_words(edit, old, new) for edit in revise(old, old_blocks, new, new_blocks)]


def _words(edit: Edit, old: str, new: str) -> tuple[str | None, str | None]:
    return edit.before and old[slice(*edit.before)], edit.after and new[slice(*edit.after)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], []),
        ([FIRST, SECOND], [SECOND, FIRST], []),
        ([f"{FIRST} {SECOND}"], [FIRST, SECOND], []),
        ([FIRST, SECOND], [FIRST], [(SECOND, None)]),
        ([FIRST], [FIRST, SECOND], [(None, SECOND)]),
        (
            [FIRST, SECOND],
            [FIRST.replace("Twelve", "Fourteen"), SECOND],
            [(FIRST, FIRST.replace("Twelve", "Fourteen"))],
        ),
        ([FIRST, SECOND], [THIRD, FIRST], [(None, THIRD), (SECOND, None)]),
        ([FIRST, FIRST], [FIRST], [(FIRST, None)]),
    ],
    ids=["the same", "moved", "other paragraphs", "removed", "added", "reworded", "one for another", "said once less"],
)
def test_sentences_removed_added_and_reworded_are_told(
    before: list[str], after: list[str], said: list[tuple[str | None, str | None]]
) -> None:
    assert sorted(edits(before, after), key=str) == sorted(said, key=str)


def test_of_two_that_are_alike_each_is_paired_with_the_one_most_like_it() -> None:
    before = ["Five ships of the line sailed on Monday.", "Six ships of the line sailed on Friday at noon."]
    after = ["Nine ships of the line sailed on Friday at noon.", "Five ships of the line sailed on Tuesday."]
    assert sorted(edits(before, after)) == sorted(zip(before, reversed(after), strict=True))


def test_an_article_that_is_another_one_altogether_is_compared_without_pairs() -> None:
    before = [f"Sentence number {number} of the first telling." for number in range(400)]
    after = [f"Sentence number {number} of another telling." for number in range(400)]
    found = edits(before, after)
    assert len(found) == 800
    assert all(one is None or other is None for one, other in found)


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, "No."])), st.lists(st.sampled_from([FIRST, SECOND, THIRD])))
def test_what_was_and_what_was_edited_make_what_is(before: list[str], after: list[str]) -> None:
    left = list(before)
    for old, new in edits(before, after):
        if old is not None:
            left.remove(old)
        if new is not None:
            left.append(new)
    assert sorted(left) == sorted(after)
