"""A Check: what became of a quote, with what took its place."""

from bot import wording
from bot.models import Check, Edition
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import plain, quote, rich, section, styled
from handlers.blocks.message import Block
from handlers.blocks.text import cut

_MOST_AFTER = 2000


def check_block(check: Check) -> Block:
    """The quote under its standing; where it changed, what stands in its place now."""
    return rich(
        [
            section(styled(wording.STANDINGS[check.standing], "bold")),
            *quoted(check.citation),
            *_edition(check.cited),
            *([section(plain(wording.NOW)), quote(cut(check.after, _MOST_AFTER))] if check.after else []),
            *(_edition(check.now) if check.after else []),
        ]
    )


def spoken_check(check: Check) -> str:
    """The same for a screen reader, in one line."""
    after = f" {wording.NOW} “{check.after}”" if check.after else ""
    return f"{wording.STANDINGS[check.standing]}: {spoken(check.citation)}{after}"


def _edition(edition: Edition | None) -> list[Block]:
    return [section(styled(wording.edition(edition.version, edition.seen), "italic"))] if edition else []
