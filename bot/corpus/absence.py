"""Whether a folder is still the one that its articles came from. Pure."""

from collections.abc import Iterable
from pathlib import Path

from bot.corpus.draft import name_article
from bot.corpus.piece import WITHIN
from bot.corpus.within import containers_of
from bot.errors import MostFilesGone

MANY = 20
"""Files that may go at once whatever else stays: so few are seen to be missed, and brought back, easily."""


def check_most_are_there(folder: Path, known: Iterable[str], there: Iterable[str]) -> None:
    """Raises MostFilesGone where more than half of the files that articles came from are gone, and more than MANY.

    That is how a disk looks that is not mounted, or another folder that was named. `known`: the sources of all
    articles; `there`: the files that the folder has. One that was moved is there; what an export or an archive no
    longer holds is gone from it for good, and does not count.
    """
    files = {_file_of(source) for source in known}
    present = set(there)
    gone = files - present
    if len(gone) <= max(MANY, len(files) // 2):
        return
    names = set(map(name_article, present))
    count = sum(name_article(source) not in names for source in gone)
    if count > max(MANY, len(files) // 2):
        raise MostFilesGone(folder=folder, gone=count, known=len(files))


def _file_of(source: str) -> str:
    """The file itself, or the container that holds it."""
    return next(iter(containers_of(source)), source) if WITHIN in source else source
