"""Words as search terms: one analysis for the index and for questions, so that both speak alike.

A term is a word folded (case, accents, typographic apostrophes), brought to one spelling where English has two, and
stemmed (Snowball English). Numbers lose their thousands separators; "U.S." and "U.K." become one word.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

import Stemmer

from bot.lexicon import table, word_class
from bot.lexicon.folding import fold
from bot.lexicon.geography import first_words, longest_name, places

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_])"  # U.S., a.m.
    r"|(?:\b[A-Z]\. [A-Z]\.|\b[B-HJ-Z] [B-HJ-Z])(?= [A-Z][a-z])"  # J. D. Vance, J D Vance
    r"|\d+(?:[.,]\d+)*"  # 30,000 and 2.5
    # words, with what follows an apostrophe, and with accents that stand as characters of their own
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’](?:[^\W_]|[\u0300-\u036f])+)*"
)
_DOTS = re.compile(r"[. ]")
# "organized", "analyzing": the z that the British write as an s. Not that of "size" and "prize".
_AMERICAN_Z = re.compile(r"(?<=\w{3}i)z(?=(?:e|ed|es|ing|ation|ations|er|ers)$)|(?<=ly)z(?=(?:e|ed|es|ing|er|ers)$)")
# Stop words that mean something else with these capitals.
_CAPITALISED_WORDS = frozenset({"May", "US", "IT", "WHO"})
_stemmer = Stemmer.Stemmer("english")


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


def words_of(text: str) -> list[Word]:
    """Every word of the text, in order, stop words included; a name of several words is one."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        start, _, token = tokens[at]
        taken, term = _place(tokens, at) if fold(token) in first_words() else (0, "")
        if not taken:
            taken, term = 1, term_of(token)
        words.append(Word(start, tokens[at + taken - 1][1], term))
        at += taken
    return words


def terms_of(text: str) -> list[str]:
    """The search terms of a text, in order, without stop words."""
    return [word.term for word in words_of(text) if word.term]


@lru_cache(maxsize=16384)
def term_set(text: str) -> frozenset[str]:
    """The terms of a name, a title or a heading, which are met again and again."""
    return frozenset(terms_of(text))


def _place(tokens: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
    """How many tokens from `at` name a country or place, and its term; (0, "") where they name none."""
    folded = tuple(fold(token) for _, _, token in tokens[at : at + longest_name()])
    for length in range(len(folded), 0, -1):
        place = places().get(folded[:length])
        if place and (not place.needs_capital or _has_capital(tokens[at][2])):
            return length, place.term
    return 0, ""


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
