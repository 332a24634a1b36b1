"""The articles' files in a folder and those below it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot import wording
from bot.corpus.readers import is_readable
from bot.errors import CorpusMissing

_NO_ARTICLES = ("readme", "license", "changelog")


class Listing(NamedTuple):
    """Files to read, sorted by path; and links that lead elsewhere and are not followed, with the reason."""

    files: tuple[Path, ...]
    astray: dict[Path, str]


def list_folder(folder: Path) -> Listing:
    """The files of readable kinds in a folder, without hidden ones and what describes the folder itself.

    Raises CorpusMissing for a folder that is not there, cannot be opened, or has none.
    """
    root = folder.resolve()
    try:
        found = sorted(_walk(folder))
    except OSError as error:
        raise CorpusMissing(str(error), folder=folder) from error
    if not found:
        raise CorpusMissing(folder=folder)
    astray = {path: why for path in found if path.is_symlink() and (why := _leads_astray(path, root))}
    return Listing(tuple(path for path in found if path not in astray), astray)


def _walk(folder: Path) -> Iterator[Path]:
    """Raises OSError where a folder cannot be opened: its articles would look as if they were gone."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name)
            elif is_readable(entry.name) and entry.name.split(".")[0].lower() not in _NO_ARTICLES:
                yield folder / entry.name


def _leads_astray(link: Path, root: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, on Python before 3.13
        return wording.READING["dead_link"]
    return None if target.is_relative_to(root) else wording.READING["link_out"]
