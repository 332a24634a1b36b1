"""Whether a name is a person's, by its words and by what stands around it."""

import re
from collections.abc import Collection, Sequence

from bot.facts.names import Token, known_at
from bot.facts.titles import is_role_before
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
MOST_WORDS = 5
"""How many words the name of a person has at most."""


def is_person(text: str, tokens: Sequence[Token], surnames: Collection[str]) -> bool:
    """Whether these words name a person. `surnames`: those that the article is known to name."""
    tokens = without_letters(list(tokens))
    words = [token for token in tokens if not token.joins]
    first, last = words[0], words[-1]
    whole = text[first.start : last.end]
    if len(words) > MOST_WORDS or (whole.isupper() and len(whole) > 2 and "." not in whole and not text.isupper()):
        return False
    if last.word in listed("after_surnames") and len(words) > 1:
        last = words[-2]
    if len(tokens) == 1:
        return _is_single_person(text, first, surnames)
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
    return is_role_before(text, first.start) or _acts(text, first.start, last.end) or _looks_like_one(text, words)


def without_letters(tokens: list[Token]) -> list[Token]:
    """A person's name without what letters follow it: "Jane Roe MP"."""
    while len(tokens) > 1 and (tokens[-1].word in listed("letters_after_names") or tokens[-1].joins):
        tokens = tokens[:-1]
    return tokens


def may_be_surname(token: Token) -> bool:
    """Whether a word may be a surname behind a word that may be a given name."""
    return _is_surname(token) or not token.lore & (Lore.PLAIN | THING | Lore.ROLE | Lore.REMIT | Lore.MODIFIER)


def _looks_like_one(text: str, words: Sequence[Token]) -> bool:
    """Whether two words of which nothing is known are more likely a person: without an article, plain in form."""
    before = text[max(0, words[0].start - 24) : words[0].start]
    is_plain_form = all(re.fullmatch(r"[^\W\d_][^\W\d_]{2,}", w.text) and not w.text.isupper() for w in words)
    return len(words) == 2 and is_plain_form and not _WITH_ARTICLE.search(before) and not known_at([words[1]], 0)[0]


def _acts(text: str, start: int, end: int) -> bool:
    """Whether a name stands where only a person's does: before an age, beside a verb of saying."""
    after = text[end : end + 24]
    return bool(_AGE.match(after) or _ACTS.match(after) or _SAID.search(text[max(0, start - 16) : start]))


def _is_single_person(text: str, token: Token, surnames: Collection[str]) -> bool:
    if token.word in surnames:
        return True
    if is_role_before(text, token.start) and not token.lore & (Lore.PLAIN | THING):
        return True
    if token.text.isupper():
        return False
    if _AGE.match(text, token.end) and not token.lore & Lore.PLAIN:
        return True
    if token.lore & Lore.GIVEN:
        return True
    return _is_surname(token) and not token.lore & (Lore.ALSO_SURNAME | Lore.PLAIN | THING)


def _is_surname(token: Token) -> bool:
    return bool(token.lore & Lore.SURNAME) or bool(_SURNAME.search(token.word))


def _is_double_given(token: Token) -> bool:
    """Whether a word is a double given name: "Jean-Claude"."""
    return "-" in token.word and bool(lore(token.word.split("-")[0]) & Lore.GIVEN)
