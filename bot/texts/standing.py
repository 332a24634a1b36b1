"""What became of a quote: its article in the version that it was taken from, and in the newest. Pure."""

from datetime import tzinfo

from bot.models import Article, Check, Citation, Edition, Span, Standing
from bot.texts.successors import found_again, is_whole, successor


def seen_from(check: Check, zone: tzinfo) -> Check:
    """The check with its moments as clocks in that zone show them."""

    def there(edition: Edition | None) -> Edition | None:
        return edition and Edition(version=edition.version, seen=edition.seen.astimezone(zone))

    return check.model_copy(update={"cited": there(check.cited), "now": there(check.now)})


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
