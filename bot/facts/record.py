"""All that an article states, taken once, when it comes in: what is kept beside its text."""

import zlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from pydantic import TypeAdapter

from bot.facts.attendance import Attendance, attendance
from bot.facts.counts import Count, counts
from bot.facts.mentions import Mention, mentions_in_article
from bot.facts.statements import SpeakerKind, statements
from bot.facts.times import Time, times
from bot.models import BlockKind, Draft, Span


class Said(NamedTuple):
    """Who says what a sentence states: `speaker`, in words that stand at `start`, `end` of the article's text; "" and
    -1 where the article does not tell."""

    kind: SpeakerKind
    is_quoted: bool
    speaker: str
    start: int
    end: int


class SentenceFacts(NamedTuple):
    """What one sentence states. Spans point into the sentence. `said`: None where it is nobody's statement."""

    mentions: tuple[Mention, ...]
    counts: tuple[Count, ...]
    times: tuple[Time, ...]
    said: Said | None = None


class Facts(NamedTuple):
    """What an article states. `sentences`: of every block in order, headings included; `attendance` counts its
    sentences without those of headings."""

    sentences: tuple[SentenceFacts, ...]
    attendance: Attendance


FACTS = TypeAdapter(Facts)
SENTENCE_FACTS = TypeAdapter(SentenceFacts)


def take(article: Draft) -> Facts:
    """The facts of an article: a pure function of its text and blocks."""
    spans = [(block.kind, span) for block in article.blocks for span in block.sentences]
    texts = [article.text[start:end] for _, (start, end) in spans]
    told = [(span, text) for (kind, span), text in zip(spans, texts, strict=True) if kind is not BlockKind.HEADING]
    said = _said([span for span, _ in told], [text for _, text in told])
    named = mentions_in_article(texts)
    return Facts(
        tuple(
            SentenceFacts(names, tuple(counts(text)), tuple(times(text)), said.get(span))
            for (_, span), text, names in zip(spans, texts, named, strict=True)
        ),
        attendance([text for _, text in told], published=article.published),
    )


def _said(spans: Sequence[Span], texts: Sequence[str]) -> dict[Span, Said]:
    """Who says what, for the span of each sentence that is part of a statement."""
    found: dict[Span, Said] = {}
    for statement in statements(texts):
        at = spans[statement.sentence][0] if statement.speaker else 0
        said = Said(statement.kind, statement.is_quoted, statement.speaker, at + statement.start, at + statement.end)
        found |= {spans[number]: said for number in range(statement.first, statement.last + 1)}
    return found


@cache
def taken_by() -> str:
    """What facts depend on beside the article, as one word: the code that takes them, and the word tables."""
    folders = (resources.files("bot.facts"), resources.files("bot.lexicon"))
    files = sorted((file for folder in folders for file in folder.iterdir() if file.is_file()), key=lambda f: f.name)
    code = (file.read_bytes() for file in [*files, resources.files("bot").joinpath("terms.py")])
    return f"{zlib.crc32(b''.join(code)):08x}"
