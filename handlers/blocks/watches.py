"""Watches as messages: what is new on one, those of a channel, and that one was set or stopped."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

from bot import wording
from bot.models import Answer, Finding
from bot.store import Watch
from bot.texts.standing import seen_from
from bot.watches.checks import News
from handlers.blocks.answer import differ_remark, finding_block, spoken_finding
from handlers.blocks.check import check_block, spoken_check
from handlers.blocks.elements import (
    Inline,
    actions,
    channel,
    header,
    leading,
    plain,
    remark,
    rich,
    section,
    size,
    styled,
)
from handlers.blocks.message import MOST_TEXT, Block, Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import ask_button, stop_button
from handlers.blocks.text import cut, fit

MOST_WATCHES = 20
"""Of a channel: as many as one message lists with their buttons."""
_MOST_QUOTES = 2
_COUNTED = 300
"""Characters of JSON for the line that counts what is left out."""
_MOST_QUESTION, _MOST_HEADLINE = 200, 600


def news_message(news: News, zone: tzinfo) -> Message:
    """What was told and what is found now, one under the other; then what is new and what is gone, with its quotes, as
    much as one message takes; the rest is counted."""
    title = wording.watch_changed(_question(news.watch))
    then = wording.told_on(news.told.astimezone(zone))
    sides = [(then, _headline(news.before)), (wording.NOW, _headline(news.now))]
    differ = [wording.SOURCES_DIFFER] if news.now.disagreement else []
    pieces = [*_new(news), *_gone(news, zone)]
    asks = ask_button(news.watch.question, label=wording.SHOW_ANSWER)
    top = [
        header(title),
        rich([section(styled(f"{label} ", "bold"), plain(said)) for label, said in sides]),
        *differ_remark(news.now),
    ]
    end = actions([*([asks] if asks else []), stop_button(news.watch.id)])
    shown = leading((block for block, _ in pieces), sum(map(size, [*top, *end])) + _COUNTED)
    left = len(pieces) - len(shown)
    lines = [title, *(f"{label} {side}" for label, side in sides), *differ, *(said for _, said in pieces[: len(shown)])]
    rest = [wording.more_news(left)] if left else []
    blocks = (*top, *shown, *map(remark, rest), *end)
    return Message(text=fit("\n".join([*lines, *rest]), MOST_TEXT), blocks=blocks)


def _new(news: News) -> Iterator[tuple[Block, str]]:
    """Each new finding, and the same for a screen reader."""
    for found in news.new:
        yield _labelled(wording.NEW_FINDING, finding_block(found, _MOST_QUOTES)), _spoken_new(found)


def _gone(news: News, zone: tzinfo) -> Iterator[tuple[Block, str]]:
    """Each quote that no longer stands, likewise."""
    for check in (seen_from(check, zone) for check in news.gone):
        yield check_block(check), spoken_check(check)


def _spoken_new(found: Finding) -> str:
    return f"{wording.NEW_FINDING} {spoken_finding(found, _MOST_QUOTES)}"


def _labelled(label: str, block: Block) -> Block:
    """The block under a line in italics."""
    return {**block, "elements": [section(styled(label, "italic")), *block["elements"]]}


def watches_message(watches: Sequence[Watch], zone: tzinfo) -> Message:
    """A channel's watches, each with a button that stops it."""
    if not watches:
        return notice(wording.NO_WATCHES)
    title = wording.WATCHED_HERE
    lines = [wording.watched_since(_question(watch), watch.since.astimezone(zone).date()) for watch in watches]
    return Message(
        text=fit("\n".join([title, *lines]), MOST_TEXT),
        blocks=(rich([section(plain(title))]), *watch_blocks(watches, zone)),
    )


def watch_blocks(watches: Sequence[Watch], zone: tzinfo, *, where: bool = False) -> Iterator[Block]:
    """Two blocks a watch: what is asked, since when and, if wanted, `where`; and the button that stops it."""
    for watch in watches:
        since = wording.since_day(watch.since.astimezone(zone).date())
        told = _told_in(watch) if where else []
        yield rich([section(styled(_question(watch), "bold"), plain(f" · {since}"), told)])
        yield from actions([stop_button(watch.id)])


def _told_in(watch: Watch) -> Inline:
    """The channel that is told; the person's own conversation with the bot has no name."""
    if named := channel(watch.channel):
        return [*plain(f" · {wording.WATCHED_IN} "), *named]
    return plain(f" · {wording.WATCHED_IN_MESSAGES}")


def watch_set_message(watch: Watch, who: str, answer: Answer) -> Message:
    """That somebody set a watch, what is found by now, and a button that stops it."""
    told = notice(wording.watch_was_set(who, _question(watch), _headline(answer)))
    return told.model_copy(update={"blocks": (*told.blocks, *actions([stop_button(watch.id)]))})


def _question(watch: Watch) -> str:
    return cut(" ".join(watch.question.split()), _MOST_QUESTION)


def _headline(answer: Answer) -> str:
    return cut(answer.headline, _MOST_HEADLINE)
