"""Front matter: lines of YAML between two lines of ---, at the head of a text or Markdown file."""

import re
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot import wording
from bot.corpus.dates import parse_date
from bot.corpus.page import fold, unescape
from bot.errors import InvalidFrontMatter

_FENCE = "---"
_ENDS = (_FENCE, "...")
_DEEPEST = 20
# A line of its own key whose value begins as plain text and has a colon in it.
_COLON_IN_VALUE = re.compile(r"(?P<key>[A-Za-z_][\w-]*:) +(?P<value>[^\s'\"\[{>|&*!%@`#][^#]*:(?: [^#]*)?)")
_NESTED = re.compile(r"[\[{?]|^[\s-]", re.MULTILINE)  # without these, a line holds a key and a text
_NOTHING = ("", "~", "null")
# Every scalar is read as text: a title may be 1984 or No, and dates are read by ourselves.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _read_text(value: object) -> str | None:
    if not isinstance(value, str):
        raise ValueError(wording.READING["no_text_value"])  # noqa: TRY004 - pydantic turns it into its own error
    return None if value.strip().lower() in _NOTHING else fold(unescape(value))


def _read_names(value: object) -> str | None:
    """Several authors may be given as a list."""
    names = [_read_text(name) for name in value] if isinstance(value, list) else [_read_text(value)]
    return ", ".join(name for name in names if name) or None


def _read_date(value: object) -> date | None:
    text = _read_text(value)
    day = parse_date(text) if text else None
    if text and day is None:
        raise ValueError(wording.READING["no_date"].format(value=text))
    return day


class FrontMatter(BaseModel):
    """What we read of it. Publishers write many more keys: those are not ours to judge."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: Annotated[str | None, BeforeValidator(_read_text)] = None
    url: Annotated[str | None, BeforeValidator(_read_text)] = None
    publisher: Annotated[str | None, BeforeValidator(_read_text)] = None
    author: Annotated[str | None, BeforeValidator(_read_names)] = None
    published: Annotated[date | None, BeforeValidator(_read_date)] = None


def take_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a file, empty where it has none, and the text that follows.

    Raises InvalidFrontMatter with the reason.
    """
    head, _, rest = text.partition("\n")
    if head.rstrip() != _FENCE:
        return FrontMatter(), text
    lines = rest.split("\n")
    end = next((n for n, line in enumerate(lines) if line.rstrip() in _ENDS), None)
    if end is None:
        if ":" in lines[0]:
            raise InvalidFrontMatter(why=wording.READING["no_end"])
        return FrontMatter(), rest  # a rule drawn above the text
    return _validate(_load("\n".join(map(_as_text, lines[:end])))), "\n".join(lines[end + 1 :])


def _as_text(line: str) -> str:
    """ "title: Second day: they talk" is no YAML, but what it means is plain: the value is put in quotes."""
    match = _COLON_IN_VALUE.fullmatch(line.rstrip())
    if not match:
        return line
    quoted = match["value"].replace("'", "''")
    return f"{match['key']} '{quoted}'"


def _load(source: str) -> dict[str, Any]:
    try:
        if _NESTED.search(source):
            _check_depth(source)
        values = yaml.load(source, _LOADER) or {}  # noqa: S506 - it makes nothing but text, lists and tables
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        why = wording.READING["line"].format(line=mark.line + 2, problem=problem) if mark else problem
        raise InvalidFrontMatter(str(error), why=why) from error
    if not isinstance(values, dict):
        raise InvalidFrontMatter(why=wording.READING["no_keys"])
    return values


def _check_depth(source: str) -> None:
    """Deep nesting overflows the stack of libyaml's loader and ends the process; its events are safe."""
    depth = 0
    for event in yaml.parse(source, _LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise InvalidFrontMatter(why=wording.READING["too_deep"])


def _validate(values: dict[str, Any]) -> FrontMatter:
    try:
        return FrontMatter.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}"
        raise InvalidFrontMatter(str(error), why=why) from error
