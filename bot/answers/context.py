"""The coordinator of quotes in context: where a quote stands in, the article around it out. Reads the store; changes
nothing."""

from collections.abc import Iterator

from bot.answer_id import make_id
from bot.models import Article, Check, Citation, Span, Standing, Value
from bot.store import Store
from bot.texts.standing import compare

MARK = 6
"""Characters of a quote's mark: enough to tell the versions of one article apart."""


class Context(Value):
    """What became of a quote, and the article in which it is to be read: the newest version, or that which the quote
    was taken from where no other has anything like it. `span`: where the quote, or what took its place, stands there.

    An article that was withdrawn is not read: both are None.
    """

    check: Check
    article: Article | None = None
    span: Span | None = None


def mark_of(citation: Citation) -> str:
    """By which the version of the article can be told that has the quote in its place."""
    return make_id(citation.quote)[:MARK]


def find_context(store: Store, article: str, span: Span, mark: str) -> Context | None:
    """The quote of that mark that stood at that place of the article; None where there is, or was, no such thing.

    Raises DatabaseDown.
    """
    now = store.article(article)
    cited = next((one for one in _versions(store, now) if mark_of(one.cite(*span)) == mark), None)
    if now is None or cited is None:
        return None
    check = compare(cited.cite(*span), cited, now)
    if check.standing is Standing.WITHDRAWN:
        return Context(check=check)
    if check.standing is Standing.REMOVED:
        return Context(check=check, article=cited, span=span)
    return Context(check=check, article=now, span=(check.start or 0, check.end or 0))


def _versions(store: Store, newest: Article | None) -> Iterator[Article]:
    """Every version of an article, the newest first."""
    if newest is None:
        return
    yield newest
    earlier = (store.article(newest.id, number) for number in range(newest.version - 1, 0, -1))
    yield from filter(None, earlier)
