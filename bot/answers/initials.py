"""Initials in a question, spelt out where the corpus tells what they stand for: "K. Starmer"."""

import re

from bot.lexicon.folding import fold
from bot.search import Correction, Index
from bot.terms import term_of

_INITIAL = re.compile(r"(?<![\w.’'])(?<![A-Z]\. )(?<![A-Z] )([A-Z])\.? (?=([A-Z][\w’'-]{2,40}))(?<!\bA )(?<!\bI )")
_ENDS_IN_NAME = re.compile(r"(?:^|\s)[A-Z][^\W\d_][\w’'-]{0,40} $")
_BLOCKS_TO_READ = 20


def spell_out(text: str, index: Index) -> tuple[str, tuple[Correction, ...]]:
    """The text with each initial as the given name that the corpus has before that surname, and what was changed.

    A middle initial that the corpus lacks is left out, as is one of a surname that stands there without a given name.
    """
    spelt, at = "", 0
    corrections = []
    for initial in _INITIAL.finditer(text):
        letter, surname = initial.groups()
        spelt += text[at : initial.start()]
        at = initial.end()
        if _ENDS_IN_NAME.search(spelt[-60:]):
            spelt += initial[0] if index.holds(term_of(letter)) else ""
            continue
        given = _given_names(surname, index)
        name = next((name for name in given if fold(name).startswith(letter.lower())), "")
        if name:
            spelt += f"{name} "
            if len(name) > 1:
                corrections.append(Correction(initial[0] + surname, f"{name} {surname}"))
        elif given or not index.holds(term_of(surname)):
            spelt += initial[0]
    return spelt + text[at:], tuple(corrections)


def _given_names(surname: str, index: Index) -> list[str]:
    """The words with a capital that stand before the surname, most often first."""
    named = re.compile(rf"(?<![\w.])([A-Z][^\W\d_]{{0,40}})\.? (?:[A-Z]\. )?{re.escape(surname)}(?!\w)")
    hits = index.blocks_with_words([surname], _BLOCKS_TO_READ)
    found = [name for hit in hits for sentence in hit.sentences for name in named.findall(sentence.text)]
    return sorted(set(found), key=lambda name: (-found.count(name), name))
