"""What the pipeline takes in: one article's bytes, wherever they come from."""

from datetime import date
from typing import NamedTuple

from bot.store import Origin

WITHIN = "!"
"""Between a container's source and the name of what it holds: archive.zip!2025/tides.md."""


class Stated(NamedTuple):
    """What is said of an article beside its bytes: see `draft_page`."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None


UNSTATED = Stated()


class Piece(NamedTuple):
    """One article on its way in.

    `id`: the article's, wanted. `origin` and `source`: where it lies, as the store keeps it; `stamp` tells cheaply that
    it is as it was. `name` says by its ending how to read it, where the bytes do not. `data`: the bytes, or None for
    the file at `place`. `known`: the fingerprint of what the store has of this source. `addresses`: keys of the
    addresses under which it is known; `by_address` where its id comes from one of them, so that another article known
    under one is the same. `size`: its share of the bytes that the run deals with, for showing how far that is.
    """

    id: str
    origin: Origin
    source: str
    stamp: str
    name: str
    data: bytes | None = None
    place: str = ""
    charset: str | None = None
    stated: Stated = UNSTATED
    known: str | None = None
    addresses: tuple[str, ...] = ()
    by_address: bool = False
    size: int = 0
