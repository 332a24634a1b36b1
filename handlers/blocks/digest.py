"""A Digest as a message: a header, then one block a story, newest first as the digest has them."""

from datetime import UTC, tzinfo

from bot import wording
from bot.models import Digest, Story
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import header, leading, plain, remark, rich, section, size, styled
from handlers.blocks.message import MOST_BLOCKS, MOST_TEXT, Block, Message
from handlers.blocks.notice import notice
from handlers.blocks.text import cut, fit

_MOST_HEADLINE = 300


def digest_message(digest: Digest, zone: tzinfo = UTC) -> Message:
    """The digest as one message, its dates in that timezone. Stories that Slack does not take in one message
    are counted at its end.

    A digest without stories says that nothing landed.
    """
    if not digest.stories:
        return notice(wording.nothing_landed_since(digest.since.astimezone(zone)))
    title = wording.digest_title(digest.until.astimezone(zone), sum(len(story.articles) for story in digest.stories))
    top = header(title)
    taken = size(top) + size(remark(wording.more_stories(len(digest.stories))))
    shown = leading([_story(story) for story in digest.stories[: MOST_BLOCKS - 2]], taken)
    left = len(digest.stories) - len(shown)
    end = [remark(wording.more_stories(left))] if left else []
    text = "\n".join([title, *(_spoken(story) for story in digest.stories[: len(shown)])])
    return Message(text=fit(text, MOST_TEXT), blocks=(top, *shown, *end))


def _story(story: Story) -> Block:
    headline = cut(story.headline, _MOST_HEADLINE) or ", ".join(story.articles)
    return rich(
        [
            section(styled(headline, "bold")),
            *(part for citation in story.citations for part in quoted(citation)),
            *([] if story.citations else [section(plain(", ".join(story.articles)))]),
        ]
    )


def _spoken(story: Story) -> str:
    return f"{story.headline}: {' '.join(spoken(citation) for citation in story.citations)}"
