"""The index follows its store, finds blocks, and says exactly where their sentences stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import tantivy

from bot.models import BlockKind, Period
from bot.search import Index
from bot.store import Store
from bot.terms import terms_of

Save = Callable[..., None]


def found(index: Index, text: str, limit: int = 50) -> list[str]:
    """The articles of the blocks that hold any of the words, best first."""
    return [hit.article for hit in index.search(dict.fromkeys(terms_of(text), 1.0), limit)]


def test_an_empty_corpus_has_nothing(index: Index) -> None:
    assert index.catch_up() == 0
    assert found(index, "ferry") == []
    assert index.size() == 0
    assert not index.has_word("ferry")


def test_what_lands_is_found_once_the_index_caught_up(index: Index, save: Save) -> None:
    save("a", "The ferry sank.", "Nobody drowned.")
    assert found(index, "ferry") == []
    assert index.catch_up() == 1
    assert found(index, "ferries") == ["a"]
    assert index.size() == 2
    assert index.frequency("ferri") == 1


def test_only_what_changed_is_read(index: Index, save: Save) -> None:
    save("a", "The ferry sank.")
    assert index.catch_up() == 1
    save("b", "The pilot swam.")
    save("c", "A pilot sang.")
    assert index.catch_up() == 2
    assert index.catch_up() == 0
    assert sorted(found(index, "pilot ferry")) == ["a", "b", "c"]


def test_more_changes_than_one_batch_are_all_read(index: Index, save: Save) -> None:
    for number in range(450):
        save(f"a{number}", f"Ferry number {number} sank.")
    assert index.catch_up() == 450
    assert index.size() == 450


def test_a_changed_article_is_found_by_its_new_words_alone(index: Index, save: Save) -> None:
    save("a", "The ferry sank.", "Rain fell.")
    index.catch_up()
    save("a", "The barge sank.")
    index.catch_up()
    assert found(index, "ferry rain") == []
    assert found(index, "barge") == ["a"]
    assert index.size() == 1


def test_a_withdrawn_article_vanishes_and_may_come_back(index: Index, save: Save, store: Store) -> None:
    save("a", "The ferry sank.")
    save("b", "The ferry swam.")
    index.catch_up()
    store.withdraw("a")
    index.catch_up()
    assert found(index, "ferry") == ["b"]
    assert index.frequency("sink") == 0
    save("a", "The ferry sank.")
    index.catch_up()
    assert sorted(found(index, "ferry")) == ["a", "b"]


def test_an_article_that_came_and_went_meanwhile_is_not_found(index: Index, save: Save, store: Store) -> None:
    save("a", "The ferry sank.")
    store.withdraw("a")
    index.catch_up()
    assert found(index, "ferry") == []


def test_a_hit_says_where_its_sentences_stand(index: Index, save: Save, store: Store) -> None:
    save(
        "a",
        "# Storm",
        "Größe matters — “said” 🙂 Ana’s crew.|A second ferry sank near Çeşme.",
        title="Ferries in the storm",
        published=date(2025, 5, 1),
    )
    index.catch_up()
    (hit,) = index.search({"sink": 1.0}, 5)
    article = store.article("a")
    assert article
    assert (hit.title, hit.published, hit.url) == ("Ferries in the storm", date(2025, 5, 1), None)
    assert (hit.kind, hit.ordinal, hit.heading) == (BlockKind.PARAGRAPH, 1, "Storm")
    assert [sentence.text for sentence in hit.sentences] == [
        "Größe matters — “said” 🙂 Ana’s crew.",
        "A second ferry sank near Çeşme.",
    ]
    assert all(article.text[s.start : s.end] == s.text for s in hit.sentences)
    assert [[term for term in s.terms if term] for s in hit.sentences] == [terms_of(s.text) for s in hit.sentences]


def test_words_of_the_block_count_more_than_those_above_it(index: Index, save: Save) -> None:
    save("above", "# The ferry", "It sailed at noon and came back.")
    save("inside", "# Boats", "A ferry sailed at noon and came back.")
    save("title", "It sailed at noon and never came back.", title="The ferry")
    index.catch_up()
    order = found(index, "ferry")
    assert set(order) == {"above", "inside", "title"}
    assert [name for name in order if name != "above"] == ["inside", "title"]


def test_heavier_terms_decide(index: Index, save: Save) -> None:
    save("rain", "Rain fell on the town.")
    save("wind", "Wind blew on the town.")
    index.catch_up()
    first = [index.search({"rain": rain, "wind": wind}, 5)[0].article for rain, wind in ((1.0, 0.1), (0.1, 1.0))]
    assert first == ["rain", "wind"]


def test_no_more_hits_than_asked_for(index: Index, save: Save) -> None:
    for number in range(7):
        save(f"a{number}", "The ferry sank.")
    index.catch_up()
    assert len(found(index, "ferry", limit=3)) == 3


@pytest.mark.parametrize(
    ("word", "there"),
    [("Glavas", True), ("GLAVAŠ", True), ("glava", False), ("chairs", False), ("chaired", True), ("", False)],
)
def test_a_word_is_there_as_typed_but_for_case_and_accents(index: Index, save: Save, word: str, there: bool) -> None:
    save("a", "Glavaš’s crew chaired it.")
    index.catch_up()
    assert index.has_word(word) is there


def test_what_was_read_is_still_there_at_the_next_start(index: Index, save: Save, store: Store, folder: Path) -> None:
    save("a", "The ferry sank.")
    index.catch_up()
    again = Index.open(folder, store)
    assert found(again, "ferry") == ["a"]
    assert again.catch_up() == 0
    assert again.seq == store.last_change()


def test_two_followers_of_one_folder_see_each_others_work(index: Index, save: Save, store: Store, folder: Path) -> None:
    other = Index.open(folder, store)
    save("a", "The ferry sank.")
    index.catch_up()
    other.catch_up()
    assert found(other, "ferry") == ["a"]
    save("b", "The ferry swam.")
    other.catch_up()
    index.catch_up()
    for follower in (index, other, Index.open(folder, store)):
        assert sorted(found(follower, "ferry")) == ["a", "b"]
        assert follower.size() == 2


def test_while_another_process_writes_the_index_answers_and_sees_the_change_later(
    index: Index, save: Save, store: Store, folder: Path
) -> None:
    save("a", "The ferry sank.")
    index.catch_up()
    other = tantivy.Index.open(str(folder)).writer(heap_size=15_000_000, num_threads=1)
    save("b", "The ferry swam.")
    assert index.catch_up() == 0
    assert found(index, "ferry") == ["a"]
    assert index.seq < store.last_change()
    other.wait_merging_threads()
    assert index.catch_up() == 1
    assert sorted(found(index, "ferry")) == ["a", "b"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2025, 3, 1), None), {"march", "may"}),
        (Period(None, date(2025, 3, 1)), {"january", "march"}),
        (Period(date(2025, 1, 10), date(2025, 4, 30)), {"january", "march"}),
        (Period(date(2025, 1, 11), date(2025, 2, 28)), set()),
        (Period(None, None), {"january", "march", "may"}),
    ],
)
def test_only_articles_of_the_period_are_searched(index: Index, save: Save, period: Period, expected: set[str]) -> None:
    save("january", "The dam broke.", published=date(2025, 1, 10))
    save("march", "The dam was mended.", published=date(2025, 3, 1))
    save("may", "The dam is dry.", published=date(2025, 5, 2))
    save("unknown", "The dam is old.")
    index.catch_up()
    weights = dict.fromkeys(terms_of("dam"), 1.0)
    assert {hit.article for hit in index.search(weights, 10, period)} == expected
    assert {hit.article for hit in index.search(weights, 10, undated=True)} == {"unknown"}
    assert {hit.article for hit in index.search(weights, 10)} == {"january", "march", "may", "unknown"}


def test_the_best_of_a_period_are_found_behind_any_number_of_better_ones_outside_it(index: Index, save: Save) -> None:
    for number in range(30):
        save(f"old-{number}", "Dam. Dam. Dam.", published=date(2024, 1, 1))
    save("new", "Nobody speaks any longer of the dam that once stood here.", published=date(2025, 1, 1))
    index.catch_up()
    weights = dict.fromkeys(terms_of("dam"), 1.0)
    assert [hit.article for hit in index.search(weights, 5, Period(date(2025, 1, 1), None))] == ["new"]


def test_a_period_does_not_change_how_well_a_block_matches(index: Index, save: Save) -> None:
    save("march", "The dam was mended.", published=date(2025, 3, 1))
    index.catch_up()
    weights = dict.fromkeys(terms_of("dam mended"), 1.0)
    [within], [any_day] = index.search(weights, 5, Period(date(2025, 1, 1), None)), index.search(weights, 5)
    assert within.score == pytest.approx(any_day.score)
