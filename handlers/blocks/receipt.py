"""A Receipt as a message: what became of each quote, or the answer as Markdown to copy."""

from bot import wording
from bot.answers.footnotes import as_markdown, leading_part
from bot.answers.receipts import Receipt
from handlers.blocks.check import check_block, spoken_check
from handlers.blocks.elements import header, leading, plain, preformatted, remark, rich, section, size, styled
from handlers.blocks.message import MOST_BLOCKS, MOST_JSON, MOST_TEXT, Block, Message
from handlers.blocks.text import cut, fit

_MOST_QUESTION = 200
_MOST_WRITTEN = 4000
"""Characters of Markdown where not even its beginning fits: JSON may need two for one."""


def receipt_message(receipt: Receipt) -> Message:
    """A verdict, then a block a quote: first those that no longer stand. Those that Slack does not take in one
    message are counted at its end."""
    question = cut(" ".join(receipt.answer.question.split()), _MOST_QUESTION) or "…"
    verdict = wording.verdict(receipt.standings)
    top = [
        header(verdict),
        rich([section(styled(f"{wording.ASKED} ", "italic"), plain(question))]),
        remark(wording.answer_of(f"`{receipt.answer.id}`", receipt.kept)),
    ]
    checks = sorted(receipt.checks, key=lambda check: check.stands)
    taken = sum(map(size, [*top, remark(wording.more_quotes(len(checks)))]))
    shown = leading(map(check_block, checks[: MOST_BLOCKS - len(top) - 1]), taken)
    left = len(checks) - len(shown)
    end = [remark(wording.more_quotes(left))] if left else []
    lines = [verdict, f"{wording.ASKED} {question}", *map(spoken_check, checks[: len(shown)])]
    return Message(text=fit("\n".join(lines), MOST_TEXT), blocks=(*top, *shown, *end))


def footnotes_message(receipt: Receipt) -> Message:
    """The answer as Markdown with footnotes, to be copied. Quotes that Slack does not take in one message are counted
    under it, with the command that writes them all."""
    written, left = _written(receipt)
    end = [_more(left, receipt)] if left else []
    return Message(text=fit(written, MOST_TEXT), blocks=(rich([preformatted(written)]), *end))


def _written(receipt: Receipt) -> tuple[str, int]:
    """As much of the Markdown as fits, and how many quotes are left out."""
    count = len(receipt.checks)
    room = MOST_JSON - size(_more(count, receipt))
    parts = ((as_markdown(leading_part(receipt, most)), count - most) for most in range(count, -1, -1))
    fitting = (part for part in parts if size(rich([preformatted(part[0])])) <= room)
    return next(fitting, None) or (cut(as_markdown(leading_part(receipt, 0)), _MOST_WRITTEN), count)


def _more(left: int, receipt: Receipt) -> Block:
    return remark(wording.more_footnotes(left, receipt.answer.id))
