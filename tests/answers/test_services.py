"""A store, its index, topics and answers, opened together."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answers import Answerer
from bot.errors import CorpusMissing
from bot.services import Services, open_services
from bot.settings import Settings


def write(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "count.md").write_text(f"# Count\n\nThe harbour of Vardal holds {count} boats.\n", encoding="utf-8")
    return folder


def boats(services: Services) -> list[str | None]:
    return [finding.value for finding in services.answerer.ask("How many boats does the harbour hold?").findings]


def test_what_was_taken_in_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(dateline_corpus=write(tmp_path / "corpus", 40), dateline_data=tmp_path / "data")
    with open_services(settings) as services:
        assert boats(services) == []
        assert services.refresh().new == 1
    with open_services(settings) as services:
        assert boats(services) == ["40 boats"]
        assert services.refresh().same == 1


def test_the_first_articles_are_waited_for_and_later_ones_are_not(tmp_path: Path) -> None:
    settings = Settings(dateline_corpus=write(tmp_path / "corpus", 40), dateline_data=tmp_path / "data")
    with open_services(settings) as services:
        services.prepare()
        assert boats(services) == ["40 boats"]
    write(tmp_path / "corpus", 41)
    with open_services(settings) as services:
        services.prepare()
        assert boats(services) == ["40 boats"]
        services.refresh()
        assert boats(services) == ["41 boats"]
    (tmp_path / "corpus").rename(tmp_path / "moved")
    with open_services(settings) as services, pytest.raises(CorpusMissing):
        services.prepare()


def test_another_folder_has_a_store_of_its_own_below_the_data_directory(tmp_path: Path) -> None:
    settings = Settings(dateline_corpus=write(tmp_path / "corpus", 40), dateline_data=tmp_path / "data")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(tmp_path / "other", 50)
    namesake = write(elsewhere / "other", 60)
    for corpus, held in ((None, "40 boats"), (tmp_path / "other", "50 boats"), (namesake, "60 boats")):
        with open_services(settings, corpus) as services:
            services.refresh()
            assert boats(services) == [held]
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "data", "other", "elsewhere"}


def test_topics_are_the_corpus_own_or_else_the_configured_ones(tmp_path: Path) -> None:
    configured, other = write(tmp_path / "corpus", 40), write(tmp_path / "other", 50)
    settings = Settings(dateline_corpus=configured, dateline_data=tmp_path / "data")
    (configured / "topics.toml").write_text("[pier]\n", encoding="utf-8")
    with open_services(settings, other) as services:
        assert [topic.name for topic in services.topics] == ["pier"]
    (other / "topics.toml").write_text("[quay]\n", encoding="utf-8")
    with open_services(settings, other) as services:
        assert [topic.name for topic in services.topics] == ["quay"]


def test_processes_that_share_a_database_answer_from_each_others_articles(tmp_path: Path, url: str) -> None:
    corpus = write(tmp_path / "corpus", 40)
    one, other = (
        open_services(Settings(dateline_corpus=corpus, dateline_data=tmp_path / name, database_url=SecretStr(url)))
        for name in ("one", "other")
    )
    with one, other:
        one.refresh()
        assert boats(other) == ["40 boats"]
        write(corpus, 41)
        other.refresh()
        assert boats(one) == ["41 boats"]
        (corpus / "note.md").write_text("# Note\n\nNothing else is known.\n", encoding="utf-8")
        (corpus / "count.md").unlink()
        one.refresh()
        assert boats(other) == []


def test_the_index_follows_the_database_that_it_is_opened_with(tmp_path: Path) -> None:
    corpus, data = write(tmp_path / "corpus", 40), tmp_path / "data"
    with open_services(Settings(dateline_corpus=corpus, dateline_data=data)) as services:
        services.refresh()
    moved = SecretStr(f"sqlite:///{tmp_path / 'moved.db'}")
    with open_services(Settings(dateline_corpus=corpus, dateline_data=data, database_url=moved)) as services:
        assert boats(services) == []
        services.refresh()
        assert boats(services) == ["40 boats"]


def test_what_is_asked_again_is_worked_out_again_when_articles_or_the_day_have_changed(tmp_path: Path) -> None:
    corpus, days = write(tmp_path / "corpus", 40), [date(2026, 3, 2)]
    with open_services(Settings(dateline_corpus=corpus, dateline_data=tmp_path / "data")) as services:
        services.refresh()
        answerer = Answerer(services.store, services.index, (), lambda: days[-1])
        question = "How many boats does the harbour hold?"
        first = answerer.ask(question)
        assert answerer.ask(question) is first
        days.append(date(2026, 3, 3))
        assert answerer.ask(question) is not first
        write(corpus, 41)
        services.refresh()
        assert [found.value for found in answerer.ask(question).findings] == ["41 boats"]
