"""Whether a text says something, and whether it says these words."""

import re
from functools import cache

from bot.lexicon import table
from bot.terms import terms_of, words_of

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|„[^“]*“?|«[^»]*»?")


def says(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text, in order and together, whatever the punctuation."""
    return f" {_bare(phrase)} " in f" {_bare(text)} "


def is_statement(text: str) -> bool:
    """Whether a text tells what somebody says or holds: by quotation marks, or a verb for it."""
    return bool(_QUOTED.search(text)) or any(word.term in saying_terms() for word in words_of(text))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@cache
def saying_terms() -> frozenset[str]:
    """The terms of the verbs by which a text tells that somebody says or holds something."""
    return frozenset(
        term for verbs in table("words")["speech"].values() for verb in verbs for term in terms_of(verb)[:1]
    )
