"""Citations: the verbatim stretch of an article that a finding shows."""

import re

from bot.answers.evidence import Evidence
from bot.models import Citation, Span
from bot.search import Hit, Sentence
from bot.texts.excerpts import MOST_QUOTED, excerpt

_ANAPHORIC = re.compile(
    r"^[“\"‘']?(?:he|she|they|it|this|these|that|those|his|her|their|its|such|both|"
    r"the (?:move|decision|plan|latter|former))\b",
    re.IGNORECASE,
)


def cite(evidence: Evidence, *, roomy: bool) -> Citation:
    """The sentence as a citation; with the one before it where it starts with a word that points back.

    `roomy`: else with the one after it, where the question asks for more than a value.
    """
    sentences, number = evidence.hit.sentences, evidence.number
    pair = None
    if number and _ANAPHORIC.match(evidence.sentence.text):
        pair = _quote(evidence.hit, sentences[number - 1], sentences[number])
    elif roomy and number + 1 < len(sentences):
        pair = _quote(evidence.hit, sentences[number], sentences[number + 1])
    return pair or cite_sentence(evidence.hit, evidence.sentence)


def cite_sentence(hit: Hit, sentence: Sentence, around: Span | None = None) -> Citation:
    """One sentence as a citation; of a very long one the part around that span of it, cut at words."""
    start, end = excerpt(sentence.text, around or (0, 0))
    return Citation(
        article=hit.article,
        title=hit.title,
        url=hit.url,
        published=hit.published,
        quote=sentence.text[start:end],
        start=sentence.start + start,
        end=sentence.start + end,
    )


def _quote(hit: Hit, first: Sentence, second: Sentence) -> Citation | None:
    """Two neighbouring sentences as one quote; None where they are too long for one.

    Nothing but spaces parts the sentences of a block: readers fold all other white space.
    """
    if second.end - first.start > MOST_QUOTED:
        return None
    text = first.text + " " * (second.start - first.end) + second.text
    return cite_sentence(hit, Sentence(first.start, second.end, text, ()))
