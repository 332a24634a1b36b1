"""A page's way to a draft: clean, split. Pure."""

import os
import unicodedata

from bot.corpus.clean import clean
from bot.corpus.page import Page
from bot.corpus.piece import UNSTATED, Stated
from bot.corpus.split import lay_out
from bot.errors import NoText
from bot.models import Block, BlockKind, Draft

_LONGEST_TITLE = 90


def name_article(name: str) -> str:
    """The id of a file's article: the file's name without its ending, with accents composed (NFC)."""
    return unicodedata.normalize("NFC", os.path.splitext(os.path.basename(name))[0])  # noqa: PTH119, PTH122 - called for every file


def draft_page(article_id: str, source: str, page: Page, stated: Stated = UNSTATED) -> Draft:
    """The article of a page that was read from `source`. `stated` counts where the page does not say it itself; but
    where it was found is for the finder to say: a page may claim to be anywhere.

    Raises NoText.
    """
    text, blocks = lay_out(clean(page.lines))
    if not blocks:
        raise NoText
    return Draft(
        id=article_id,
        source=source,
        title=page.title or stated.title or _title_in(text, blocks) or article_id,
        url=stated.url or page.url,
        publisher=page.publisher or stated.publisher,
        author=page.author or stated.author,
        published=page.published or stated.published,
        text=text,
        blocks=blocks,
    )


def _title_in(text: str, blocks: tuple[Block, ...]) -> str:
    """The first heading; else the first sentence, cut at a word where it is long."""
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    start, end = (heading.start, heading.end) if heading else blocks[0].sentences[0]
    title = text[start:end]
    if heading or len(title) <= _LONGEST_TITLE:
        return title
    return title[: title.rfind(" ", 0, _LONGEST_TITLE)].rstrip(" ,;:–—-") + "…"
