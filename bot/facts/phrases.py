"""The phrases that say a part in a meeting, as the table of words has them, and where they stand in a text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.facts.scanning import first_word, places, words_in
from bot.lexicon import table
from bot.models import Role

INVITES = frozenset(["invited", "invite", "invites", "inviting"])
_NO_START = frozenset("’'-")
"""What a word follows that is but the rest of one: "re-met"."""
STRONGEST = (
    Role.NOT_INVITED, Role.ABSENT, Role.REMOTE, Role.CHAIRED, Role.INVITED, Role.EXPECTED, Role.ATTENDED,
)  # fmt: skip


class Reading(NamedTuple):
    """What a phrase may say: the role, None for "met"; and what else has to be there."""

    role: Role | None
    needs_be: bool
    needs_meeting: bool
    needs_denial: bool
    needs_means: bool = False


@cache
def readings() -> dict[str, list[Reading]]:
    words = table("words")
    found: dict[str, list[Reading]] = {}
    for name in ("participation_in", "participation", "participation_with_means", "participation_denied"):
        for role in STRONGEST:
            for phrase in words[name].get(role.value, ()):
                reading = Reading(
                    role,
                    needs_be=phrase.startswith("be "),
                    needs_meeting=name == "participation_in",
                    needs_denial=name == "participation_denied",
                    needs_means=name == "participation_with_means",
                )
                found.setdefault(phrase.removeprefix("be ").lower(), []).append(reading)
    for phrase in [*words["meeting_people"]["met"], *words["meeting_people"]["gathered"]]:
        found.setdefault(phrase.lower(), []).append(
            Reading(None, needs_be=False, needs_meeting=False, needs_denial=False)
        )
    return found


def candidates(text: str) -> Iterator[re.Match[str]]:
    """The phrases of the table that stand in the text, the longest at each place, without overlap."""
    phrases = _by_first_word()
    starts = [(start, first) for first in words_in(text).present & phrases.keys() for start in places(text, first)]
    end = 0
    for start, first in sorted(starts):
        if start >= end and text[start - 1 : start] not in _NO_START and (match := phrases[first].match(text, start)):
            end = match.end()
            yield match


@cache
def _by_first_word() -> dict[str, re.Pattern[str]]:
    """A pattern for the phrases that begin with each word: far fewer are tried than of one pattern for all."""
    found: dict[str, list[str]] = {}
    for phrase in sorted({*readings(), *INVITES}, key=len, reverse=True):
        found.setdefault(first_word(phrase), []).append(re.escape(phrase).replace(r"\ ", r"\s"))
    return {first: re.compile(rf"(?:{'|'.join(phrases)})(?![\w-])", re.IGNORECASE) for first, phrases in found.items()}
