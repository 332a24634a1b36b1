"""Mentions of people, countries and places, told apart by their titles, their words and their surroundings."""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from bot.lexicon import table, word_class, word_list
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.lexicon.geography import country_names
from bot.lexicon.roles import role_nouns
from bot.terms import words_of

_CONNECTOR = r"(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|bin|ibn|al|el|y|af|zu|zur)"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w]|[A-Z]\.(?:[A-Z]\.)*|[A-Z])"
_RUN = re.compile(rf"{_CAPITAL}(?:[^\S\n](?:{_CONNECTOR}[^\S\n]){{0,2}}{_CAPITAL}|\.?[^\S\n](?={_CAPITAL}){_CAPITAL})*")
_POSSESSIVE = re.compile(r"['’]s?$")


class MentionKind(StrEnum):
    """What a name stands for. OTHER covers organisations, events and what cannot be told."""

    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    OTHER = "other"


class Mention(NamedTuple):
    """A name in a text. `start`, `end` span it with its titles ("Lt. Gen. Jane Roe"); `name` is the name alone."""

    start: int
    end: int
    name: str
    kind: MentionKind


@lru_cache(maxsize=2048)
def mentions(text: str, surnames: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The names in a text, in order, without overlap. `surnames` (folded) are known to be people's.

    Cached: a question looks at the same few sentences in several ways.
    """
    found = [_country(text, word.start, word.end, word.term) for word in words_of(text) if word.term[:1] == "@"]
    names = [_known(name, surnames) for name in _names(text)]
    kept = [name for name in names if name.kind is MentionKind.PERSON]
    kept += [m for m in found if m and not any(_overlap(m, person) for person in kept)]
    kept += [name for name in names if name.kind is not MentionKind.PERSON and not any(_overlap(name, m) for m in kept)]
    return tuple(sorted(kept))


def people(text: str) -> list[Mention]:
    """The people named in a text."""
    return [mention for mention in mentions(text) if mention.kind is MentionKind.PERSON]


def _known(mention: Mention, surnames: Collection[str]) -> Mention:
    is_person = " " not in mention.name and fold(mention.name) in surnames
    return mention._replace(kind=MentionKind.PERSON) if is_person else mention


def _overlap(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _country(text: str, start: int, end: int, term: str) -> Mention | None:
    name = _POSSESSIVE.sub("", text[start:end])
    kind = MentionKind.COUNTRY if term in country_names() else MentionKind.PLACE
    return Mention(start, start + len(name), name, kind)


def _names(text: str) -> list[Mention]:
    return [mention for match in _RUN.finditer(text) if (mention := _name(text, match.start(), match.end()))]


def _name(text: str, start: int, end: int) -> Mention | None:
    """What a run of capitalised words names: a person where a title, a given name or its shape says so."""
    tokens = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    head = 0  # how many of the first tokens are titles, countries or sentence starters
    titled = False
    while head < len(tokens):
        word = fold(text[slice(*tokens[head])])
        if word in word_class("openers") | calendar_words() and not titled:
            start = tokens[head + 1][0] if head + 1 < len(tokens) else end
            head += 1
        elif length := _title_length(text, tokens, head):
            titled = True
            head += length
        elif _is_country(text[slice(*tokens[head])]) or _is_office(text, tokens, head):
            head += 1
        else:
            break
    return _classify(text, start, tokens[head:], titled=titled or _role_before(text, start))


def _classify(text: str, start: int, name: list[tuple[int, int]], *, titled: bool) -> Mention | None:
    words = [fold(text[a:b]) for a, b in name]
    if all(word in calendar_words() for word in words):
        return None
    end = name[-1][0] + len(_POSSESSIVE.sub("", text[slice(*name[-1])]))
    whole = text[name[0][0] : end]
    is_person = (
        len(words) <= 5
        and words[-1] not in word_class("openers")
        and not any(word in _thing_words() for word in words)
        and not (whole.isupper() and len(whole) > 1 and " " not in whole)
        and (titled or (len(words) > 1 and _is_given(text[slice(*name[0])])))
    )
    if is_person:
        return Mention(start, end, whole, MentionKind.PERSON)
    return Mention(name[0][0], end, whole, MentionKind.OTHER)


def _is_given(word: str) -> bool:
    """Whether a word is a given name, or a double one ("Jean-Claude"), or initials ("J.", "J.K.")."""
    return fold(word).split("-")[0].rstrip(".") in _given_names() or bool(re.fullmatch(r"(?:[A-Z]\.)+", word))


def _is_office(text: str, tokens: list[tuple[int, int]], at: int) -> bool:
    """Whether initials and a title follow each other: "UN Secretary-General Jane Roe"."""
    word = text[slice(*tokens[at])]
    return word.isupper() and len(word) > 1 and _title_length(text, tokens, at + 1) > 0


def _title_length(text: str, tokens: list[tuple[int, int]], at: int) -> int:
    """How many tokens from `at` make a title ("Lt. Gen.", "Prime Minister"); 0 for none. A name must follow."""
    for length in range(min(4, len(tokens) - at - 1), 0, -1):
        if _plain(text[tokens[at][0] : tokens[at + length - 1][1]]) in _titles():
            return length
    return 0


def _role_before(text: str, start: int) -> bool:
    """Whether a lower-case role stands directly before: "army chief Jane Roe"."""
    before = re.search(r"([a-z][a-z’'-]*)[^\S\n]$", text[max(0, start - 24) : start])
    return bool(before and before[1] in role_nouns())


@cache
def _titles() -> frozenset[str]:
    names = {_plain(title) for group in table("titles").values() for title in group["titles"]}
    return frozenset(names | {_plain(role) for group in table("titles").values() for role in group["roles"]})


@cache
def _thing_words() -> frozenset[str]:
    words = table("organisations")
    return frozenset(words["words"] + words["event_words"] + words["place_words"]) | word_class("regions")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word_list("given_names"))


def _plain(title: str) -> str:
    return re.sub(r"[.\s-]+", " ", fold(title)).strip()


@cache
def _country_words() -> frozenset[str]:
    return frozenset(
        fold(name) for row in table("countries").values() for name in row["names"] + row["demonyms"] if " " not in name
    )


def _is_country(word: str) -> bool:
    return fold(word) in _country_words()
