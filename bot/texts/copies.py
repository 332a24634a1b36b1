"""Copies of one text: syndicated, cut or lightly edited. Told by the runs of words that two texts share.

A text's sketch is its smallest hashes of such runs (Broder, On the resemblance and containment of documents, 1997):
copies share many of them, so that a table of sketches finds the few texts to compare in full.
"""

import re
from heapq import nsmallest
from zlib import crc32

SKETCH = 20
"""Hashes of a text that are kept."""
ENOUGH = 3
"""Hashes that two sketches share, from which the texts are worth comparing."""

_RUN = 5
"""Words in a row. Texts on one event in words of their own share hardly any run of that length but in quotations."""
_SHARED = 0.6
"""Of the runs of the shorter text, how many stand in the longer one too where they are copies."""
_KEPT = 0.2
"""The same of the longer one: a text that holds another among much else is no copy of it."""
_LEAST = 20
"""Runs that a text has at least for this to say anything: what a page has beside its article is the same on many."""
_WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's runs of words, in order; none for a text too short to be told from others."""
    runs = _runs(text)
    return tuple(nsmallest(SKETCH, runs)) if len(runs) >= _LEAST else ()


def is_copy(one: str, other: str) -> bool:
    """Whether both texts are in one wording."""
    shorter, longer = sorted((_runs(one), _runs(other)), key=len)
    shared = len(shorter & longer)
    return len(shorter) >= _LEAST and shared >= _SHARED * len(shorter) and shared >= _KEPT * len(longer)


def _runs(text: str) -> set[int]:
    """The hash of every run of words."""
    words = _WORD.findall(text.lower())
    return {crc32(" ".join(words[at : at + _RUN]).encode("utf-8", "replace")) for at in range(len(words) - _RUN + 1)}
