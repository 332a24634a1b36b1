"""Names in a claim of which it says nothing else that can be looked up: do the articles have them at all?"""

from collections.abc import Iterator

from bot.claims.evidence import Evidence
from bot.claims.verdicts import Told, verdict
from bot.facts.mentions import Mention, MentionKind
from bot.lexicon.folding import fold
from bot.models import ClaimCheck, ClaimKind
from bot.search import Index

_BLOCKS = 40
_OF_NAMESAKES = 5
_BARE = 0.01
"""What a sentence scores for having the name alone."""


def name_checks(evidence: Evidence, named: set[str], index: Index) -> Iterator[ClaimCheck]:
    """One check a name that is not in `named`, to which it is added: each is looked up once a message."""
    for mention in evidence.claimed.facts.mentions:
        key = fold(mention.name)
        if key not in named:
            named.add(key)
            yield _check(mention, evidence, index)


def _check(mention: Mention, evidence: Evidence, index: Index) -> ClaimCheck:
    words = fold(mention.name).split()
    same = _telling(evidence.among(index.blocks_with_words(words, _BLOCKS)), words)
    near = []
    if not same and mention.kind is MentionKind.PERSON and len(words) > 1:
        near = _telling(evidence.among(index.blocks_with_words(words[-1:], _OF_NAMESAKES)), words[-1:])
    return verdict(ClaimKind.NAME, mention.name, same, near=near)


def _telling(evidence: Evidence, words: list[str]) -> list[Told]:
    """The sentences with a name of those words."""
    return [
        Told(mention.name, fold(mention.name), passage.cite((mention.start, mention.end)), score)
        for passage in evidence.passages
        for mention in passage.sentence.facts.mentions
        if set(words) <= set(fold(mention.name).split())
        for score in (_BARE + evidence.own(passage, evidence.all_places),)
    ]
