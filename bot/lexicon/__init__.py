"""What the bot knows of language and of the world, as data: countries, spellings of places, titles, word classes.

Nothing here belongs to one story. The tables are TOML files beside this module; see the head of each for its shape.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table NAME.toml of this folder."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of the class NAME in english.toml."""
    return frozenset(table("english")[name].split())


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The lines of the list NAME.txt of this folder, in their order."""
    return tuple(resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").split())
