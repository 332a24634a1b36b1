"""A piece's way to what is stored: read, clean, split, take facts. A function of the piece, for any process."""

import hashlib
import logging
from pathlib import Path
from typing import NamedTuple

from bot import wording
from bot.corpus.clean import VERSION
from bot.corpus.draft import draft_page
from bot.corpus.piece import Piece
from bot.corpus.readers import read
from bot.corpus.web.addresses import address_key
from bot.errors import Fault, NotAnAddress, ReadError, Unreadable
from bot.facts.record import take
from bot.models import Draft
from bot.store import Entry, write_entry

log = logging.getLogger(__name__)


class Unchanged(NamedTuple):
    """The bytes are those that the store has read."""

    fingerprint: str


class Unread(NamedTuple):
    """The article is refused, for a reason in words for people."""

    reason: str


def prepare(piece: Piece) -> Entry | Unchanged | Unread:
    """What is to be stored of a piece, or why nothing is."""
    try:
        data = piece.data if piece.data is not None else _read_bytes(piece.place)
        fingerprint = versioned(hashlib.sha256(data).hexdigest())
        if fingerprint == piece.known:
            return Unchanged(fingerprint)
        return _enter(piece, data, fingerprint)
    except ReadError as error:
        return Unread(wording.of_error(error))
    except Exception:
        # A fault in the reading of one file keeps neither the others out nor a person waiting before a traceback.
        log.exception("not read: %s", piece.source)
        return Unread(wording.of_error(Fault()))


def versioned(mark: str) -> str:
    """A mark of a source that holds as long as reading and cleaning do the same."""
    return f"{VERSION}:{mark}"


def _enter(piece: Piece, data: bytes, fingerprint: str) -> Entry:
    page = read(piece.name, data, piece.charset)
    draft = draft_page(piece.id, piece.source, page, piece.stated)
    return write_entry(
        draft,
        take(draft),
        origin=piece.origin,
        stamp=piece.stamp,
        fingerprint=fingerprint,
        addresses=piece.addresses or _stated_addresses(piece, draft),
        by_address=piece.by_address,
    )


def _stated_addresses(piece: Piece, draft: Draft) -> tuple[str, ...]:
    """The address that a file states for its article. On the web a page may claim to be anywhere."""
    if draft.url is None or piece.origin.is_web:
        return ()
    try:
        return (address_key(draft.url),)
    except NotAnAddress:
        return ()


def _read_bytes(place: str) -> bytes:
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise Unreadable(str(error), why=error.strerror) from error
