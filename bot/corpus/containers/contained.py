"""What a container hands on."""

from typing import NamedTuple

from bot.errors import ReadError

HEAD_BYTES = 65_536
"""How many of a file's first bytes tell what it is, where it has as many."""


class Contained(NamedTuple):
    """One article of a container, or the reason why there is none.

    `name` is unique in the container and stays when more is appended: a ZIP member's path; a row's own id, else its
    number from 1. `article_id` is None where the article has a `url`, from which its id is to be made. `data` is what
    readers.read takes: a member's bytes, a row as a JSON object in UTF-8; empty where there is an `error`. `size`:
    about how many bytes of the container it takes, where that can be told.
    """

    name: str
    article_id: str | None
    url: str | None
    data: bytes
    error: ReadError | None = None
    size: int = 0
