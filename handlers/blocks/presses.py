"""What the buttons carry: a small value each, as JSON, that comes back when they are pressed."""

import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot import wording
from bot.models import Story
from handlers.blocks.elements import button
from handlers.blocks.message import MOST_VALUE, Block
from handlers.blocks.text import cut

SHARE, MORE, FEWER, ASK = "share", "more", "fewer", "ask"
ABOUT, ARTICLES, MUTE, UNMUTE = "about", "articles", "mute", "unmute"
WATCH, STOP = "watch", "stop"
SHARE_CHECK = "share_check"
_MOST_IDS = 1000
"""Characters of a button's value that name articles."""
_MOST_HEADLINE = 300


class Kept(BaseModel):
    """A kept answer, and how it is shown: may it be shared, are its less relevant findings folded away."""

    model_config = ConfigDict(frozen=True)

    answer: str
    shareable: bool
    folded: bool


class Asked(BaseModel):
    """A question to be asked by a press."""

    model_config = ConfigDict(frozen=True)

    question: str


class Listed(BaseModel):
    """Articles to be listed, and how many more there are."""

    model_config = ConfigDict(frozen=True)

    articles: tuple[str, ...]
    left: int


class Muted(BaseModel):
    """A story to be muted, by the id of its first article, and its headline as it was shown."""

    model_config = ConfigDict(frozen=True)

    story: str
    headline: str


class Watched(BaseModel):
    """A watch, by its id."""

    model_config = ConfigDict(frozen=True)

    watch: str


class KeptCheck(BaseModel):
    """What was found on a text's claims, by its id, and the thread that it belongs in where it is shared; None where
    the text stands in no message."""

    model_config = ConfigDict(frozen=True)

    check: str
    thread: str | None


def share_button(kept: Kept) -> Block:
    return button(wording.SHARE, SHARE, kept.model_dump_json())


def share_check_button(kept: KeptCheck) -> Block:
    return button(wording.SHARE_IN_THREAD if kept.thread else wording.SHARE, SHARE_CHECK, kept.model_dump_json())


def fold_button(kept: Kept) -> Block:
    """More where the answer is folded, Fewer where it is not."""
    label, action = (wording.MORE, MORE) if kept.folded else (wording.FEWER, FEWER)
    return button(label, action, kept.model_dump_json())


def ask_button(question: str, number: int = 0, label: str | None = None) -> Block | None:
    """A question to press, under itself or another label; none where it is longer than a button can carry. Slack wants
    each `number` once a row."""
    value = Asked(question=question).model_dump_json()
    fits = question.strip() and len(value) <= MOST_VALUE
    return button(label or question, f"{ASK}_{number}", value) if fits else None


def watch_button(kept: Kept) -> Block:
    """Have the channel told when what is found on the answer's question changes."""
    return button(wording.WATCH, WATCH, kept.model_dump_json())


def stop_button(watch: str) -> Block:
    return button(wording.STOP_WATCHING, STOP, Watched(watch=watch).model_dump_json())


def story_buttons(story: Story) -> list[Block]:
    """Under a story of a digest: ask its headline, list its articles, mute it."""
    headline = cut(" ".join(story.headline.split()), _MOST_HEADLINE)
    asks = Asked(question=headline).model_dump_json()
    muted = Muted(story=(*story.known, *story.articles)[0], headline=headline).model_dump_json()
    told = (
        (wording.ABOUT_STORY, ABOUT, asks if headline else ""),
        (wording.STORY_ARTICLES, ARTICLES, _listed(story.articles).model_dump_json()),
        (wording.MUTE_STORY, MUTE, muted),
    )
    return [button(label, action, value) for label, action, value in told if 0 < len(value) <= MOST_VALUE]


def unmute_button(muted: Muted) -> Block:
    return button(wording.UNMUTE_STORY, UNMUTE, muted.model_dump_json())


def _listed(articles: Sequence[str]) -> Listed:
    """As many of them as a button carries without crowding out what is to be read."""
    kept, room = list[str](), _MOST_IDS
    for article in articles:
        room -= len(json.dumps(article)) + 1
        if room < 0:
            break
        kept.append(article)
    return Listed(articles=tuple(kept), left=len(articles) - len(kept))
