"""Whether a name is a person's, by its words and by what stands around it."""

import re
from collections.abc import Sequence

from bot.facts.names import Token, known_at
from bot.facts.surroundings import Surroundings
from bot.facts.titles import ends_with_role
from bot.facts.wordlore import THING, Lore, listed, lore

_AGE = re.compile(r",?\s\(?\d\d[,)]|,\saged?\s\d")
_ACTS = re.compile(
    r"(?:\s(?:also|later|then|has|had|who))?,?\s(?:said|says|told|added|tweeted|wrote|replied|who|whose|recalled|admitted"
    r"|insisted|joked|explained|argued|himself|herself)\b"
)
_SAID = re.compile(r"[”\"’'],?\s(?:said|says|added|wrote|recalled|explained)\s$")
_SURNAME = re.compile(
    r"(?:(?:enko|shvili|opoulos|escu|ovich|evich|ovic|evic|kova|sson|dottir|oglu|wicz|czyk|yev|idis|akis|inho|owski|owska"
    r"|ewski|insky|ovsky)|^(?:o'|mc|mac(?=[dkglnp])|fitz).{3,})$"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WITH_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?|in|at|near|from|on|this|that|its|his|her|their|of)\s(?:[a-z]+\s)?$")
_PLAIN_FORM = re.compile(r"[^\W\d_]{3,}")
MOST_WORDS = 5
"""How many words the name of a person has at most."""


def is_person(around: Surroundings, tokens: Sequence[Token]) -> bool:
    """Whether these words name a person."""
    tokens = without_letters(list(tokens))
    words = [token for token in tokens if not token.joins]
    first, last = words[0], words[-1]
    whole = around.words(first.start, last.end)
    if len(words) > MOST_WORDS or (whole.isupper() and len(whole) > 2 and "." not in whole and not around.is_upper()):
        return False
    if last.word in listed("after_surnames") and len(words) > 1:
        last = words[-2]
    if len(tokens) == 1:
        return _is_single_person(around, first)
    has_particle = any(token.joins for token in tokens) and bool(first.lore & Lore.GIVEN or _is_double_given(first))
    is_noun = last.lore & (THING | Lore.OPENER | Lore.CALENDAR) and not last.lore & Lore.SURNAME
    if is_noun and last.word != "may" and not has_particle:
        return False
    if any(token.word in ("of", "for", "and", "&", "on", "the") for token in tokens if token.joins):
        return False
    if first.lore & Lore.GIVEN or _INITIALS.fullmatch(first.text) or _is_double_given(first):
        return True
    if first.lore & Lore.FAMILY_FIRST and len(words) < 4 and not last.lore & (Lore.PLAIN | THING):
        return True
    if any(_INITIAL.fullmatch(token.text) for token in words[1:-1]):
        return True
    if any(token.word in listed("particles_of_people") for token in tokens if token.joins) and not first.lore & (
        Lore.PLAIN | THING
    ):
        return True
    is_plain = any(token.lore & (Lore.PLAIN | THING) for token in words)
    if first.lore & Lore.ALSO_GIVEN and may_be_surname(last):
        return True
    if _is_surname(last) and not first.lore & (Lore.PLAIN | THING | Lore.REMIT) and known_at([first], 0)[0] == 0:
        return not (last.lore & Lore.ALSO_SURNAME and last.lore & Lore.PLAIN)
    if is_plain or len(words) > 3:
        return False
    return _is_in_role(around, first) or _acts(around, first.start, last.end) or _looks_like_one(around, words)


def without_letters(tokens: list[Token]) -> list[Token]:
    """A person's name without what letters follow it: "Jane Roe MP"."""
    while len(tokens) > 1 and (tokens[-1].word in listed("letters_after_names") or tokens[-1].joins):
        tokens = tokens[:-1]
    return tokens


def may_be_surname(token: Token) -> bool:
    """Whether a word may be a surname behind a word that may be a given name."""
    return _is_surname(token) or not token.lore & (Lore.PLAIN | THING | Lore.ROLE | Lore.REMIT | Lore.MODIFIER)


def _is_in_role(around: Surroundings, first: Token) -> bool:
    """Whether a lower-case noun for a person stands directly before: "army chief Jane Roe"."""
    return ends_with_role(around.before(first.start, 24))


def _looks_like_one(around: Surroundings, words: Sequence[Token]) -> bool:
    """Whether two words of which nothing is known are more likely a person: without an article, plain in form."""
    if len(words) != 2 or not all(_PLAIN_FORM.fullmatch(word.text) and not word.text.isupper() for word in words):
        return False
    return not known_at([words[1]], 0)[0] and not _WITH_ARTICLE.search(around.before(words[0].start, 24))


def _acts(around: Surroundings, start: int, end: int) -> bool:
    """Whether a name stands where only a person's does: before an age, beside a verb of saying."""
    return around.follows(_AGE, end) or around.follows(_ACTS, end) or bool(_SAID.search(around.before(start, 16)))


def _is_single_person(around: Surroundings, token: Token) -> bool:
    if around.is_surname(token.word):
        return True
    if not token.lore & (Lore.PLAIN | THING) and _is_in_role(around, token):
        return True
    if token.text.isupper():
        return False
    if token.lore & Lore.GIVEN or (not token.lore & Lore.PLAIN and around.follows(_AGE, token.end)):
        return True
    return _is_surname(token) and not token.lore & (Lore.ALSO_SURNAME | Lore.PLAIN | THING)


def _is_surname(token: Token) -> bool:
    return bool(token.lore & Lore.SURNAME) or bool(_SURNAME.search(token.word))


def _is_double_given(token: Token) -> bool:
    """Whether a word is a double given name: "Jean-Claude"."""
    return "-" in token.word and bool(lore(token.word.split("-")[0]) & Lore.GIVEN)
