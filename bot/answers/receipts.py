"""What became of an answer's quotes: each citation compared with its article as it is now. Pure."""

from datetime import tzinfo
from enum import StrEnum

from pydantic import AwareDatetime, computed_field

from bot.answers.successors import found_again, is_whole, successor
from bot.models import Answer, Article, Citation, Span, Value


class Standing(StrEnum):
    """What became of a quote. MOVED: the same words at another place of the article."""

    STANDS = "stands"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


class Edition(Value):
    """A version of an article, and when it was first read."""

    version: int
    seen: AwareDatetime


class Check(Value):
    """A citation, and what became of its quote.

    `after` is what took the place of a quote that changed. `start` and `end` are where that, or the quote itself,
    stands now; None where there is nothing of the kind. `cited` is the version that the quote was taken from, `now`
    the newest: both are None where the quote stands as it stood, and where the article is gone.
    """

    citation: Citation
    standing: Standing
    after: str | None = None
    start: int | None = None
    end: int | None = None
    cited: Edition | None = None
    now: Edition | None = None

    @property
    def stands(self) -> bool:
        """Whether the quote is still in its article, word for word, wherever it stands."""
        return self.standing in (Standing.STANDS, Standing.MOVED)


class Receipt(Value):
    """An answer as it was kept, and a check of every quote in it, each once, in order."""

    answer: Answer
    kept: AwareDatetime
    checks: tuple[Check, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standing of each quote, in order."""
        return tuple(check.standing for check in self.checks)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether every quote is still in its article, word for word. True where there is none."""
        return all(check.stands for check in self.checks)


def in_timezone(receipt: Receipt, zone: tzinfo) -> Receipt:
    """The receipt with its moments as clocks in that zone show them."""

    def there(edition: Edition | None) -> Edition | None:
        return edition and Edition(version=edition.version, seen=edition.seen.astimezone(zone))

    checks = (
        check.model_copy(update={"cited": there(check.cited), "now": there(check.now)}) for check in receipt.checks
    )
    return receipt.model_copy(update={"kept": receipt.kept.astimezone(zone), "checks": tuple(checks)})


def is_in_place(citation: Citation, article: Article | None) -> bool:
    """Whether the article can be cited and holds the quote where the citation says, in whole words."""
    if article is None or article.withdrawn:
        return False
    start, end = citation.start, citation.end
    return article.text[start:end] == citation.quote and is_whole(article.text, start, end)


def compare(citation: Citation, cited: Article | None, now: Article | None) -> Check:
    """What became of a citation. `cited` is its article in the version that it was taken from, `now` in the newest.

    Each is None where there is none.
    """
    if now is None:
        return Check(citation=citation, standing=Standing.GONE)
    if is_in_place(citation, now):
        return Check(citation=citation, standing=Standing.STANDS, start=citation.start, end=citation.end)
    standing, span = _fate(citation, cited, now)
    return Check(
        citation=citation,
        standing=standing,
        after=now.text[slice(*span)] if span and standing is Standing.CHANGED else None,
        start=span and span[0],
        end=span and span[1],
        cited=cited and _edition(cited),
        now=_edition(now),
    )


def _fate(citation: Citation, cited: Article | None, now: Article) -> tuple[Standing, Span | None]:
    """What became of a quote that is not in its place, and where it or what took its place stands."""
    if now.withdrawn:
        return Standing.WITHDRAWN, None
    if span := found_again(citation, now.text):
        return Standing.MOVED, span
    if span := successor(citation, cited, now):
        return Standing.CHANGED, span
    return Standing.REMOVED, None


def _edition(article: Article) -> Edition:
    return Edition(version=article.version, seen=article.seen)
