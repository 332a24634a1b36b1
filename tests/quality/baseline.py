"""Plain BM25 over sentences, in the bot's place: the five best sentences are its answer. It never refuses."""

from bot.models import Answer, Citation, Finding, Kind
from bot.store import Store
from tests.quality.bm25 import Bm25

_FINDINGS = 5
_BATCH = 500


class Baseline:
    """Answers from the sentences of every article that the store holds."""

    def __init__(self, store: Store) -> None:
        self._sentences = _sentences(store)
        self._bm25 = Bm25([sentence.quote for sentence in self._sentences])

    def ask(self, typed: str) -> Answer:
        best = self._bm25.retrieve(self._bm25.tokens(typed), _FINDINGS)
        found = [self._sentences[number] for number in best]
        return Answer(
            question=typed,
            status="answered",
            kind=Kind.OPEN,
            headline="",
            findings=tuple(Finding(value=sentence.quote, citations=(sentence,)) for sentence in found),
        )


def _sentences(store: Store) -> list[Citation]:
    found, seq = [], 0
    while batch := store.changes(seq, _BATCH):
        found += [
            article.cite(start, end)
            for article in batch
            if not article.withdrawn
            for block in article.blocks
            for start, end in block.sentences
        ]
        seq = batch[-1].seq
    return found
