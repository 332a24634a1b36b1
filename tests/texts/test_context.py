"""An article in pieces: all of its text, a page at a time, with the quote told from what stands around it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.models import Article, Block, BlockKind
from bot.texts.context import LONGEST, PAGE, apart, page_of, pages_beside, pieces

NOON = datetime(2025, 3, 15, 12, tzinfo=UTC)
BLOCKS = st.lists(
    st.one_of(
        st.text("ab ", min_size=1, max_size=40).filter(str.strip),
        st.integers(1, 3 * LONGEST).map(lambda count: "x" * count),
        st.integers(1, LONGEST).map(lambda count: "many words " * count),
    ),
    min_size=1,
    max_size=25,
)


def article(*texts: str) -> Article:
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(text), sentences=()))
        start += len(text) + 2
    told = {"id": "a", "source": "a.txt", "title": "A", "text": "\n\n".join(texts), "blocks": blocks}
    return Article.model_validate({**told, "version": 1, "seen": NOON, "seq": 1, "landed": NOON})


@given(BLOCKS)
def test_pieces_are_short_and_hold_the_whole_text(texts: list[str]) -> None:
    made = article(*texts)
    found = pieces(made)
    assert all(0 < piece.end - piece.start <= LONGEST for piece in found)
    assert "".join(made.text[piece.start : piece.end] for piece in found) == "".join(texts)


@given(BLOCKS, st.data())
def test_the_page_of_a_quote_holds_it_and_leads_up_to_it(texts: list[str], data: st.DataObject) -> None:
    made = article(*texts)
    found = pieces(made)
    wanted = data.draw(st.sampled_from(found))
    quote = (wanted.start, wanted.start + 1)
    first = page_of(found, quote)
    assert wanted in found[first : first + PAGE]
    assert first == 0 or found[first + 1].end <= quote[0]


@given(st.integers(1, 60), st.integers(0, 59))
def test_every_piece_is_reached_by_turning_pages(count: int, start: int) -> None:
    text = pieces(article(*["words"] * count))
    first = min(start, count - 1)
    seen = set(range(first, min(first + PAGE, count)))
    for side in (0, 1):
        at: int | None = first
        while at is not None and (at := pages_beside(text, at)[side]) is not None:
            seen |= set(range(at, min(at + PAGE, count)))
    assert seen == set(range(count))


@given(BLOCKS, st.integers(0, 9000), st.integers(0, 9000))
def test_the_quote_is_told_from_what_stands_around_it(texts: list[str], one: int, other: int) -> None:
    made = article(*texts)
    quote = (min(one, other), max(one, other))
    shown = {spot for piece in pieces(made) for spot in range(*apart(piece, quote)[1])}
    held = {spot for block in made.blocks for spot in range(block.start, block.end)}
    assert shown == held & set(range(*quote))
    for piece in pieces(made):
        before, within, after = apart(piece, quote)
        assert (before[0], before[1], within[1], after[1]) == (piece.start, within[0], after[0], piece.end)
