"""From the lines of a page to those of its article. Pure, and cleaning what is clean changes nothing."""

from collections.abc import Iterable

from bot.corpus.boilerplate import drop_boilerplate
from bot.corpus.page import Line

VERSION = 4
"""Part of each file's fingerprint. Raise it when reading or cleaning changes: every file is read anew."""

_REPEATED_WORDS = 5
_KEPT_ENDS = ("?", ":")


def clean(lines: Iterable[Line]) -> list[Line]:
    """The article's own lines: no boilerplate, no repeats. The lines are folded, as readers give them.

    Dropping a line can bring another to light (as when a caption stood between two counters), so it goes on
    until nothing more is dropped.
    """
    before = list(lines)
    while (after := drop_repeats(drop_boilerplate(before))) != before:
        before = after
    return after


def drop_repeats(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that stood before: headlines and captions shown again, doubled paragraphs.

    Short lines, labels, questions and rows may come again with another meaning: they go only right after
    themselves.
    """
    kept: list[Line] = []
    seen: set[str] = set()
    for line in lines:
        key = line.text.casefold()
        again = key in seen and (key == kept[-1].text.casefold() or _tells_by_itself(key))
        if not again:
            kept.append(line)
            seen.add(key)
    return kept


def _tells_by_itself(text: str) -> bool:
    return len(text.split()) >= _REPEATED_WORDS and not text.endswith(_KEPT_ENDS) and " | " not in text
