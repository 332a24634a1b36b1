"""What became of an answer's quotes, in a newsroom whose files change."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.answers.receipts import Receipt
from bot.answers.verify import verify
from bot.models import Answer, Check, Standing
from tests.answers.newsroom import Newsroom

TOWER = (
    "# The tower at Kvalnes\n\n"
    "The tower was lit in 1874. It burns 40 litres of oil a night.\n\n"
    "Nine keepers have lived there since, the last of them Solveig Aas. "
    "Her dog was called Bosun.\n"
)
OIL = "It burns 40 litres of oil a night."
KEEPERS = "Nine keepers have lived there since, the last of them Solveig Aas."
Change = Callable[..., Check]


@pytest.fixture
def newsroom(open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    return open_newsroom({"tower.md": TOWER})


def keep(newsroom: Newsroom, question: str) -> Answer:
    answer = newsroom.ask(question)
    assert answer.findings
    newsroom.services.store.keep_answers([answer], datetime.now(UTC))
    return answer


def receipt(newsroom: Newsroom, answer: Answer) -> Receipt:
    found = verify(newsroom.services.store, answer.id)
    assert found
    assert found.answer == answer
    return found


@pytest.fixture
def becomes(newsroom: Newsroom) -> Change:
    """What became of a sentence of the tower's article when its file was changed to a text."""

    def change(sentence: str, text: str, before_it: str = TOWER) -> Check:
        newsroom.write("tower.md", before_it)
        newsroom.refresh()
        store = newsroom.services.store
        before = store.article("tower")
        assert before
        start = before.text.index(sentence)
        place = {"start": start, "end": start + len(sentence), "quote": sentence}
        cited = {"article": "tower", "title": "The tower", "url": None, "published": None, **place}
        findings = [{"value": None, "citations": [cited, cited]}] * 2
        told = {"question": text, "status": "answered", "kind": "open", "headline": "1 article", "findings": findings}
        made = Answer.model_validate(told)
        store.keep_answers([made], datetime.now(UTC))
        newsroom.write("tower.md", text)
        newsroom.refresh()
        (check,) = receipt(newsroom, made).checks
        now = store.article("tower")
        assert now
        if check.standing in (Standing.STANDS, Standing.MOVED):
            assert now.text[check.start : check.end] == sentence
        if check.standing is Standing.CHANGED:
            assert now.text[check.start : check.end] == check.after
        return check

    return change


def test_quotes_of_articles_that_stay_as_they_are_stand(newsroom: Newsroom) -> None:
    found = receipt(newsroom, keep(newsroom, "how many litres of oil does the tower burn?"))
    assert found.stands
    assert set(found.standings) == {Standing.STANDS}
    assert all((check.cited, check.now, check.after) == (None, None, None) for check in found.checks)


def test_a_quote_in_its_place_stands_whatever_else_changes(becomes: Change) -> None:
    assert becomes(OIL, TOWER.replace("Bosun", "Skipper")).standing is Standing.STANDS


@pytest.mark.parametrize(
    "text",
    [
        TOWER.replace("The tower was", "Corrected on Monday.\n\nThe tower was"),
        TOWER.replace(f" {OIL}", "").replace("Her dog", f"{OIL} Her dog"),
        TOWER.replace(OIL, f"“{OIL}”"),
    ],
)
def test_the_same_words_elsewhere_have_moved(becomes: Change, text: str) -> None:
    check = becomes(OIL, text)
    assert check.standing is Standing.MOVED
    assert check.cited
    assert check.now
    assert (check.cited.version, check.now.version) == (1, 2)
    assert check.cited.seen < check.now.seen


def test_of_several_places_the_nearest_is_named(becomes: Change, newsroom: Newsroom) -> None:
    check = becomes(OIL, f"# The tower at Kvalnes\n\n{OIL} It stood dark. {OIL}\n\nMuch later. {OIL}\n")
    now = newsroom.services.store.article("tower")
    assert now
    assert check.start == now.text.index(OIL, now.text.index("dark"))


@pytest.mark.parametrize("text", [TOWER.replace(" 40 ", " 400 "), TOWER.replace("It burns 40", "Then it burns 400")])
def test_words_inside_of_longer_words_are_not_the_same(becomes: Change, text: str) -> None:
    assert becomes("burns 40", text).standing is Standing.REMOVED


