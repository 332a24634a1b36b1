"""What the buttons under a story bring: its articles as a list, and that it is muted or no longer so."""

from collections.abc import Sequence
from datetime import date

from bot import wording
from bot.models import Article
from handlers.blocks.elements import actions, leading, link, plain, remark, rich, section, size, styled
from handlers.blocks.message import MOST_BLOCKS, MOST_TEXT, Block, Message
from handlers.blocks.notice import notice
from handlers.blocks.presses import Muted, unmute_button
from handlers.blocks.text import address, cut, fit

_MOST_TITLE = 200


def articles_message(articles: Sequence[Article], left: int) -> Message:
    """The articles, a line each; `left` more, and those that Slack does not take in one message, are counted."""
    taken = size(remark(wording.more_articles(10_000)))
    shown = leading(map(_article, articles[: MOST_BLOCKS - 1]), taken)
    left += len(articles) - len(shown)
    end = [remark(wording.more_articles(left))] if left else []
    said = [*map(_spoken, articles[: len(shown)]), *([wording.more_articles(left)] if left else [])]
    return Message(text=fit("\n".join(said), MOST_TEXT), blocks=(*shown, *end))


def muted_message(muted: Muted, until: date) -> Message:
    """That a story is muted, with a button that undoes it."""
    told = notice(wording.story_muted(muted.headline, until))
    return told.model_copy(update={"blocks": (*told.blocks, *actions([unmute_button(muted)]))})


def unmuted_message(muted: Muted) -> Message:
    return notice(wording.story_unmuted(muted.headline))


def _article(article: Article) -> Block:
    place = link(article.url) or styled(cut(article.id, _MOST_TITLE), "code")
    return rich([section(styled(_title(article), "bold"), plain(f" · {wording.day(article.published)} · "), place)])


def _spoken(article: Article) -> str:
    place = article.url if address(article.url) else article.id
    return f"{_title(article)} ({wording.day(article.published)}, {place})"


def _title(article: Article) -> str:
    return cut(article.title, _MOST_TITLE) or article.id
