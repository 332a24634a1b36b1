"""A quote in its article, as a page to read: where it is from, what became of it, and the text around it."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Self

from pydantic import BaseModel, ConfigDict

from bot import wording
from bot.answers.context import Context, mark_of
from bot.models import Article, BlockKind, Citation, Span, Standing
from bot.texts.context import PAGE, Piece, apart, page_of, pages_beside, pieces
from bot.texts.standing import seen_from
from handlers.blocks.check import check_block
from handlers.blocks.citation import place
from handlers.blocks.elements import actions, bullets, button, header, plain, plain_text, remark, rich, section, styled
from handlers.blocks.forms import MOST_OPTIONS, option
from handlers.blocks.message import MOST_VALUE, Block
from handlers.blocks.text import cut

READ, EARLIER, LATER, OTHER = "read", "read_earlier", "read_later", "read_other"
_MOST_TITLE, _MOST_PUBLISHER = 300, 100
_MOST_NAME = 24
"""Characters of a page's name."""


class Read(BaseModel):
    """A quote to be read in its article: where it stood there, and its mark, see `bot.answers.context`.

    `answer`: the kept answer that it is one of, so that the others can be read from there. `first`: the piece that the
    page begins with; None for the page of the quote.
    """

    model_config = ConfigDict(frozen=True)

    article: str
    start: int
    end: int
    mark: str
    answer: str = ""
    first: int | None = None

    @classmethod
    def of(cls, citation: Citation, answer: str = "") -> Self:
        """That quote, on its page."""
        mark = mark_of(citation)
        return cls(article=citation.article, start=citation.start, end=citation.end, mark=mark, answer=answer)


def read_button(read: Read) -> Block | None:
    """Read a quote in its article; none where the article has a longer id than a button can carry."""
    return _button(wording.READ, READ, read, wording.READ_LABEL)


def passage_view(read: Read, context: Context | None, others: Sequence[Citation], zone: tzinfo) -> Block:
    """A page of the article. `context`: None where there is no such quote any more; its moments are shown in `zone`.

    `others`: the quotes of the answer, to be chosen from.
    """
    blocks = [*_menu(others, read), *(_told(read, context, zone) if context else [header(wording.STANDINGS["gone"])])]
    return {
        "type": "modal",
        "private_metadata": read.answer,
        "title": plain_text(wording.READ_TITLE, _MOST_NAME),
        "close": plain_text(wording.READ_CLOSE, _MOST_NAME),
        "blocks": blocks,
    }


def _told(read: Read, context: Context, zone: tzinfo) -> Iterator[Block]:
    """Where the quote is from and what became of it; then the page."""
    article, check = context.article, seen_from(context.check, zone)
    yield header(cut(check.citation.title, _MOST_TITLE) or check.citation.article)
    yield _source(article, check.citation)
    if check.standing is not Standing.STANDS:
        yield check_block(check)
    if article is not None and context.span is not None:
        yield from _page(article, context.span, read, wording.IN_BOLD.get(check.standing, wording.QUOTE_IN_BOLD))


def _source(article: Article | None, citation: Citation) -> Block:
    publisher = cut(article.publisher or "", _MOST_PUBLISHER) if article else ""
    said = " · ".join(filter(None, (publisher, wording.day(citation.published))))
    return rich([section(plain(f"{said} · "), place(citation))])


def _page(article: Article, span: Span, read: Read, in_bold: str) -> Iterator[Block]:
    """The pieces of the page, and buttons to those beside it; `in_bold` says what is marked where the quote is."""
    text = pieces(article)
    first = page_of(text, span) if read.first is None else min(read.first, max(0, len(text) - 1))
    page = text[first : first + PAGE]
    if any(start < end for _, (start, end), _ in (apart(piece, span) for piece in page)):
        yield remark(in_bold)
    yield from (_piece(article.text, piece, span) for piece in page)
    earlier, later = pages_beside(text, first)
    turns = (
        (wording.EARLIER, EARLIER, earlier, wording.EARLIER_LABEL),
        (wording.LATER, LATER, later, wording.LATER_LABEL),
    )
    buttons = [
        _button(label, action, read.model_copy(update={"first": at}), spoken)
        for label, action, at, spoken in turns
        if at is not None
    ]
    yield from actions([each for each in buttons if each])


def _piece(text: str, piece: Piece, span: Span) -> Block:
    """The piece, with what it has of the quote in bold; a heading is italic beside that."""
    before, within, after = (text[slice(*part)] for part in apart(piece, span))
    is_heading = piece.kind is BlockKind.HEADING
    lead, rest = (styled(part, "italic") if is_heading else plain(part) for part in (before, after))
    line = section(lead, styled(within, "bold"), rest)
    return rich([bullets([line]) if piece.kind is BlockKind.ITEM else line])


def _menu(others: Sequence[Citation], read: Read) -> list[Block]:
    """The quotes of the answer to choose from, where there are several; the one that is shown is chosen."""
    if len(others) < 2:
        return []
    options = [_option(number, citation) for number, citation in enumerate(others[:MOST_OPTIONS])]
    here = (read.article, read.start, read.end)
    chosen = [one for one, each in zip(options, others, strict=False) if (each.article, each.start, each.end) == here]
    menu = {
        "type": "static_select",
        "action_id": OTHER,
        "placeholder": plain_text(wording.READ_OTHERS, 150),
        "options": options,
        **({"initial_option": chosen[0]} if chosen else {}),
    }
    return actions([menu])


def _option(number: int, citation: Citation) -> Block:
    """A quote by its title and its first words; the value is its number among the answer's quotes."""
    title = f"{number + 1}. {citation.title or citation.article}"
    return {**option(title, str(number)), "description": plain_text(f"“{citation.quote}”", 75)}


def _button(label: str, action: str, read: Read, spoken: str) -> Block | None:
    value = read.model_dump_json()
    return button(label, action, value, spoken) if len(value) <= MOST_VALUE else None
