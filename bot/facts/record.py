"""All that an article states, taken once, when it comes in: what is kept beside its text."""

import logging
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from pydantic import TypeAdapter

from bot.facts.antecedents import counts_in_order
from bot.facts.attendance import Attendance, attendance
from bot.facts.corrections import without_taken_back
from bot.facts.counts import Count
from bot.facts.mentions import Mention, mentions_in_article
from bot.facts.posts import Post, posts_in_article
from bot.facts.statements import SpeakerKind, statements
from bot.facts.times import Time, times
from bot.lexicon.folding import fold
from bot.models import BlockKind, Draft, Span

log = logging.getLogger(__name__)


class Said(NamedTuple):
    """Who says what a sentence states: `speaker`, in words that stand at `start`, `end` of the article's text; "" and
    -1 where the article does not tell. `post`: what the article says their post is, and whose; "" where it does not.
    """

    kind: SpeakerKind
    is_quoted: bool
    speaker: str
    start: int
    end: int
    post: str = ""


class SentenceFacts(NamedTuple):
    """What one sentence states. Spans point into the sentence. `said`: None where it is nobody's statement."""

    mentions: tuple[Mention, ...]
    counts: tuple[Count, ...]
    times: tuple[Time, ...]
    said: Said | None = None
    posts: tuple[Post, ...] = ()


class Facts(NamedTuple):
    """What an article states. `sentences`: of every block in order, headings included; `attendance` counts its
    sentences without those of headings."""

    sentences: tuple[SentenceFacts, ...]
    attendance: Attendance


FACTS = TypeAdapter(Facts)
SENTENCE_FACTS = TypeAdapter(SentenceFacts)


def take(article: Draft) -> Facts:
    """The facts of an article: a function of the article alone.

    One whose facts cannot be taken states nothing: a fault in the reading of one text, which is logged, keeps neither
    that article nor the others out.
    """
    try:
        return _take(article)
    except Exception:
        log.exception("facts not taken: %s", article.id)
        blank = SentenceFacts((), (), ())
        return Facts(tuple(blank for block in article.blocks for _ in block.sentences), Attendance((), ()))


def _take(article: Draft) -> Facts:
    spans = [(block.kind, span) for block in article.blocks for span in block.sentences]
    texts = [article.text[start:end] for _, (start, end) in spans]
    told = [(span, text) for (kind, span), text in zip(spans, texts, strict=True) if kind is not BlockKind.HEADING]
    named = mentions_in_article(texts)
    held = posts_in_article(texts, named)
    said = _said([span for span, _ in told], [text for _, text in told], _post_of(texts, held))
    return Facts(
        tuple(
            SentenceFacts(names, counted, times(text), said.get(span), posts)
            for (_, span), text, names, counted, posts in zip(
                spans, texts, named, without_taken_back(texts, counts_in_order(texts)), held, strict=True
            )
        ),
        attendance([text for _, text in told], published=article.published),
    )


def _post_of(texts: Sequence[str], held: Sequence[Sequence[Post]]) -> dict[str, str]:
    """The words for the post of each person by their surname, folded, where an article first tells it."""
    found: dict[str, str] = {}
    for text, posts in zip(texts, held, strict=True):
        for post in posts:
            words = (
                f"{text[slice(*post.holder)]} {text[slice(*post.post)]}"
                if post.holder[0] >= 0
                else text[slice(*post.post)]
            )
            found.setdefault(fold(post.person.split()[-1]), words)
    return found


def _said(spans: Sequence[Span], texts: Sequence[str], posts: Mapping[str, str]) -> dict[Span, Said]:
    """Who says what, for the span of each sentence that is part of a statement."""
    found: dict[Span, Said] = {}
    for statement in statements(texts):
        at = spans[statement.sentence][0] if statement.speaker else 0
        post = posts.get(fold(statement.speaker.split()[-1]), "") if statement.kind is SpeakerKind.NAMED else ""
        start, end = at + statement.start, at + statement.end
        said = Said(statement.kind, statement.is_quoted, statement.speaker, start, end, post)
        found |= {spans[number]: said for number in range(statement.first, statement.last + 1)}
    return found


@cache
def taken_by() -> str:
    """What facts depend on beside the article, as one word: the code that takes them, and the word tables."""
    folders = (resources.files("bot.facts"), resources.files("bot.lexicon"))
    files = sorted((file for folder in folders for file in folder.iterdir() if file.is_file()), key=lambda f: f.name)
    code = (file.read_bytes() for file in [*files, resources.files("bot").joinpath("terms.py")])
    return f"{zlib.crc32(b''.join(code)):08x}"
