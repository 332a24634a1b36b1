"""JSON Feed 1.0 and 1.1 (jsonfeed.org). Pure."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import from_json

from bot.corpus.dates import parse_date
from bot.corpus.page import fold
from bot.corpus.web.addresses import join
from bot.corpus.web.entries import MOST_ENTRIES, FeedEntry, ParsedFeed, as_html, is_full_text, plain_title
from bot.errors import NotFeed

_VERSION = "https://jsonfeed.org/version/"
_LONGEST_DATE = 100


def _lenient(value: object) -> str | None:
    """A number counts as its text; anything else that is no text is as if it were not there."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


_Text = Annotated[str | None, BeforeValidator(_lenient)]


class _Author(BaseModel):
    model_config = ConfigDict(extra="ignore")
    name: _Text = None


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: _Text = None
    url: _Text = None
    external_url: _Text = None
    title: _Text = None
    content_html: _Text = None
    content_text: _Text = None
    summary: _Text = None
    date_published: _Text = None
    date_modified: _Text = None
    author: _Author | None = None
    authors: list[_Author] = []


class _Feed(BaseModel):
    model_config = ConfigDict(extra="ignore")
    version: str
    title: _Text = None
    items: list[Any]


def parse_json(text: str, url: str) -> ParsedFeed:
    """The feed in a text. `url`: where it came from. An item that is none is left out.

    Raises NotFeed where the text is no JSON Feed.
    """
    try:
        value, is_cut_off = _load(text)
        feed = _Feed.model_validate(value)
    except ValueError as error:  # pydantic's own is one
        raise NotFeed(str(error)) from error
    if not feed.version.startswith(_VERSION):
        raise NotFeed(feed.version)
    items = feed.items[:-1] if is_cut_off else feed.items
    entries = (_entry(item, url) for item in items[:MOST_ENTRIES])
    return ParsedFeed(plain_title(feed.title), tuple(filter(None, entries)), is_cut_off, 0)


def _load(text: str) -> tuple[Any, bool]:
    """The value, and whether it is cut off: then it is what there is of it."""
    try:
        return from_json(text), False
    except ValueError:
        return from_json(text, allow_partial=True), True


def _entry(item: object, url: str) -> FeedEntry | None:
    try:
        read = _Item.model_validate(item)
    except ValidationError:
        return None
    link = join(url, read.url or read.external_url or "") if read.url or read.external_url else None
    if not (read.id or link):
        return None
    content = read.content_html or as_html(read.content_text or "")
    is_full = is_full_text(content, stated_as_content=True)
    names = [author.name for author in (*read.authors, *filter(None, [read.author])) if author.name]
    return FeedEntry(
        id=read.id or link or "",
        url=link,
        title=plain_title(read.title),
        author=fold(", ".join(dict.fromkeys(names))) or None,
        published=parse_date((read.date_published or "")[:_LONGEST_DATE]),
        updated=read.date_modified or "",
        content=content if is_full else max(content, as_html(read.summary or ""), key=len),
        is_full=is_full,
    )
