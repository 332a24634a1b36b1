"""How many of an answer's sources are worded independently."""

from tests.answers.conftest import Open


def test_every_kind_of_answer_counts_copies_once(open_newsroom: Open) -> None:
    wire = (
        "The talks in Vardal on Tuesday were chaired by Ida Moen. The keepers' fund was founded in 1987 in Vardal. "
        "The lighthouse fund counts 22 towns, its treasurer said on Monday. Keepers fear that gulls will nest there."
    )
    own = (
        "Ida Moen was in the chair at the talks in Vardal. Vardal founded the keepers' fund in 1987. "
        "By our reckoning 22 towns are in the lighthouse fund."
    )
    newsroom = open_newsroom({"wire.md": wire, "copy.md": wire.replace("on Monday", "Monday"), "own.md": own})
    for question in ("how many towns are in the lighthouse fund?", "when was the fund founded?", "who chaired Vardal?"):
        found = newsroom.ask(question).findings[0]
        assert ({cited.article for cited in found.citations}, found.wordings) == ({"wire", "copy", "own"}, 2), question
