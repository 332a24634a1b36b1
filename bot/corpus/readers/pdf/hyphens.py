"""Lines put together, and with them the words that were parted at their ends."""

import re
from collections.abc import Iterable

from bot.lexicon import word_list

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_PARTED = re.compile(r"([^\W\d_]+)([-‐\u00ad])$")
_REST = re.compile(r"[^\W\d_]+")


class Joiner:
    """Knows from the document's other lines how a word is written: “cease-" and "fire” may be “cease-fire”."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.casefold() for line in lines for word in _WORD.findall(line)}

    def join(self, before: str, line: str) -> str:
        """Both lines as one."""
        parted, rest = _PARTED.search(before), _REST.match(line)
        if not parted or not rest:
            return f"{before} {line}"
        if parted[2] == "\u00ad" or not self._has_hyphen(parted[1], rest[0]):
            return before[:-1] + line
        return before + line

    def _has_hyphen(self, first: str, rest: str) -> bool:
        """Whether the hyphen is the word's own. “Anglo-" "Saxon” has it, as two words of their own have."""
        if rest[0].isupper():
            return True
        whole = (first + rest).casefold()
        if whole in self._words:
            return False
        if f"{first}-{rest}".casefold() in self._words:
            return True
        common = {*word_list("common_words"), *word_list("plain_words")}
        return first.casefold() in common and rest.casefold() in common and len(first) > 2
