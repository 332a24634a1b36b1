"""Which part of each sentence stands in quotation marks, over the borders of sentences."""

import re
from collections.abc import Sequence

_FEWEST = 4
"""A quotation of fewer words within a sentence is a name or a word held at arm's length."""
_CLOSING = {"“": "”", '"': '"', "„": "“", "«": "»"}
_OPENING = re.compile('[“"„«]')


def outside(sentences: Sequence[str]) -> list[tuple[str, bool]]:
    """Each sentence with what is quoted blanked out, and whether anything is.

    A quotation that opens in one sentence goes on to its closing mark; where a new one opens first, it ends there.
    """
    found: list[tuple[str, bool]] = []
    closing = ""
    for sentence in sentences:
        blanked, closing, quotes = _blank(sentence.replace("''", '" ').replace("’’", "” "), closing)
        found.append((blanked, quotes))
    return found


def _blank(text: str, closing: str) -> tuple[str, str, bool]:
    """The text blanked, the mark that is still to close, and whether anything is quoted."""
    if closing and closing not in text:
        opens_anew = any(mark in text for mark in _CLOSING)
        if not opens_anew and closing != '"':
            return " " * len(text), closing, True
        closing = ""
    out, at, quotes = "", 0, False
    while at < len(text):
        if closing:
            end = text.find(closing, at)
            until = len(text) if end < 0 else end + 1
            quotes = quotes or at <= 1 or text.count(" ", at, until) >= _FEWEST - 1
            closing = closing if end < 0 else ""
        else:
            opening = _OPENING.search(text, at)
            until = opening.end() if opening else len(text)
            closing = _CLOSING[opening.group()] if opening else ""
            out += text[at : until - len(closing)]
        out += " " * (until - len(out))
        at = until
    return out, closing if closing != '"' else "", quotes
