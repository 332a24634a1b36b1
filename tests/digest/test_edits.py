"""Quotes that were shown, and whose articles were edited since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.digest.edits import Shown, edits
from bot.models import Article, Standing

Make = Callable[..., Article]
SHOWN = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST, OTHER = "Twelve ferries will be bought this year.", "The harbour master welcomed the vote."


def versions(make: Make, *texts: tuple[str, ...]) -> list[Article]:
    """Versions of one article, a day apart, the first one read a day before it was shown."""
    made = [make(*sentences, id="boats", landed=SHOWN - DAY) for sentences in texts]
    return [
        article.model_copy(update={"version": n + 1, "seen": SHOWN + (n - 1) * DAY + timedelta(hours=n)})
        for n, article in enumerate(made)
    ]


def shown(article: Article, at: datetime = SHOWN) -> Shown:
    return Shown(article.cite(0, len(FIRST)), at)


def test_a_quote_that_was_changed_is_told_with_before_and_after(make_article: Make) -> None:
    told = versions(make_article, (FIRST, OTHER), (FIRST.replace("Twelve", "Fourteen"), OTHER))
    (check,) = edits([shown(told[0])], {"boats": told}, SHOWN)
    assert (check.standing, check.citation.quote, check.after) == (
        Standing.CHANGED,
        FIRST,
        FIRST.replace("Twelve", "Fourteen"),
    )
    assert check.cited is not None
    assert check.now is not None
    assert (check.cited.version, check.now.version) == (1, 2)


def test_a_quote_that_was_taken_out_is_told(make_article: Make) -> None:
    told = versions(make_article, (FIRST, OTHER), (OTHER,))
    (check,) = edits([shown(told[0])], {"boats": told}, SHOWN)
    assert (check.standing, check.after) == (Standing.REMOVED, None)


def test_what_was_edited_elsewhere_or_moved_is_none(make_article: Make) -> None:
    told = versions(make_article, (FIRST, OTHER), (OTHER, FIRST, "Nobody had asked the crews."))
    assert not edits([shown(told[0])], {"boats": told}, SHOWN)
    assert not edits([shown(told[0])], {}, SHOWN)


def test_an_edit_is_told_once_though_the_article_is_edited_again(make_article: Make) -> None:
    changed = FIRST.replace("Twelve", "Fourteen")
    told = versions(make_article, (FIRST, OTHER), (changed, OTHER), (changed, OTHER, "Nobody had asked the crews."))
    assert edits([shown(told[0])], {"boats": told[:2]}, SHOWN)
    assert not edits([shown(told[0])], {"boats": told}, told[1].seen)
    last = versions(make_article, (OTHER,))[0].model_copy(update={"version": 4, "seen": told[2].seen + DAY})
    assert [check.standing for check in edits([shown(told[0])], {"boats": [*told, last]}, told[2].seen)] == [
        Standing.REMOVED
    ]


def test_a_quote_that_stood_in_two_digests_is_told_once(make_article: Make) -> None:
    told = versions(make_article, (FIRST, OTHER), (OTHER,))
    assert len(edits([shown(told[0]), shown(told[0], SHOWN - DAY)], {"boats": told}, SHOWN)) == 1


def test_a_withdrawn_article_was_edited_by_nobody(make_article: Make) -> None:
    told = versions(make_article, (FIRST, OTHER), (OTHER,))
    withdrawn = told[1].model_copy(update={"withdrawn": True})
    assert not edits([shown(told[0])], {"boats": [told[0], withdrawn]}, SHOWN)
