"""All that an article states, taken once, when it comes in: what is kept beside its text."""

import zlib
from functools import cache
from importlib import resources
from typing import NamedTuple

from pydantic import TypeAdapter

from bot.facts.attendance import Attendance, attendance
from bot.facts.counts import Count, counts
from bot.facts.mentions import Mention, mentions
from bot.facts.times import Time, times
from bot.models import BlockKind, Draft


class SentenceFacts(NamedTuple):
    """What one sentence states. Spans point into the sentence."""

    mentions: tuple[Mention, ...]
    counts: tuple[Count, ...]
    times: tuple[Time, ...]


class Facts(NamedTuple):
    """What an article states. `sentences`: of every block in order, headings included; `attendance` counts its
    sentences without those of headings."""

    sentences: tuple[SentenceFacts, ...]
    attendance: Attendance


FACTS = TypeAdapter(Facts)
SENTENCE_FACTS = TypeAdapter(SentenceFacts)


def take(article: Draft) -> Facts:
    """The facts of an article: a pure function of its text and blocks."""
    spans = ((block.kind, span) for block in article.blocks for span in block.sentences)
    texts = [(kind, article.text[start:end]) for kind, (start, end) in spans]
    told = [text for kind, text in texts if kind is not BlockKind.HEADING]
    return Facts(tuple(_of_sentence(text) for _, text in texts), attendance(told, published=article.published))


def _of_sentence(text: str) -> SentenceFacts:
    return SentenceFacts(mentions(text), tuple(counts(text)), tuple(times(text)))


@cache
def taken_by() -> str:
    """What facts depend on beside the article, as one word: the code that takes them, and the word tables."""
    folders = (resources.files("bot.facts"), resources.files("bot.lexicon"))
    files = sorted((file for folder in folders for file in folder.iterdir() if file.is_file()), key=lambda f: f.name)
    code = (file.read_bytes() for file in [*files, resources.files("bot").joinpath("terms.py")])
    return f"{zlib.crc32(b''.join(code)):08x}"
