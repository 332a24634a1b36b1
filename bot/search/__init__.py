"""Search over the corpus: the index (derived from the store) and the vocabulary that mends typing."""

from bot.search.documents import Hit, Sentence
from bot.search.index import Index
from bot.search.vocabulary import Correction, Vocabulary

__all__ = ["Correction", "Hit", "Index", "Sentence", "Vocabulary"]
