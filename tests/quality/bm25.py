"""Plain BM25 with Snowball stems and without stop words: what any answer has to be better than."""

from collections.abc import Sequence

import bm25s
import Stemmer

Tokens = list[str]


class Bm25:
    """Finds texts by bm25s' defaults, in one thread."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._size = len(texts)
        self._bm25 = bm25s.BM25()
        tokens = bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)
        self._bm25.index(tokens, show_progress=False)

    def tokens(self, question: str) -> Tokens:
        (tokens,) = bm25s.tokenize(
            [question], stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        return list(tokens)

    def retrieve(self, tokens: Tokens, limit: int) -> list[int]:
        """The numbers of the best texts, best first. It never says that nothing fits."""
        found = self._bm25.retrieve([tokens], k=min(limit, self._size), show_progress=False, n_threads=1)
        return [int(number) for number in found.documents[0]]
