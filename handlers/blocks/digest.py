"""A Digest as messages: a header, quotes that were edited, then a block and its buttons a story; once a week, what was
not found. A long day goes on in the thread of the first message."""

from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from typing import NamedTuple

from bot import wording
from bot.digest.changes import is_quiet
from bot.models import Check, Digest, Story
from bot.texts.standing import seen_from
from handlers.blocks.changes import change_lines, line_section
from handlers.blocks.check import check_block, spoken_check
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import actions, bullets, header, plain, remark, rich, section, size, styled
from handlers.blocks.message import MOST_BLOCKS, MOST_JSON, MOST_TEXT, Block, Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import story_buttons
from handlers.blocks.text import cut, escape, fit

MOST_MESSAGES = 5
"""The first one and those in its thread: more would not be read."""
MOST_QUOTES = 2
MOST_EDITS = 3
_MOST_HEADLINE = 300
_MOST_QUESTION = 100
_MOST_IDS = 1000
_MOST_REMARKS = 4
"""Blocks at the end of a message that say what it leaves out."""
_REMARKS = 800
"""Characters of JSON that they take at most."""


class _Piece(NamedTuple):
    """What stands or falls together in a message, and the same for a screen reader. `of`: the story or the edit that it
    tells of; None for what stands above or below all."""

    blocks: list[Block]
    text: str
    of: Story | Check | None = None

    @property
    def size(self) -> int:
        return sum(map(size, self.blocks))


def digest_message(digest: Digest, zone: tzinfo = UTC) -> Message:
    """The digest in one message, its dates in that timezone. What does not fit is counted at its end."""
    return _messages(digest, zone, 1)[0]


def digest_messages(digest: Digest, zone: tzinfo = UTC) -> tuple[Message, ...]:
    """The digest as a message and those for its thread, MOST_MESSAGES in all at most; the last counts what is left.

    One without stories says that nothing landed, one of known things alone that nothing is new.
    """
    return _messages(digest, zone, MOST_MESSAGES)


def _messages(digest: Digest, zone: tzinfo, most: int) -> tuple[Message, ...]:
    told = [story for story in digest.stories if not is_quiet(story)]
    count = sum(len(story.articles) for story in digest.stories)
    if not told and not digest.edits:
        since = digest.since.astimezone(zone)
        return (notice(wording.nothing_new_since(since, count) if count else wording.nothing_landed_since(since)),)
    title = wording.digest_title(digest.until.astimezone(zone), count)
    pieces = [*_edited(digest, zone), *map(_story, told)]
    pages = _paged(_Piece([header(title)], title), pieces, most)
    _add_unanswered(digest, pages)
    shown = [sum(isinstance(piece.of, Story) for piece in page) for page in pages]
    edits = sum(isinstance(piece.of, Check) for page in pages for piece in page)
    remarks: list[list[str]] = [[] for _ in pages]
    if len(pages) > 1:
        remarks[0].append(wording.more_in_thread(len(told) - shown[0], sum(shown[1:])))
    remarks[-1] += _left(digest, len(told) - sum(shown), len(digest.edits) - edits)
    return tuple(_message(page, said) for page, said in zip(pages, remarks, strict=True))


def _paged(head: _Piece, pieces: Sequence[_Piece], most: int) -> list[list[_Piece]]:
    """The pieces put into at most that many messages, each as full as Slack and its text take it. One that alone is
    more than Slack takes is left out."""
    pages = [[head]]
    for piece in pieces:
        if not _fits([piece]):
            continue
        if not _fits([*pages[-1], piece]):
            if len(pages) == most:
                break
            pages.append([])
        pages[-1].append(piece)
    return pages


def _fits(pieces: Sequence[_Piece]) -> bool:
    """Whether they go into one message with its remarks. Of one alone the text may be cut; of more it is whole."""
    blocks = sum(len(piece.blocks) for piece in pieces) + _MOST_REMARKS
    taken = sum(piece.size for piece in pieces) + _REMARKS
    text = sum(len(escape(piece.text)) + 1 for piece in pieces) + _REMARKS
    is_one = sum(piece.of is not None for piece in pieces) < 2
    return blocks <= MOST_BLOCKS and taken <= MOST_JSON and (is_one or text <= MOST_TEXT)


def _message(pieces: Sequence[_Piece], remarks: Sequence[str]) -> Message:
    lines = [*(piece.text for piece in pieces), *remarks]
    blocks = [*(block for piece in pieces for block in piece.blocks), *map(remark, remarks)]
    return Message(text=fit("\n".join(lines), MOST_TEXT), blocks=tuple(blocks))


def _left(digest: Digest, stories: int, edits: int) -> list[str]:
    """What is said of all that no message shows."""
    quiet = [story for story in digest.stories if is_quiet(story)]
    return [
        *([wording.more_stories(stories)] if stories else []),
        *([wording.quiet_stories(sum(len(story.articles) for story in quiet), len(quiet))] if quiet else []),
        *([wording.more_edits(edits)] if edits else []),
    ]


def _edited(digest: Digest, zone: tzinfo) -> Iterator[_Piece]:
    """The first MOST_EDITS quotes of earlier digests that their articles no longer have so."""
    checks = [seen_from(check, zone) for check in digest.edits[:MOST_EDITS]]
    for number, check in enumerate(checks):
        above = [] if number else [remark(wording.EDITED_SINCE)]
        said = spoken_check(check)
        yield _Piece([*above, check_block(check)], said if number else f"{wording.EDITED_SINCE} {said}", check)


def _add_unanswered(digest: Digest, pages: Sequence[list[_Piece]]) -> None:
    """What was asked and not found goes on the first page that has room for it: it is worth no message of its own."""
    if not digest.unanswered:
        return
    said = wording.not_found_here([cut(" ".join(asked.split()), _MOST_QUESTION) for asked in digest.unanswered])
    piece = _Piece([rich([section(styled(said, "italic"))])], said)
    page = next((page for page in pages if _fits([*page, piece])), None)
    if page is not None:
        page.append(piece)


def _story(story: Story) -> _Piece:
    """Its headline and how many sources it has, what changed, and at most two quotes; then its buttons."""
    headline = cut(story.headline, _MOST_HEADLINE) or cut(", ".join(story.articles), _MOST_IDS)
    copies = sum(map(len, story.copies.values()))
    sources = wording.story_sources(len(story.articles), len(story.articles) - copies)
    lines = change_lines(story.changes)
    cited = story.citations[:MOST_QUOTES]
    block = rich(
        [
            section(styled(headline, "bold"), plain(f" · {sources}" if sources else "")),
            *([section(plain(wording.SINCE_THE_LAST)), bullets(map(line_section, lines))] if lines else []),
            *(part for citation in cited for part in quoted(citation)),
            *([] if cited or lines else [section(plain(cut(", ".join(story.articles), _MOST_IDS)))]),
        ]
    )
    said = [
        f"{headline}{f' · {sources}' if sources else ''}:",
        *([wording.SINCE_THE_LAST, "; ".join(line.said for line in lines) + "."] if lines else []),
        *map(spoken, cited),
    ]
    return _Piece([block, *actions(story_buttons(story))], " ".join(said), story)
