"""Runs of capitalised words in a text, taken apart into the words of one name each."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.facts.wordlore import (
    GIVEN,
    THING,
    Lore,
    first_words,
    known_names,
    listed,
    longest_known,
    lore,
    possessive_names,
)
from bot.lexicon.folding import fold

_UPPER = "A-Z" + "".join(c for c in map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]) if c.isupper())
_PARTICLES = "de da do dos das del della di du la le van von der den ter ten bin bint ibn al el y af zu zur"
_JOINERS = frozenset({"of", "for", "and", "&", "on", "the"})
_CAPITAL = (
    rf"(?:(?:(?:al|el|as|at|an|ar|ash|ad|ez|ul|ed|d|l)[-’'])?(?<![\w])[{_UPPER}](?:[\w’'&-]*\w)"
    rf"|(?:al|el|as|at|an|ar|ash|ad|ez|ul|ed|d|l)[-’'][{_UPPER}]\w+|[a-z](?=[{_UPPER}][a-z])\w+"
    rf"|[{_UPPER}]\.(?:-?[{_UPPER}]\.)*|[{_UPPER}])"
)
_NICKNAME = rf"[“\"‘'](?:The[^\S\n])?[{_UPPER}][\w’-]{{1,20}}[”\"’'][^\S\n]"
_BETWEEN = rf"(?:(?:{_PARTICLES.replace(' ', '|')}|of|for|and|&|on|the)[^\S\n]){{1,3}}|{_NICKNAME}"
_BEHIND = r"(?:,[^\S\n][JS]r\b|[^\S\n](?:plc|gmbh)\b)?"
_RUN = re.compile(rf"(?<![\w’']){_CAPITAL}(?:(?:\.|(?<=s)['’])?[^\S\n](?:{_BETWEEN})?{_CAPITAL}){{0,40}}{_BEHIND}")
_CAPITAL_LETTER = re.compile(f"[{_UPPER}]")
_BEFORE_CAPITAL = 4
"""How many characters of a run may stand before its first capital: "ash-Shaab"."""
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’]|['’])$")
_TAIL = re.compile(r"-([a-z]\w*)$")
_PARTICIPLE = re.compile(r"\w{2}(?:ed|ing|type|like|style)$")
_PARTY = re.compile(rf"[RDI]-[{_UPPER}]")  # a politician's party and state: "D-Ohio"


class Token(NamedTuple):
    """A word of a run. `end` leaves out a possessive ending or full stop; `owns` tells that there is one.

    `lore`: the bits of Lore. `joins`: a small word between capitals ("of", "van"), or a nickname in quotation marks.
    """

    start: int
    end: int
    text: str
    word: str
    lore: int
    owns: bool
    joins: bool


def runs(text: str) -> Iterator[tuple[int, str]]:
    """The runs of capitalised words in a text, in order, with where each begins."""
    end = 0
    while (capital := _CAPITAL_LETTER.search(text, end)) and (
        run := _RUN.search(text, max(end, capital.start() - _BEFORE_CAPITAL))
    ):
        yield run.start(), run.group()
        end = run.end()


@lru_cache(maxsize=8192)
def parted(run: str) -> tuple[Sequence[Token], ...]:
    """The words of each name in a run, in order, placed from its beginning; still with titles before it, and maybe of
    two names in a row.

    Cached: articles name the same again and again.
    """
    tokens = [token for match in _TOKEN.finditer(run) for token in _tokens(match.group(), match.start())]
    return (tokens,) if len(tokens) == 1 else tuple(_split(tokens))


def known_at(tokens: Sequence[Token], at: int) -> tuple[int, str]:
    """How many tokens from `at` are the longest known name, and what it is; (0, "") where none begins there."""
    if tokens[at].word not in first_words():
        return 0, ""
    names = known_names()
    words = tuple([token.word for token in tokens[at : at + longest_known()]])
    for length in range(len(words), 0, -1):
        known = names.get(words[:length])
        if known and (length > 1 or not known.is_upper or tokens[at].text.isupper()) and _is_meant(tokens[at], length):
            return length, known.what
    return 0, ""


def _is_meant(token: Token, length: int) -> bool:
    """Whether a word that is also a name has the capitals of the name: "US", not "Us"."""
    return length > 1 or len(token.word.replace(".", "")) > 2 or token.text.isupper()


def _tokens(text: str, start: int) -> list[Token]:
    """One token, or those of a compound of two names ("Russia-Ukraine"); without what is no name ("US-led")."""
    if "-" not in text or text.count("-") > 2:
        return [_token(text, start)]
    if _PARTY.match(text):
        return [_token(text[2:], start + 2)]
    tail = _TAIL.search(text)
    head = text[: tail.start()] if tail else text.split("-")[0]
    if tail and lore(fold(head)) & (Lore.PLAIN | Lore.STOP) and lore(tail[1]) & (Lore.PLAIN | Lore.STOP):
        return [_token(text, start)._replace(lore=Lore.PLAIN)]
    if (fold(text),) not in known_names() and _stands_alone(head):
        rest = "" if tail else text[len(head) + 1 :]
        first = _token(head, start)._replace(owns=True)
        return [first, *(_tokens(rest, start + len(head) + 1) if rest else [])]
    if tail and (tail[1] in listed("ends_of_compounds") or _PARTICIPLE.search(tail[1])):
        return [_token(head, start)._replace(owns=True)]
    return [_token(text, start)]


def _stands_alone(word: str) -> bool:
    known = known_names().get((fold(word),))
    is_acronym = word.isupper() and len(word) > 1
    return is_acronym or bool(known and known.what in ("country", "people", "town", "region") and len(word) > 2)


@cache
def _particles() -> frozenset[str]:
    return frozenset(_PARTICLES.split()) | _JOINERS


def _token(text: str, start: int) -> Token:
    _, length, kept, word, told, owns, joins = _word(text)
    return Token(start, start + length, kept, word, told, owns, joins)


@lru_cache(maxsize=16384)
def _word(text: str) -> Token:
    """What one word tells wherever it stands, placed at 0."""
    if text in _particles() or text[0] in "“\"‘'":
        return Token(0, len(text), text, text, 0, owns=False, joins=True)
    bare = text.rstrip(",")
    stops = bare.endswith(".") and bare.count(".") == 1 and len(bare) > 2 and fold(bare) not in listed("abbreviations")
    bare = bare[:-1] if stops else bare
    kept = _POSSESSIVE.sub("", bare) or bare
    word = fold(kept)
    if len(kept) < len(bare) and bare.replace("’", "'").lower() in possessive_names():
        kept = bare
    owns = len(kept) < len(bare) or stops
    return Token(0, len(kept), kept, word, lore(word), owns=owns, joins=False)


def _split(tokens: list[Token]) -> list[list[Token]]:
    """A run's tokens, parted where one name ends and another begins."""
    found: list[list[Token]] = []
    current: list[Token] = []
    is_joined = any(token.joins for token in tokens)
    at = 0
    while at < len(tokens):
        length = known_at(tokens, at)[0] if is_joined and not tokens[at].joins else 0
        if length > 1 and any(token.joins for token in tokens[at : at + length]):
            current += tokens[at : at + length]
            at += length
        elif tokens[at].joins and not _joins(current, tokens, at):
            found.append(current)
            current = []
            at += 1
            continue
        else:
            current.append(tokens[at])
            at += 1
        if at < len(tokens) and _ends(current[-1], tokens[at]):
            found.append(current)
            current = []
    found.append(current)
    return [segment for segment in map(_trimmed, found) if segment]


