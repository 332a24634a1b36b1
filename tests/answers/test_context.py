"""A quote read in its article, which may have changed since."""

from collections.abc import Callable

import pytest

from bot.answers.context import Context, find_context, mark_of
from bot.models import Citation, Standing
from tests.answers.newsroom import Newsroom

TOWER = (
    "# The tower at Kvalnes\n\n"
    "The tower was lit in 1874. It burns 40 litres of oil a night.\n\n"
    "Nine keepers have lived there since, the last of them Solveig Aas. Her dog was called Bosun.\n"
)
KEEPERS = "Nine keepers have lived there since, the last of them Solveig Aas."
Read = Callable[[str], Context | None]


@pytest.fixture
def newsroom(open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    return open_newsroom({"tower.md": TOWER})


@pytest.fixture
def cited(newsroom: Newsroom) -> Citation:
    article = newsroom.services.store.article("tower")
    assert article
    start = article.text.index(KEEPERS)
    return article.cite(start, start + len(KEEPERS))


@pytest.fixture
def after(newsroom: Newsroom, cited: Citation) -> Read:
    """The sentence on the keepers, read when the article's file has become that text."""

    def read(text: str) -> Context | None:
        newsroom.write("tower.md", text)
        newsroom.refresh()
        return find_context(newsroom.services.store, "tower", (cited.start, cited.end), mark_of(cited))

    return read


def shown(context: Context | None) -> str:
    """The words that are marked in the article."""
    assert context
    assert context.article
    assert context.span
    return context.article.text[slice(*context.span)]


def test_a_quote_that_stands_is_read_where_it_stands(after: Read, cited: Citation) -> None:
    context = after(TOWER)
    assert shown(context) == KEEPERS
    assert context
    assert (context.check.citation, context.check.standing) == (cited, Standing.STANDS)


def test_one_that_moved_is_read_where_it_went(after: Read) -> None:
    context = after(TOWER.replace("The tower was lit", "By the best of records the tower was lit"))
    assert shown(context) == KEEPERS
    assert context
    assert context.check.standing is Standing.MOVED


def test_of_one_that_changed_what_took_its_place_is_read(after: Read) -> None:
    context = after(TOWER.replace("Nine keepers", "Eleven keepers"))
    assert shown(context) == KEEPERS.replace("Nine", "Eleven")
    assert context
    assert (context.check.standing, context.check.citation.quote) == (Standing.CHANGED, KEEPERS)


def test_one_that_was_removed_is_read_in_the_version_that_had_it(after: Read) -> None:
    after("# The tower at Kvalnes\n\nA storm took it in January.\n")
    context = after("# The tower at Kvalnes\n\nA storm took it in February.\n")
    assert shown(context) == KEEPERS
    assert context
    assert context.article
    assert (context.check.standing, context.article.version) == (Standing.REMOVED, 1)


def test_an_article_that_was_withdrawn_is_not_read(newsroom: Newsroom, cited: Citation) -> None:
    newsroom.services.store.withdraw("tower")
    context = find_context(newsroom.services.store, "tower", (cited.start, cited.end), mark_of(cited))
    assert context
    assert (context.check.standing, context.article, context.span) == (Standing.WITHDRAWN, None, None)


@pytest.mark.parametrize(("article", "mark"), [("bridge", None), ("tower", "222222"), ("tower\0", None), ("tower", "")])
def test_what_was_never_there_is_none(newsroom: Newsroom, cited: Citation, article: str, mark: str | None) -> None:
    told = mark_of(cited) if mark is None else mark
    assert find_context(newsroom.services.store, article, (cited.start, cited.end), told) is None
    assert find_context(newsroom.services.store, "tower", (-5, 10**9), "222222") is None
