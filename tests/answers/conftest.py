"""Newsrooms to ask."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.services import open_services
from bot.settings import Settings
from tests.answers.newsroom import ARTICLES, TOPICS, Newsroom

Open = Callable[..., Newsroom]


@pytest.fixture(scope="module")
def open_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Opens a newsroom on these files."""
    with ExitStack() as stack:

        def open_one(articles: dict[str, str], topics: str = TOPICS) -> Newsroom:
            folder = tmp_path_factory.mktemp("corpus")
            (folder / "topics.toml").write_text(topics, encoding="utf-8")
            data = tmp_path_factory.mktemp("data")
            services = stack.enter_context(open_services(Settings(dateline_corpus=folder, dateline_data=data)))
            newsroom = Newsroom(folder, services)
            for name, text in articles.items():
                newsroom.write(name, text)
            if articles:
                newsroom.refresh()
            return newsroom

        yield open_one


@pytest.fixture(scope="module")
def newsroom(open_newsroom: Open) -> Newsroom:
    """The keepers' newsroom; whoever changes its files opens another."""
    return open_newsroom(ARTICLES)
