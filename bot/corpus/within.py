"""Which containers a source lies in, told by its name. Pure."""

from collections.abc import Iterable
from typing import TypeVar

from bot.corpus.containers import ENDINGS
from bot.corpus.piece import WITHIN

T = TypeVar("T")


def containers_of(source: str) -> list[str]:
    """The containers that may hold a source: names of files may have the sign in them, too."""
    prefixes = [source[:at] for at, sign in enumerate(source) if sign == WITHIN]
    return [prefix for prefix in prefixes if prefix.lower().endswith(ENDINGS)]


def by_container(found: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """What was found of each source, by the containers that may hold it."""
    held: dict[str, list[T]] = {}
    for source, one in found:
        for container in containers_of(source):
            held.setdefault(container, []).append(one)
    return held
