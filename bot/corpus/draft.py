"""One file's way from bytes to a draft: read, clean, split. Pure."""

import os
import unicodedata

from bot.corpus.clean import clean
from bot.corpus.readers import read
from bot.corpus.split import lay_out
from bot.errors import NoText
from bot.models import Block, BlockKind, Draft

_LONGEST_TITLE = 90


def name_article(name: str) -> str:
    """The id of a file's article: the file's name without its ending, with accents composed (NFC)."""
    return unicodedata.normalize("NFC", os.path.splitext(os.path.basename(name))[0])  # noqa: PTH119, PTH122 - called for every file


def make_draft(source: str, data: bytes) -> Draft:
    """The article in a file. `source` names it, and by its ending the format.

    Raises NotText, InvalidFrontMatter, NoText.
    """
    page = read(source, data)
    text, blocks = lay_out(clean(page.lines))
    if not blocks:
        raise NoText
    article_id = name_article(source)
    title = page.title or _title_in(text, blocks) or article_id
    stated = page.model_dump(exclude={"lines", "title"})
    return Draft(id=article_id, source=source, title=title, text=text, blocks=blocks, **stated)


def _title_in(text: str, blocks: tuple[Block, ...]) -> str:
    """The first heading; else the first sentence, cut at a word where it is long."""
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    start, end = (heading.start, heading.end) if heading else blocks[0].sentences[0]
    title = text[start:end]
    if heading or len(title) <= _LONGEST_TITLE:
        return title
    return title[: title.rfind(" ", 0, _LONGEST_TITLE)].rstrip(" ,;:–—-") + "…"
