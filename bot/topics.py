"""topics.toml: what the team follows, and the slash commands that come of it."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from bot.errors import InvalidTopics
from bot.models import Topic

FILE = "topics.toml"


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
        raise InvalidTopics(str(error), path=path, why=str(error).splitlines()[0]) from error


def _topic(name: str, table: object) -> Topic:
    if not isinstance(table, dict):
        raise TypeError(f"{name} is not a table: write [{name}] above its lines")
    asks = {word: ask for word, ask in table.items() if word != "aliases"}
    return Topic(name=name.lower(), aliases=table.get("aliases", ()), asks=asks)
