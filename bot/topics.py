"""topics.toml: what the team follows, and the slash commands that come of it."""

import re
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path

from pydantic import ValidationError

from bot.errors import InvalidTopics
from bot.models import Topic

FILE = "topics.toml"
_COMMAND = re.compile(r"[a-z0-9_-]{1,31}")
_TAKEN = ("ask", "attended", "digest", "who")
_OWN_WORDS = {"help", "settings", "watch", "watching"}
"""What may follow any command, and means the same behind each."""


def read_topics(*folders: Path) -> tuple[Topic, ...]:
    """The topics of the first folder that has a topics.toml; none where no folder has one.

    A table is a topic: `aliases` is a list of its other names, every other key is a word that may follow the
    command, with the question that it stands for.

    Raises InvalidTopics with the file and the reason.
    """
    path = next((folder / FILE for folder in folders if (folder / FILE).is_file()), None)
    if path is None:
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_topic(name, table) for name, table in tables.items())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise InvalidTopics(str(error), path=path, why=_reason(error)) from error


def named(names: Collection[str], topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """The topics of those names; all of them where there is none."""
    every = tuple(topics)
    return tuple(topic for topic in every if topic.name in names) or every


def words_of(topics: Iterable[Topic]) -> dict[str, str]:
    """The words that alone stand for a question, each with it: those that only one of the topics has."""
    asked: dict[str, list[str]] = {}
    for topic in topics:
        for word, question in topic.asks.items():
            asked.setdefault(word, []).append(question)
    return {word: questions[0] for word, questions in asked.items() if len(questions) == 1}


def _reason(error: Exception) -> str:
    """One line; of a value of the wrong type its key and what it should be."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{first['loc'][-1]}: {first['msg']}"
    return str(error).splitlines()[0]


def _topic(name: str, table: object) -> Topic:
    if not isinstance(table, dict):
        raise TypeError(f"{name} is not a table: write [{name}] above its lines")
    if not _COMMAND.fullmatch(name.lower()):
        raise TypeError(f"[{name[:40]}] cannot be a command: use up to 31 letters, digits, - and _")
    if name.lower() in _TAKEN:
        raise TypeError(f"[{name}] is a command of every corpus: use another name")
    if taken := sorted({word.lower() for word in table} & _OWN_WORDS):
        raise TypeError(f"{taken[0]} below [{name}] is a word of every command: use another one")
    asks = {word.lower(): ask for word, ask in table.items() if word != "aliases"}
    return Topic(name=name.lower(), aliases=table.get("aliases", ()), asks=asks)
