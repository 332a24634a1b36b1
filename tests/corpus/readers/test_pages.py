"""Web pages as sites make them: the article is there whole, and nothing else is.

Each page lies in tests/corpus/pages, with what it must give beside it: `sentences` in their order, each once; `absent`,
what is the page's and not the article's, whatever its case; and what the page states of the article.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.models import Draft
from tests.drafting import make_draft

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))


def wanted(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def draft(path: Path) -> Draft:
    return make_draft(path.name, path.read_bytes())


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 14


def test_the_text_is_complete_and_in_order(path: Path, draft: Draft) -> None:
    sentences = wanted(path)["sentences"]
    assert [sentence for sentence in sentences if draft.text.count(sentence) != 1] == []
    places = [draft.text.index(sentence) for sentence in sentences]
    assert places == sorted(places)


def test_boilerplate_is_absent(path: Path, draft: Draft) -> None:
    assert [words for words in wanted(path)["absent"] if words.lower() in draft.text.lower()] == []


def test_little_stands_there_besides(path: Path, draft: Draft) -> None:
    """Headings, datelines and questions are not all among the sentences, but not much else is left."""
    told = sum(map(len, wanted(path)["sentences"]))
    assert len(draft.text) < 1.25 * told + 150


def test_quotes_set_large_are_said_once(path: Path, draft: Draft) -> None:
    assert [words for words in wanted(path).get("once", []) if draft.text.count(words) != 1] == []


def test_the_page_states_what_it_is(path: Path, draft: Draft) -> None:
    stated = wanted(path)
    assert (draft.title, draft.author, draft.publisher, draft.url) == (
        stated["title"],
        stated.get("author"),
        stated.get("publisher"),
        stated.get("url"),
    )
    assert (str(draft.published) if draft.published else None) == stated.get("published")
