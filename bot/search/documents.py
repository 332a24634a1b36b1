"""One block of an article as a document of the index, with all that an answer quotes of it, and back."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import tantivy
from pydantic_core import from_json, to_json

from bot.facts.date_terms import date_terms, terms_of_day
from bot.facts.record import SENTENCE_FACTS, Facts, SentenceFacts
from bot.facts.tenses import Tense
from bot.facts.times import Time, TimeKind
from bot.lexicon.folding import fold
from bot.lexicon.sounding import sound
from bot.models import Article, Block, BlockKind
from bot.terms import Memo, Reading, read

SCHEMA_VERSION = 7
"""To be raised when a document holds something else than before."""
UNDATED = 0
"""What stands for the ordinal of an undated article's date."""
_NOTHING = "[[],[],[]]"
"""What a sentence states that states nothing."""


Fields = dict[str, Any]
"""What a document holds, by the names in `schema`."""


class Sentence(NamedTuple):
    """A sentence: its span in the article's text, its words and their terms ("" for a stop word), in order; then the
    terms of the days that it names.

    `stated`: what it states, as kept.
    """

    start: int
    end: int
    text: str
    terms: tuple[str, ...]
    stated: str = _NOTHING

    @property
    def facts(self) -> SentenceFacts:
        return _read_facts(self.stated)


class Hit(NamedTuple):
    """A block that may hold an answer, as it stood when it was indexed. `heading`: the one above it, or ""."""

    article: str
    title: str
    url: str | None
    published: date | None
    ordinal: int
    kind: BlockKind
    heading: str
    sentences: tuple[Sentence, ...]
    score: float


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("block", stored=True)
    builder.add_integer_field("published", indexed=True, fast=True)  # date ordinal
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("context", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("sounds", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def documents(article: Article, facts: Facts) -> Iterator[Fields]:
    """The blocks of an article that states those facts."""
    title, day = read(article.title), terms_of_day(article.published) if article.published else ()
    above = list(filter(None, title.terms))
    heading, headed = "", list[str]()
    spelt, stated = title.spelt, iter(facts.sentences)
    for ordinal, block in enumerate(article.blocks):
        text = article.text[block.start : block.end]
        words = read(text)
        here = [_of_sentence(next(stated), article.published) for _ in block.sentences]
        terms = list(filter(None, words.terms))
        is_heading = block.kind is BlockKind.HEADING
        keys = list(map(_keys.__getitem__, _forms(spelt + words.spelt)))
        yield {
            "article": article.id,
            "published": article.published.toordinal() if article.published else UNDATED,
            "block": _stored(article, ordinal, block, heading, words, here),
            "terms": " ".join(chain(terms, *(dates for _, dates in here))),
            "context": " ".join(chain(above, () if is_heading else headed, day)),
            "words": " ".join([word for word, _ in keys]),
            "sounds": " ".join({heard for _, heard in keys}),
        }
        spelt = []
        if is_heading:
            heading, headed = text, terms


def spelt_words(text: str) -> set[str]:
    """The words of a text as they are spelt there."""
    return _forms(read(text).spelt)


def _forms(spelt: Iterable[str]) -> set[str]:
    """The words, those of a name of several words apart."""
    return set(" ".join(spelt).split())


def _fold_and_sound(word: str) -> tuple[str, str]:
    """By what a word is looked up: folded, and, of one with a capital, as it sounds; "" of the others."""
    folded = fold(word)
    return folded, sound(folded).loose if word[0].isupper() else ""


_keys = Memo(_fold_and_sound)


def _of_sentence(stated: SentenceFacts, published: date | None) -> tuple[str, tuple[str, ...]]:
    """What a sentence states, as kept, and the terms of the days that it names."""
    dates = [term for _, _, kind, said, tense in stated.times for term in _date_terms(said, kind, tense, published)]
    return SENTENCE_FACTS.dump_json(stated).decode(), tuple(dict.fromkeys(dates)) if dates else ()


@lru_cache(maxsize=16384)
def _date_terms(said: str, kind: TimeKind, tense: Tense | None, published: date | None) -> tuple[str, ...]:
    """Cached: articles of one day name the same days, and it does not matter where in the sentence."""
    return date_terms(Time(0, len(said), kind, said, tense), published)


def _stored(
    article: Article,
    ordinal: int,
    block: Block,
    heading: str,
    words: Reading,
    stated: Sequence[tuple[str, tuple[str, ...]]],
) -> bytes:
    """What a Hit needs, as JSON: offsets once, the text once, the terms of each sentence in one string, and what it
    states in another, which is read only where it is asked for."""
    terms = [term or "-" for term in words.terms]
    sentences = []
    for (start, end), (facts, dates) in zip(block.sentences, stated, strict=True):
        inside = terms[bisect_left(words.starts, start - block.start) : bisect_left(words.starts, end - block.start)]
        sentences.append((start, end, " ".join(chain(inside, dates)), facts))
    record = (
        article.id,
        article.title,
        article.url,
        article.published.isoformat() if article.published else None,
        ordinal,
        block.kind,
        heading,
        block.start,
        article.text[block.start : block.end],
        sentences,
    )
    return to_json(record)


def read_hit(document: tantivy.Document, score: float) -> Hit:
    stored: bytes = document["block"][0]
    article, title, url, published, ordinal, kind, heading, at, text, sentences = from_json(stored)
    return Hit(
        article,
        title,
        url,
        date.fromisoformat(published) if published else None,
        ordinal,
        BlockKind(kind),
        heading,
        tuple(Sentence(a, b, text[a - at : b - at], _read_terms(terms), stated) for a, b, terms, stated in sentences),
        score,
    )


def _read_terms(terms: str) -> tuple[str, ...]:
    return tuple("" if term == "-" else term for term in terms.split(" "))


@lru_cache(maxsize=4096)
def _read_facts(stated: str) -> SentenceFacts:
    """Cached: a question looks at the same few sentences in several ways."""
    return SENTENCE_FACTS.validate_json(stated)
