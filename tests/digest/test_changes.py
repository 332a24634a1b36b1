"""What is new in a story since its known articles: told, verbatim, and nothing that was known."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.digest.changes import has_news, is_quiet, news, retell
from bot.digest.reported import Reported
from bot.facts.record import take
from bot.models import Article, Change, ChangeKind, Digest, Role, Story
from tests.digest.scored_changes import KINDS, read, score, stories

Make = Callable[..., Article]
MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
SINCE = datetime(2026, 3, 1, tzinfo=UTC)


def reported(article: Article) -> Reported:
    return Reported(article, take(article))


def changes(make: Make, before: list[str], after: list[str]) -> tuple[Change, ...]:
    """What changed between articles of one sentence each."""
    known = [reported(make(text, id=f"known{n}", published=MONDAY)) for n, text in enumerate(before)]
    new = [reported(make(text, id=f"new{n}", published=TUESDAY)) for n, text in enumerate(after)]
    return news(known, new).changes


def values(change: Change) -> tuple[list[str | None], list[str | None]]:
    return [found.value for found in change.before], [found.value for found in change.after]


def test_the_labelled_stories_are_told_as_a_careful_editor_would() -> None:
    scores = score()
    assert len(stories()) >= 16, "the floors are for these stories and more"
    assert scores.precision(*KINDS) >= 0.97, scores.wrong
    assert scores.recall(*KINDS) >= 0.95, scores.wrong
    for kind in KINDS:
        assert scores.precision(kind) >= 0.95, (kind, scores.wrong)
        assert scores.recall(kind) >= 0.75, (kind, scores.wrong)


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_all_that_is_told_is_verbatim_and_every_value_stands_in_its_quotes(path: Path) -> None:
    known, new, _ = read(path)
    texts = {one.article.id: one.article.text for one in (*known, *new)}
    found = news(known, new)
    told = [part for change in found.changes for part in (*change.before, *change.after)]
    for citation in (*found.citations, *(citation for part in told for citation in part.citations)):
        assert texts[citation.article][citation.start : citation.end] == citation.quote
        assert len(citation.quote) <= 400
    for part in told:
        assert part.value
        assert any(part.value in citation.quote for citation in part.citations)
    new_ids = {one.article.id for one in new}
    assert {citation.article for citation in found.citations} <= new_ids
    for change in found.changes:
        assert {cited.article for part in change.after for cited in part.citations} <= new_ids
        assert new_ids.isdisjoint(cited.article for part in change.before for cited in part.citations)


@pytest.mark.parametrize("path", stories(), ids=lambda path: path.stem)
def test_the_same_articles_a_second_time_say_nothing_new(path: Path) -> None:
    known, new, _ = read(path)
    again = [Reported(one.article.model_copy(update={"id": f"{one.article.id}-again"}), one.facts) for one in new]
    assert news([*known, *new], again) == ((), ())


BOATS = "The harbour of Larvik holds 30 ferries."


@pytest.mark.parametrize(
    ("old", "same"),
    [
        (BOATS, "In the harbour of Larvik lie thirty ferries."),
        (BOATS.replace("30", "33"), "The harbour of Larvik holds more than 30 ferries."),
        (BOATS, "The harbour of Larvik holds roughly 30 ferries."),
        (BOATS.replace("30", "roughly 30"), "The harbour of Larvik holds 31 ferries."),
        (BOATS, "The harbour of Larvik holds 20 to 35 ferries."),
        (BOATS.replace("30", "20 to 35"), "The harbour of Larvik holds some 25 ferries."),
        (BOATS, "The harbour of Sandnes holds 44 ferries."),
        (BOATS, "The ferries of Larvik carry 44 crews."),
        (BOATS, "Captains of 44 ferries met in the harbour of Larvik."),
    ],
)
def test_a_figure_that_agrees_or_is_of_another_thing_is_no_change(make_article: Make, old: str, same: str) -> None:
    assert not changes(make_article, [old], [same])


def test_a_large_figure_told_more_exactly_is_no_change(make_article: Make) -> None:
    old, new = "The dredging of Larvik cost 1.2 million euros.", "The dredging of Larvik cost 1,187,000 euros."
    assert not changes(make_article, [old], [new])
    assert changes(make_article, [old], [new.replace("1,187,000", "1,387,000")])


def test_a_figure_that_differs_is_told_with_both_sides(make_article: Make) -> None:
    (change,) = changes(make_article, [BOATS], ["The harbour of Larvik now holds 34 ferries."])
    assert (change.kind, values(change)) == (ChangeKind.FIGURE, (["30 ferries"], ["34 ferries"]))
    assert change.before[0].citations[0].quote == BOATS
    assert change.after[0].citations[0].article == "new0"


def test_sources_that_differ_today_stand_side_by_side(make_article: Make) -> None:
    told = [BOATS.replace("30", "34"), BOATS.replace("30", "36")]
    (change,) = changes(make_article, [BOATS], told)
    assert values(change) == (["30 ferries"], ["34 ferries", "36 ferries"])


def test_figures_that_differed_before_are_no_change_when_told_again(make_article: Make) -> None:
    told = [BOATS, BOATS.replace("30", "34")]
    assert not changes(make_article, told, list(reversed(told)))


def test_copies_count_as_one_source_of_a_new_figure(make_article: Make) -> None:
    known = [reported(make_article(BOATS, id="known"))]
    wire = make_article("The harbour of Larvik now holds 34 ferries.", id="wire")
    copy = make_article("The harbour of Larvik holds 34 ferries at present.", id="copy")
    own = make_article("By our count 34 ferries lie in the harbour of Larvik.", id="own")
    copied = copy.model_copy(update={"copy_of": "wire"})
    (change,) = news(known, [reported(one) for one in (wire, copied, own)]).changes
    (found,) = change.after
    assert (len(found.citations), found.wordings) == (3, 2)


def test_a_part_is_told_once_in_the_first_role_and_not_of_those_who_had_one(make_article: Make) -> None:
    before = ["Ida Moen chaired the talks in Vardal."]
    after = ["Ida Moen chaired the talks in Vardal.", "Minister Kari Lund attended the talks in Vardal, as did Moen."]
    parts = [change for change in changes(make_article, before, after) if change.kind is ChangeKind.PARTICIPANT]
    assert [(change.after[0].value, change.after[0].role) for change in parts] == [
        ("Minister Kari Lund", Role.ATTENDED)
    ]


def test_who_was_expected_and_stayed_away_is_told_with_both_roles(make_article: Make) -> None:
    before = ["Minister Kari Lund is expected to attend the talks in Vardal."]
    after = ["Minister Kari Lund did not attend the talks in Vardal."]
    (change,) = (one for one in changes(make_article, before, after) if one.kind is ChangeKind.PARTICIPANT)
    assert (change.before[0].role, change.after[0].role) == (Role.EXPECTED, Role.ABSENT)


def test_a_day_ahead_is_new_once_and_one_that_passed_is_not(make_article: Make) -> None:
    before = ["The council of Vardal will vote on the tower."]
    after = ["The council of Vardal will vote on the tower on 20 March.", "The tower burned on 20 February."]
    dates = [one for one in changes(make_article, before, after) if one.kind is ChangeKind.DATE]
    assert [values(change) for change in dates] == [([], ["20 March"])]
    assert not [one for one in changes(make_article, after[:1], after[:1]) if one.kind is ChangeKind.DATE]


def test_the_order_in_which_articles_are_given_changes_no_fact() -> None:
    for path in stories():
        known, new, _ = read(path)
        told, turned = news(known, new), news(known[::-1], new[::-1])
        assert {change.kind for change in told.changes} == {change.kind for change in turned.changes}
        assert len(told.changes) == len(turned.changes)
        assert news(known, new) == told


def test_a_known_story_is_retold_by_what_is_new_and_a_new_one_stays(make_article: Make) -> None:
    known, new = reported(make_article(BOATS, id="old")), reported(make_article(BOATS.replace("30", "34"), id="new"))
    story = Story(headline="Boats", articles=("new",), citations=(new.article.cite(0, 8),), known=("old",))
    retold = retell(story, [known], [new])
    assert (len(retold.changes), [cited.quote for cited in retold.citations]) == (1, [new.article.text.strip()])
    assert retell(story.model_copy(update={"known": ()}), [], [new]).citations == story.citations


def test_a_digest_of_known_things_alone_is_quiet(make_article: Make) -> None:
    known, again = reported(make_article(BOATS, id="old")), reported(make_article(BOATS, id="again"))
    story = retell(Story(headline="Boats", articles=("again",), citations=(), known=("old",)), [known], [again])
    fresh = Story(headline="Fire", articles=("fire",), citations=())
    assert is_quiet(story)
    assert not is_quiet(fresh)

    def digest(*told: Story) -> Digest:
        return Digest(since=SINCE, until=SINCE + timedelta(days=1), stories=told)

    assert not has_news(digest())
    assert not has_news(digest(story))
    assert has_news(digest(story, fresh))
