"""Exports as JSON: an object a line, or a list of objects."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from bot import wording
from bot.corpus.containers.kinds import ARRAY
from bot.corpus.containers.record import MOST_CHARACTERS, Record, too_large
from bot.errors import Damaged, InvalidRecord, ReadError

_CHUNK = 262_144
_BETWEEN = " \t\r\n,"
_OUTSIDE = re.compile(r'["{}\[\],]')
_INSIDE = re.compile(r'["\\]')
_DECODE = json.JSONDecoder().raw_decode


def line_records(file: TextIO) -> Iterator[Record | ReadError]:
    """An object a line; empty lines do not count."""
    while line := file.readline(MOST_CHARACTERS + 1):
        if len(line) > MOST_CHARACTERS and not line.endswith("\n"):
            while len(rest := file.readline(_CHUNK)) == _CHUNK and not rest.endswith("\n"):
                continue
            yield too_large(len(line))
        elif text := line.strip("\ufeff \t\r\n"):
            yield _record(text)


def list_records(file: TextIO) -> Iterator[Record | ReadError]:
    """The objects of a list, which is never in memory as a whole.

    Raises Damaged where the file ends before the list does.
    """
    window = _Window(file)
    while window.has_another():
        yield window.take()


class _Window:
    """What has been read of a file that holds a list, and where in that we are."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = file.read(_CHUNK).lstrip("\ufeff")
        opening = ARRAY.match(self._text)
        self._place = opening.end() if opening else 0

    def has_another(self) -> bool:
        """Go to the next object, if the list has not ended."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in _BETWEEN:
                self._place += 1
            if self._place < len(self._text):
                return self._text[self._place] != "]"
            self._read_on(_CHUNK)

    def take(self) -> Record | ReadError:
        """The object that begins here. What fails may only be cut off: more is read then, up to the cap."""
        size = _CHUNK
        while True:
            try:
                value, end = _DECODE(self._text, self._place)
            except RecursionError:
                return self._skip()
            except ValueError:
                if len(self._text) - self._place > MOST_CHARACTERS or not self._grow(size):
                    return self._skip()
                size *= 2
            else:
                text, self._place = self._text[self._place : end], end
                return _checked(value, text)

    def _skip(self) -> ReadError:
        """Go behind what begins here and is no object, or too large a one: to where its brackets are closed."""
        depth, inside, length = 0, False, 0
        while True:
            found = (_INSIDE if inside else _OUTSIDE).search(self._text, self._place)
            if found is None or (found[0] == "\\" and found.end() == len(self._text)):
                end = found.start() if found else len(self._text)
                length, self._place = length + end - self._place, end
                self._read_on(_CHUNK)
                continue
            length, self._place = length + found.end() - self._place, found.end()
            match found[0]:
                case "\\":
                    self._place += 1
                case '"':
                    inside = not inside
                case "{" | "[":
                    depth += 1
                case "}" | "]":
                    depth -= 1
            if depth <= 0 and not inside:
                self._place -= depth < 0 or found[0] == ","  # that one is the list's
                return too_large(length) if length > MOST_CHARACTERS else _no_object()

    def _read_on(self, size: int) -> None:
        if not self._grow(size):
            raise Damaged(why=wording.READING["list_cut"])

    def _grow(self, size: int) -> bool:
        more = self._file.read(size)
        self._text, self._place = self._text[self._place :] + more, 0
        return bool(more)


def _record(text: str) -> Record | ReadError:
    try:
        return _checked(json.loads(text), text)
    except (ValueError, RecursionError):
        return _no_object()


def _checked(value: Any, text: str) -> Record | ReadError:
    if not isinstance(value, dict):
        return _no_object()
    return too_large(len(text)) if len(text) > MOST_CHARACTERS else Record(value, text.encode())


def _no_object() -> InvalidRecord:
    return InvalidRecord(why=wording.READING["no_object"])
