"""The articles' files in a folder and those below it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot import wording
from bot.corpus.containers import ENDINGS
from bot.corpus.readers import is_readable
from bot.errors import CorpusMissing

_NO_ARTICLES = ("readme", "license", "changelog")


class Listing(NamedTuple):
    """Sorted paths below the folder: files to read; and links that lead elsewhere, with the reason.

    Plain text since a Path takes long to make, and most files are only compared.
    """

    files: tuple[str, ...]
    astray: dict[str, str]


def list_folder(folder: Path) -> Listing:
    """The files of readable kinds in a folder, without hidden ones and what describes the folder itself.

    Raises CorpusMissing for a folder that is not there, cannot be opened, or has none.
    """
    try:
        found = dict(sorted(_walk(folder, "")))
    except OSError as error:
        raise CorpusMissing(str(error), folder=folder, why=_why_not(error)) from error
    if not found:
        raise CorpusMissing(folder=folder, why=wording.FOLDER["empty"])
    root = folder.resolve()
    links = {source: _leads_astray(folder / source, root) for source, is_link in found.items() if is_link}
    astray = {source: why for source, why in links.items() if why}
    return Listing(tuple(source for source in found if source not in astray), astray)


def is_article_file(name: str) -> bool:
    """Whether a file of that name is of a kind that is read: one article, or many."""
    return is_readable(name) or name.lower().endswith(ENDINGS)


def _why_not(error: OSError) -> str:
    """Why a folder cannot be opened."""
    match error:
        case FileNotFoundError():
            return wording.FOLDER["missing"]
        case NotADirectoryError():
            return wording.FOLDER["file"]
        case _:
            return error.strerror or str(error)


def _walk(folder: Path, below: str) -> Iterator[tuple[str, bool]]:
    """Each file's path below the folder, and whether it is a link.

    Raises OSError where a folder cannot be opened: its articles would look as if they were gone.
    """
    with os.scandir(folder / below) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder, f"{below}{entry.name}/")
            elif is_article_file(entry.name) and entry.name.split(".")[0].lower() not in _NO_ARTICLES:
                yield below + entry.name, entry.is_symlink()


def _leads_astray(link: Path, root: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, on Python before 3.13
        return wording.READING["dead_link"]
    return None if target.is_relative_to(root) else wording.READING["link_out"]
