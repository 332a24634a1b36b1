"""One block of an article as a document of the index, with all that an answer quotes of it, and back."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import tantivy

from bot.facts.date_terms import date_terms, terms_of_day
from bot.facts.record import SENTENCE_FACTS, Facts, SentenceFacts
from bot.lexicon.folding import fold
from bot.lexicon.sounding import sound
from bot.models import Article, Block, BlockKind
from bot.terms import Word, terms_of, words_of

SCHEMA_VERSION = 7
"""To be raised when a document holds something else than before."""
UNDATED = 0
"""What stands for the ordinal of an undated article's date."""
_NOTHING = "[[],[],[]]"
"""What a sentence states that states nothing."""


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


def documents(article: Article, facts: Facts) -> Iterable[tantivy.Document]:
    """The blocks of an article that states those facts."""
    title, heading = terms_of(article.title), ""
    stated = iter(facts.sentences)
    for ordinal, block in enumerate(article.blocks):
        text = article.text[block.start : block.end]
        words = words_of(text)
        here = [_of_sentence(next(stated), article.published) for _ in block.sentences]
        dates = [term for _, terms in here for term in terms]
        above = title if block.kind is BlockKind.HEADING else title + terms_of(heading)
        spelt = spelt_words(text) | (spelt_words(article.title) if ordinal == 0 else set())
        yield tantivy.Document(
            article=article.id,
            published=article.published.toordinal() if article.published else UNDATED,
            block=_stored(article, ordinal, block, heading, words, here),
            terms=" ".join([*(word.term for word in words if word.term), *dates]),
            context=" ".join([*above, *(terms_of_day(article.published) if article.published else ())]),
            words=" ".join(map(fold, spelt)),
            sounds=" ".join({sound(fold(word)).loose for word in spelt if word[0].isupper()}),
        )
        if block.kind is BlockKind.HEADING:
            heading = text


def spelt_words(text: str) -> set[str]:
    """The words of a text as they are spelt there."""
    return {part for word in words_of(text) for part in text[word.start : word.end].split()}


def _of_sentence(stated: SentenceFacts, published: date | None) -> tuple[str, tuple[str, ...]]:
    """What a sentence states, as kept, and the terms of the days that it names."""
    dates = {term: None for time in stated.times for term in date_terms(time, published)}
    return SENTENCE_FACTS.dump_json(stated).decode(), tuple(dates)


def _stored(
    article: Article,
    ordinal: int,
    block: Block,
    heading: str,
    words: Sequence[Word],
    stated: Sequence[tuple[str, tuple[str, ...]]],
) -> bytes:
    """What a Hit needs, as JSON: offsets once, the text once, the terms of each sentence in one string, and what it
    states in another, which is read only where it is asked for."""
    sentences = [
        (
            start,
            end,
            " ".join([*(w.term or "-" for w in words if start <= block.start + w.start < end), *dates]),
            facts,
        )
        for (start, end), (facts, dates) in zip(block.sentences, stated, strict=True)
    ]
    published = article.published.isoformat() if article.published else None
    text = article.text[block.start : block.end]
    record = (
        article.id,
        article.title,
        article.url,
        published,
        ordinal,
        block.kind,
        heading,
        block.start,
        text,
        sentences,
    )
    return json.dumps(record, ensure_ascii=False).encode()


def read_hit(document: tantivy.Document, score: float) -> Hit:
    stored: bytes = document["block"][0]
    article, title, url, published, ordinal, kind, heading, at, text, sentences = json.loads(bytes(stored))
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
