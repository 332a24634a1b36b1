"""Where a run of capitalised words stands in its text: what is around it tells what its words leave open."""

import re
from collections.abc import Collection, Sequence
from typing import NoReturn

from bot.facts.kinds import Mention, MentionKind
from bot.facts.names import Token

_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»"}
_OPENS = re.compile(r"(?:^|[.!?:…]\s?|\n)\s*[“\"‘'(\[–—-]*\s*$")
_OPENS_AT_ONCE = frozenset(".!?:…\n")
_NEAR = 8
"""Characters before a name in which it is looked for whether a sentence or a line begins."""


def opens_at(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins there."""
    if at > 1 and text[at - 2].isalnum():
        return text[at - 1] in _OPENS_AT_ONCE
    return _OPENS.search(text[max(0, at - _NEAR) : at]) is not None


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether that stretch alone stands in quotation marks."""
    closing = _QUOTES.get(text[start - 1 : start])
    return closing is not None and text[end : end + 1] == closing and not text[end + 1 : end + 2].isalpha()


class Surroundings:
    """A text with a run of capitalised words at `at`, from which places are counted; `surnames` are people's in it."""

    def __init__(self, text: str, at: int = 0, surnames: Collection[str] = ()) -> None:
        self._text = text
        self._at = at
        self._surnames = surnames

    def mention(self, tokens: Sequence[Token], kind: MentionKind, name: Sequence[Token] = ()) -> Mention:
        """The mention that these words make, placed in the text. `name`: the last of them, where others are titles."""
        start, end = tokens[0].start, tokens[-1].end
        return Mention(self._at + start, self._at + end, self.words((name or tokens)[0].start, end), kind)

    def words(self, start: int, end: int) -> str:
        """The words of the run from `start` to `end`."""
        return self._text[self._at + start : self._at + end]

    def before(self, start: int, reach: int) -> str:
        """What stands before `start`, up to `reach` characters of it."""
        at = self._at + start
        return self._text[max(0, at - reach) : at]

    def follows(self, pattern: re.Pattern[str], end: int) -> bool:
        """Whether something like that stands right behind `end`."""
        return pattern.match(self._text, self._at + end) is not None

    def opens(self, start: int) -> bool:
        """Whether a sentence, a line or a quotation begins at `start`."""
        return opens_at(self._text, self._at + start)

    def quotes(self, tokens: Sequence[Token]) -> bool:
        """Whether these words alone stand in quotation marks."""
        return is_quoted(self._text, self._at + tokens[0].start, self._at + tokens[-1].end)

    def is_surname(self, word: str) -> bool:
        """Whether a folded word is known to be a surname here."""
        return word in self._surnames

    def without_surnames(self) -> "Surroundings":
        """The same text, where no surnames are known."""
        return Surroundings(self._text, self._at)

    def is_upper(self) -> bool:
        """Whether all letters of the text are capitals."""
        return self._text.isupper()


class LooksAround(Exception):
    """What the words of a run name depends on what stands around it."""


class Alone(Surroundings):
    """A run by itself, in a text with small letters, of which no more is known than how one of its names stands there.

    `whole`: the words of that name, `is_quoted` and `opens`: how they stand. Whoever asks for more raises LooksAround.
    """

    def __init__(self, run: str, whole: Sequence[Token], *, is_quoted: bool, opens: bool) -> None:
        super().__init__(run)
        self._whole = (whole[0].start, whole[-1].end)
        self._is_quoted = is_quoted
        self._opens = opens

    def before(self, start: int, reach: int) -> NoReturn:
        raise LooksAround

    def follows(self, pattern: re.Pattern[str], end: int) -> NoReturn:
        raise LooksAround

    def opens(self, start: int) -> bool:
        if start != self._whole[0]:
            raise LooksAround
        return self._opens

    def quotes(self, tokens: Sequence[Token]) -> bool:
        if (tokens[0].start, tokens[-1].end) != self._whole:
            raise LooksAround
        return self._is_quoted

    def is_surname(self, word: str) -> NoReturn:
        raise LooksAround

    def without_surnames(self) -> "Alone":
        return self

    def is_upper(self) -> bool:
        return False
