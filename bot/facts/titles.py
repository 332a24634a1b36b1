"""Titles before a name: "Lt. Gen.", "Former Prime Minister", "Secretary of State", "Minister for Culture and Sport"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.facts.names import Token
from bot.facts.wordlore import Lore
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.lexicon.roles import role_nouns

_LONGEST = 5
_LAST_WORD = re.compile(r"([a-z][a-z’'-]*)[^\S\n]$")


def title_length(tokens: Sequence[Token], at: int) -> int:
    """How many tokens from `at` make a title, the words before it ("Former") and its remit included; 0 for none."""
    if tokens[at].lore & Lore.MODIFIER and at + 1 < len(tokens) and (length := title_length(tokens, at + 1)):
        return length + 1
    if tokens[at].word.partition("-")[0] not in _first_words():
        return 0
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if _plain(" ".join(token.word for token in tokens[at : at + length])) in _titles():
            return length + _remit(tokens, at + length)
    return 0


def ends_with_role(before: str) -> bool:
    """Whether words end with a lower-case noun for a person, which is the title of whoever follows: "army chief "."""
    role = _LAST_WORD.search(before)
    return bool(role and (role[1] in role_nouns() or role[1].removesuffix("s") in role_nouns()))


def _remit(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say what the office is for: "of Foreign Affairs", "for Culture and Sport"."""
    if at >= len(tokens) or tokens[at].text not in ("of", "for"):
        return 0
    end = at + 1
    while end < len(tokens) and (tokens[end].lore & Lore.REMIT or tokens[end].text in ("the", "and")):
        end += 1
    return end - at if end > at + 1 else 0


@cache
def is_royal(word: str) -> bool:
    """Whether a folded title is one that a place completes to a name: "Duke of Sussex"."""
    return word in {fold(title) for title in table("titles")["royal"]["titles"]} | {"archbishop", "bishop"}


@cache
def _titles() -> frozenset[str]:
    groups = table("titles").values()
    return frozenset(_plain(title) for group in groups for title in [*group["titles"], *group["roles"]])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(title.split()[0] for title in _titles())


@cache
def _plain(title: str) -> str:
    return re.sub(r"[.\s-]+", " ", fold(title)).strip()
