"""What each version of an article changed, in its sentences."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from pydantic import AwareDatetime

from bot.models import Edit, Value
from bot.store import Version


class Kind(StrEnum):
    """What became of a sentence."""

    REMOVED = "removed"
    ADDED = "added"
    REWORDED = "reworded"


class Change(Value):
    """One sentence: as it was, None where it was added, and as it is, None where it was removed."""

    kind: Kind
    before: str | None
    after: str | None


class Revision(Value):
    """A version after the first, when it was read, and the sentences that it changed."""

    version: int
    seen: AwareDatetime
    changes: tuple[Change, ...]


def read_history(versions: Sequence[Version]) -> list[Revision]:
    """The versions of an article, oldest first, as what each changed of the one before it."""
    return [
        Revision(version=new.number, seen=new.seen, changes=tuple(_read(edit, old, new) for edit in new.edits))
        for old, new in pairwise(versions)
    ]


def _read(edit: Edit, old: Version, new: Version) -> Change:
    before = old.text[slice(*edit.before)] if edit.before else None
    after = new.text[slice(*edit.after)] if edit.after else None
    kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.REWORDED
    return Change(kind=kind, before=before, after=after)
