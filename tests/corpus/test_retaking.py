"""What is kept of articles follows the program that takes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.corpus import retake_facts, sync
from bot.facts import record
from bot.facts.counts import Count, counts
from bot.services import open_services
from bot.settings import Settings
from bot.store import Store

NOW = datetime(2025, 5, 2, 9, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "001.txt").write_text("The bridge opens\n\nSome 40 engineers from Chile met in Oslo on Monday.")
    store = Store.open(f"sqlite:///{tmp_path / 'store.db'}")
    sync(corpus, store, now=NOW)
    return store


def test_an_article_comes_in_with_what_it_states(store: Store) -> None:
    told = store.facts(["001"])["001"].sentences[-1]
    assert [count.low for count in told.counts] == [40]
    assert {mention.name for mention in told.mentions} == {"Chile", "Oslo"}
    assert len(told.times) == 1
    assert store.without_facts("", 10) == []


def test_facts_that_another_program_took_do_not_count_and_are_taken_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.facts(["001"])
    for module in ("bot.store.rows", "bot.store.articles"):
        monkeypatch.setattr(f"{module}.taken_by", lambda: "another")
    assert store.facts(["001"]) == {}
    change = store.last_change()
    assert retake_facts(store) == 1
    assert store.facts(["001"]) == before
    assert store.last_change() == change
    assert retake_facts(store) == 0


def test_two_versions_that_share_a_database_do_not_fight_over_an_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.articles.taken_by", lambda: "another")
    kept = store.facts(["001"])
    assert retake_facts(store) == 1  # saved as this version's own, which the other takes for a stranger's
    assert store.facts(["001"]) == kept == {}


def test_facts_are_taken_anew_at_the_start_and_not_at_every_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(dateline_data=tmp_path / "data", dateline_corpus=tmp_path / "corpus", database_url=None)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "001.txt").write_text("The bridge opens\n\nSome 40 engineers met in Oslo.")
    with open_services(settings) as services:
        services.refresh()
    for module in ("bot.store.rows", "bot.store.articles"):
        monkeypatch.setattr(f"{module}.taken_by", lambda: "another")
    with open_services(settings) as services:
        services.refresh()
        assert services.store.without_facts("", 10) == []
        for module in ("bot.store.rows", "bot.store.articles"):
            monkeypatch.setattr(f"{module}.taken_by", lambda: "a third one")
        services.refresh()
        assert [article.id for article in services.store.without_facts("", 10)] == ["001"]
        answer = services.answerer.ask("who met in Oslo?")
        assert [finding.value for finding in answer.findings] == ["Some 40 engineers"]


def test_an_article_whose_facts_cannot_be_taken_comes_in_and_keeps_none_out(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_at_a_whale(text: str) -> list[Count]:
        if "whale" in text:
            raise IndexError(text)
        return counts(text)

    monkeypatch.setattr("bot.facts.antecedents.counts", fail_at_a_whale)
    for number, animal in (("002", "whales"), ("003", "seals")):
        (tmp_path / "corpus" / f"{number}.txt").write_text(f"The count\n\nSome 40 {animal} were seen.")
    report = sync(tmp_path / "corpus", store, now=NOW)
    assert (report.new, report.refused) == (2, ())
    told = store.facts(["002", "003"])
    assert [sentence.counts for sentence in told["002"].sentences] == [()] * len(told["003"].sentences)
    assert [count.low for count in told["003"].sentences[-1].counts] == [40]


def test_withdrawn_articles_are_left_as_they_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.withdraw("001")
    monkeypatch.setattr("bot.store.articles.taken_by", lambda: "another")
    assert retake_facts(store) == 0


def test_what_facts_depend_on_is_one_short_word() -> None:
    assert record.taken_by() == record.taken_by()
    assert len(record.taken_by()) == 8