def _trimmed(segment: list[Token]) -> list[Token]:
    while segment and segment[0].joins:
        segment = segment[1:]
    while segment and segment[-1].joins:
        segment = segment[:-1]
    return segment


def _ends(last: Token, after: Token) -> bool:
    """Whether a name ends with its possessive or a full stop: not in "King's College"."""
    if not last.owns:
        return False
    is_owner = last.lore & (Lore.GIVEN | Lore.SURNAME) or (last.word,) in known_names()
    return bool(is_owner and last.word not in ("king", "queen")) or not after.lore & THING


def _joins(before: list[Token], tokens: list[Token], at: int) -> bool:
    """Whether the small word at `at` is within a name: "Ministry of Defence", "Food and Drug Administration"."""
    joiner = tokens[at].word
    behind = next((token for token in tokens[at + 1 :] if not token.joins), None)
    if not before or behind is None:
        return False
    last = before[-1]
    if last.joins:
        return joiner not in _JOINERS or (joiner == "the" and last.word == "of")
    if joiner not in _JOINERS:
        return joiner[0] in "“\"‘'" or (last.word,) not in known_names() or bool(last.lore & Lore.ALSO_GIVEN)
    if joiner == "&":
        return True
    if joiner == "the":
        return False
    if joiner == "and":
        is_office = any(token.word in ("of", "for") for token in before)
        of_remit = bool(last.lore & Lore.REMIT and behind.lore & Lore.REMIT)
        return of_remit and (is_office or _has_head(tokens[at:]))
    if joiner == "of":
        is_noun = last.lore & (THING | Lore.TITLE)
        is_person = any(token.lore & (GIVEN | Lore.TITLE) for token in before[:-1]) and not is_noun
        is_place = (behind.word,) in known_names() and not is_noun
        return not (is_person or is_place or (last.word,) in known_names() or last.lore & Lore.CALENDAR)
    if joiner == "on":
        return last.word in listed("before_on")
    return bool(last.lore & Lore.ORGANISATION) and not behind.lore & Lore.CALENDAR


def _has_head(tokens: list[Token]) -> bool:
    """Whether a noun for an organisation follows within the next words."""
    return any(token.lore & Lore.ORGANISATION for token in tokens[1:5])