@pytest.mark.parametrize(
    ("sentence", "after"),
    [
        (OIL, "It burns 55 litres of oil a night."),
        (OIL, "It now burns 55 litres of oil, the ministry says, on a long winter night."),
        (OIL, "It burns 40 liters of oil a night!"),
        (KEEPERS, "Nine keepers have lived there since. The last of them was Solveig Aas."),
        (KEEPERS, "Ten keepers have lived there."),
        (f"The tower was lit in 1874. {OIL}", "The tower was lit in 1875. It burns oil."),
    ],
)
def test_a_quote_that_was_rewritten_shows_what_took_its_place(becomes: Change, sentence: str, after: str) -> None:
    check = becomes(sentence, TOWER.replace(sentence, after))
    assert check.standing is Standing.CHANGED
    assert check.after == after
    assert check.cited
    assert check.cited.version == 1


def test_of_a_very_long_sentence_the_part_that_was_rewritten_is_shown(becomes: Change) -> None:
    parts = [f"one that the smith of valley {n} made in the winter of {1800 + n}" for n in range(20)]
    long = f"The lamp has these parts: {', '.join(parts)} and a chain."
    quote = ", ".join(parts[8:12])
    check = becomes(quote, TOWER.replace(OIL, long.replace("valley 9 made", "valley 9 cast")), TOWER.replace(OIL, long))
    assert check.standing is Standing.CHANGED
    assert check.after
    assert check.after.strip(", ") == quote.replace("valley 9 made", "valley 9 cast")


def test_a_quote_that_was_cut_is_removed_though_a_like_one_has_always_stood(
    open_newsroom: Callable[..., Newsroom],
) -> None:
    text = "# Crews\n\nNorway sent 100 sailors to the race. Sweden sent 200 sailors to the race.\n\nIt rained.\n"
    newsroom = open_newsroom({"crews.md": text})
    answer = keep(newsroom, "how many sailors did Norway send to the race?")
    newsroom.write("crews.md", text.replace("Norway sent 100 sailors to the race. ", ""))
    newsroom.refresh()
    checks = {check.citation.quote: check for check in receipt(newsroom, answer).checks}
    norway = next(check for quote, check in checks.items() if quote.startswith("Norway"))
    assert norway.standing in (Standing.REMOVED, Standing.CHANGED)
    assert "Norway" not in (norway.after or "")


def test_an_article_that_is_taken_out_is_withdrawn_and_stands_again_with_its_return(newsroom: Newsroom) -> None:
    newsroom.write("other.md", "# Other\n\nSomething else.\n")
    answer = keep(newsroom, "how many litres of oil does the tower burn?")
    (newsroom.folder / "tower.md").unlink()
    newsroom.refresh()
    gone = receipt(newsroom, answer)
    assert set(gone.standings) == {Standing.WITHDRAWN}
    assert not gone.stands
    newsroom.write("tower.md", TOWER)
    newsroom.refresh()
    assert receipt(newsroom, answer).stands


def test_an_article_of_another_store_is_gone(newsroom: Newsroom) -> None:
    answer = keep(newsroom, "how many litres of oil does the tower burn?")
    cited = answer.findings[0].citations[0].model_copy(update={"article": "nowhere"})
    finding = answer.findings[0].model_copy(update={"citations": (cited,)})
    strange = answer.model_copy(update={"findings": (finding,), "id": "2222222222"})
    newsroom.services.store.keep_answers([strange], datetime.now(UTC))
    assert receipt(newsroom, strange).standings == (Standing.GONE,)


def test_an_answer_without_quotes_has_nothing_to_check(newsroom: Newsroom) -> None:
    answer = newsroom.ask("who won the chess tournament in Reykjavik?")
    newsroom.services.store.keep_answers([answer], datetime.now(UTC))
    found = receipt(newsroom, answer)
    assert (found.checks, found.stands) == ((), True)


def test_an_id_that_nobody_gave_out_has_no_receipt(newsroom: Newsroom) -> None:
    assert verify(newsroom.services.store, "2222222222") is None
