"""The articles of an export: its rows or objects, each with a name of its own."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, BinaryIO

from bot import wording
from bot.corpus.containers.contained import Contained
from bot.corpus.containers.kinds import Kind
from bot.corpus.containers.record import Record
from bot.corpus.decode import tell_encoding
from bot.corpus.page import fold, web_address
from bot.corpus.readers.fields import ID, TEXT, URL, take_fields
from bot.errors import InvalidRecord, NoTextField, ReadError

_LOOKED_AT = 20
_LONGEST_ID = 100
_NOT_IN_AN_ID = re.compile(r"[\s/\\]+")


def rows(file: BinaryIO, head: bytes, kind: Kind, stem: str) -> Iterator[Contained]:
    """The articles of an export, which `file` stands at the start of; `head` is its beginning. Closes it.

    `stem` begins their ids. Where the first has an id of its own, all are named by theirs, else by their numbers.
    Raises NoTextField, Damaged.
    """
    encoding = tell_encoding(head)
    with io.TextIOWrapper(file, encoding, "stray_bytes", newline="") as text:
        records = _records(text, head.decode(encoding, "replace").lstrip("\ufeff"), kind)
        first, broken = _look_ahead(records)
        values = [record.values for record in first if isinstance(record, Record)]
        if values and not any(TEXT in take_fields(value) for value in values):
            raise NoTextField(found=wording.field_names(list(values[0])))
        by_id = bool(values) and bool(_own_id(values[0]))
        yield from _name(chain(first, records), stem, by_id=by_id)
    if broken:
        raise broken


def _look_ahead(records: Iterator[Record | ReadError]) -> tuple[list[Record | ReadError], ReadError | None]:
    """The first records, and the error that ends them, if one does."""
    first: list[Record | ReadError] = []
    try:
        first.extend(islice(records, _LOOKED_AT))
    except ReadError as error:
        return first, error
    return first, None


def _records(text: io.TextIOWrapper, head: str, kind: Kind) -> Iterator[Record | ReadError]:
    if kind is Kind.TABLE:
        from bot.corpus.containers import table

        return table.records(text, head)
    from bot.corpus.containers import objects

    return objects.line_records(text) if kind is Kind.LINES else objects.list_records(text)


def _name(records: Iterable[Record | ReadError], stem: str, *, by_id: bool) -> Iterator[Contained]:
    """Of ids that were there, their hashes are kept: memory grows by a number a row, and by no text."""
    seen: set[int] = set()
    for number, record in enumerate(records, 1):
        if isinstance(record, ReadError):
            yield _refused(number, stem, record, by_id=by_id)
            continue
        own = _own_id(record.values) if by_id else str(number)
        if not own:
            yield _refused(number, stem, InvalidRecord(why=wording.READING["no_id"]), by_id=by_id)
        elif by_id and hash(own) in seen:
            yield _refused(number, stem, InvalidRecord(why=wording.READING["id_again"]), by_id=by_id)
        else:
            if by_id:
                seen.add(hash(own))
            url = web_address(take_fields(record.values).get(URL))
            yield Contained(own, None if url else f"{stem}-{own}", url, record.data, size=len(record.data))


def _refused(number: int, stem: str, error: ReadError, *, by_id: bool) -> Contained:
    """Named by its number, which no id looks like."""
    return Contained(f"row {number}" if by_id else str(number), f"{stem}-{number}", None, b"", error)


def _own_id(values: Mapping[str, Any]) -> str:
    """The id that a record gives itself, fit for a name; "" where it gives none."""
    return _NOT_IN_AN_ID.sub("-", fold(str(take_fields(values).get(ID, ""))))[:_LONGEST_ID].strip("-")
