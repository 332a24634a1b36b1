"""A citation: the quote, and where it stands."""

from bot import wording
from bot.links import to_quote
from bot.models import Citation
from handlers.blocks.elements import Inline, link, plain, quote, section, styled
from handlers.blocks.message import Block
from handlers.blocks.text import address, cut

_MOST_QUOTE = 2000
_MOST_TITLE = 200


def quoted(citation: Citation) -> list[Block]:
    """The parts of rich text for one citation: the quote, then title, date, and link or id."""
    return [quote(cut(citation.quote, _MOST_QUOTE)), section(_source(citation))]


def spoken(citation: Citation) -> str:
    """The same for a screen reader, in one line."""
    where = citation.url if address(citation.url) else citation.article
    return f"“{citation.quote}” ({_title(citation)}, {wording.day(citation.published)}, {where})"


def place(citation: Citation) -> Inline:
    """A link to the quote on its page, which shows the page's host; the article's id where there is no page."""
    url = citation.url and to_quote(citation.url, citation.quote)
    return link(url) or styled(cut(citation.article, _MOST_TITLE), "code")


def _source(citation: Citation) -> Inline:
    return [*plain(f"{_title(citation)} · {wording.day(citation.published)} · "), *place(citation)]


def _title(citation: Citation) -> str:
    return cut(citation.title, _MOST_TITLE) or citation.article
