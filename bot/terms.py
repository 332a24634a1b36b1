"""Words as search terms: one analysis for the index and for questions, so that both speak alike.

A term is a word folded (case, accents, typographic apostrophes), brought to one spelling where English has two, and
stemmed (Snowball English). Numbers lose their thousands separators; "U.S." and "U.K." become one word.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from operator import sub
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

import Stemmer

from bot.lexicon import table, word_class
from bot.lexicon.folding import fold
from bot.lexicon.geography import Place, places

T = TypeVar("T")

# Most words are of plain letters, and found by the first line: the others come to the same, but take twice the time.
_TOKEN = re.compile(
    r"[A-Za-z][a-z]++(?![\w'’\u0300-\u036f])|(?=[^\W_])(?:"
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_])"  # U.S., a.m.
    r"|(?:\b[A-Z]\. [A-Z]\.|\b[B-HJ-Z] [B-HJ-Z])(?= [A-Z][a-z])"  # J. D. Vance, J D Vance
    r"|\d+(?:[.,]\d+)*"  # 30,000 and 2.5
    # words, with what follows an apostrophe, and with accents that stand as characters of their own
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’](?:[^\W_]|[\u0300-\u036f])+)*)"
)
_DOTS = re.compile(r"[. ]")
# "organized", "analyzing": the z that the British write as an s. Not that of "size" and "prize".
_AMERICAN_Z = re.compile(r"(?<=\w{3}i)z(?=(?:e|ed|es|ing|ation|ations|er|ers)$)|(?<=ly)z(?=(?:e|ed|es|ing|er|ers)$)")
# Stop words that mean something else with these capitals.
_CAPITALISED_WORDS = frozenset({"May", "US", "IT", "WHO"})
_REMEMBERED = 65_536
_stemmer = Stemmer.Stemmer("english")


class Memo(dict[str, T]):
    """What a function gives for a word, by the word: `memo[word]`. Looked up for each word of every text, where an
    lru_cache takes twice as long. It forgets all when it is full, so that memory stays flat."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> T:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[word] = self._function(word)
        return value


class Word(NamedTuple):
    """One word of a text, or one name of a country or place: where it stands, and its term.

    `term` is empty for a stop word, and starts with "@" for a country or place, whatever its spelling.
    """

    start: int
    end: int
    term: str


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """The search term of one word as it stands; empty for a stop word."""
    folded = fold(word)
    if folded.endswith("n't") or (folded in word_class("stop") and word not in _CAPITALISED_WORDS):
        return ""
    if folded[:1].isdigit():
        return folded.replace(",", "")
    spelt = _AMERICAN_Z.sub("s", _spellings().get(folded, folded))
    stem: str = _stemmer.stemWord(_irregular().get(spelt, _DOTS.sub("", spelt)))
    return stem


class Reading(NamedTuple):
    """The words of a text, side by side: where each starts and ends, its term, and how it is spelt there."""

    starts: list[int]
    ends: list[int]
    terms: list[str]
    spelt: list[str]


def read(text: str) -> Reading:
    """Every word of the text, in order, stop words included; a name of several words is one."""
    spelt: list[str] = _TOKEN.findall(text)
    end = 0
    ends = [end := text.index(word, end) + len(word) for word in spelt]
    starts = list(map(sub, ends, map(len, spelt)))
    terms, several = _terms(spelt)
    gone: list[int] = []
    for at, taken in several:
        ends[at] = ends[at + taken - 1]
        spelt[at] = text[starts[at] : ends[at]]
        gone += range(at + 1, at + taken)
    for at in reversed(gone):
        del starts[at], ends[at], terms[at], spelt[at]
    return Reading(starts, ends, terms, spelt)


def words_of(text: str) -> list[Word]:
    """Every word of the text, in order, as `read` finds them."""
    starts, ends, terms, _ = read(text)
    return list(map(Word, starts, ends, terms))


def terms_of(text: str) -> list[str]:
    """The search terms of a text, in order, without stop words. Where the words stand, which `read` tells, takes as
    long again to find."""
    terms, several = _terms(_TOKEN.findall(text))
    for at, taken in several:
        terms[at + 1 : at + taken] = [""] * (taken - 1)
    return list(filter(None, terms))


def _terms(spelt: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """The term of each word, that of a name at its first one; and the names of several words: where each begins, and
    how many words it has."""
    terms: list[Any] = list(map(_meanings.__getitem__, spelt))
    several: list[tuple[int, int]] = []
    end = 0
    for at in [at for at, term in enumerate(terms) if term.__class__ is _Names]:
        if at >= end:
            taken, terms[at] = _place(spelt, at, terms[at]) or (1, term_of(spelt[at]))
            if taken > 1:
                several.append((at, taken))
                end = at + taken
    return terms, several


@lru_cache(maxsize=16384)
def term_set(text: str) -> frozenset[str]:
    """The terms of a name, a title or a heading, which are met again and again."""
    return frozenset(terms_of(text))


class _Names:
    """The names of places that go on alike: `place` ends here, `longer` by their next folded word."""

    __slots__ = ("longer", "place")

    def __init__(self) -> None:
        self.place: Place | None = None
        self.longer: dict[str, _Names] = {}


@cache
def _names() -> _Names:
    """All of them: no word is read yet."""
    root = _Names()
    for name, place in places().items():
        names = root
        for word in name:
            names = names.longer.setdefault(word, _Names())
        names.place = place
    return root


def _look_up(token: str) -> "str | _Names":
    """The names of places that begin with this word; its term where none does."""
    return _names().longer.get(fold(token)) or term_of(token)


_meanings = Memo(_look_up)


def _place(words: list[str], at: int, names: _Names | None) -> tuple[int, str] | None:
    """How many words from `at` name a country or place, and its term: the longest name is meant. None: they do not.

    `names`: those that begin with the first of them.
    """
    found = None
    ahead = at + 1
    while names:
        if names.place and (not names.place.needs_capital or _has_capital(words[at])):
            found = ahead - at, names.place.term
        names = names.longer.get(fold(words[ahead])) if names.longer and ahead < len(words) else None
        ahead += 1
    return found


def _has_capital(word: str) -> bool:
    """Of a word of two letters, both: "US", but not "Us"."""
    return word.isupper() if len(normalize("NFC", word)) == 2 else word[0].isupper()


@cache
def _spellings() -> dict[str, str]:
    """The American spelling of each British one, plurals included."""
    pairs: dict[str, str] = table("english")["spellings"]
    return pairs | {f"{british}s": f"{american}s" for british, american in pairs.items()}


@cache
def _irregular() -> dict[str, str]:
    """The plain form of each irregular one."""
    given = {form: plain for plain, forms in table("english")["irregular"].items() for form in forms.split()}
    compared = {_stretched(word) + ending: word for word in word_class("compared") for ending in ("er", "est")}
    return compared | given


def _stretched(adjective: str) -> str:
    """What "-er" is added to: "wid", "bigg", "heavi"."""
    if adjective.endswith("e"):
        return adjective[:-1]
    if adjective.endswith("y"):
        return adjective[:-1] + "i"
    is_doubled = re.fullmatch(r"[^aeiou][aeiou][^aeiouwy]", adjective)
    return adjective + adjective[-1] if is_doubled else adjective
