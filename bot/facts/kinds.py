"""What a name stands for, as values, and as the nouns in the name tell it ("Ministry of Defence", "Oxford Street")."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.facts.names import Token
from bot.facts.wordlore import THING, Lore, listed


class MentionKind(StrEnum):
    """What a name stands for. COUNTRY is a country or its people; OTHER is a work, an event, a product or not told."""

    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"


class Mention(NamedTuple):
    """A name in a text. `start`, `end` span it with its titles ("Lt. Gen. Jane Roe"); `name` is the name alone."""

    start: int
    end: int
    name: str
    kind: MentionKind

    def moved(self, by: int) -> "Mention":
        """The same name, so many characters on."""
        return Mention(self.start + by, self.end + by, self.name, self.kind)


def kind_by_noun(tokens: Sequence[Token]) -> MentionKind | None:
    """What the noun of a name says that it is: "Ministry of Defence", "Paris Agreement", "Oxford Street"."""
    words = [token for token in tokens if not token.joins]
    joined = next((n for n, token in enumerate(tokens) if token.joins and n), len(tokens))
    head = tokens[joined - 1]
    for token in (head, words[-1]):
        kind = _kind_of_noun(token, len(words))
        if kind:
            return kind
    if len(words) > 1 and words[0].word in listed("before_places"):
        return MentionKind.PLACE
    if len(words) > 1 and words[0].word in listed("clubs"):
        return MentionKind.ORGANISATION
    if any(token.lore & Lore.ORGANISATION for token in words[1:]) or any(token.text == "&" for token in tokens):
        return MentionKind.ORGANISATION
    return None


def _kind_of_noun(token: Token, count: int) -> MentionKind | None:
    if not token.lore & THING:
        return None
    if token.lore & Lore.PLACE and (
        token.word in listed("mainly_places") or not token.lore & (Lore.ORGANISATION | Lore.EVENT)
    ):
        return MentionKind.PLACE if count > 1 else None
    if token.lore & Lore.EVENT or token.word in listed("made_things"):
        return MentionKind.OTHER
    return MentionKind.ORGANISATION if token.lore & Lore.ORGANISATION else None
