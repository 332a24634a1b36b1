"""The coordinators: what is there is listed, read, stored and counted."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bot import wording
from bot.corpus.absence import check_most_are_there
from bot.corpus.files import File, Files
from bot.corpus.folder import is_article_file, list_folder
from bot.corpus.intake import Intake, OnProgress
from bot.errors import CorpusMissing, NotText, ReadError, Unreadable
from bot.models import IngestReport
from bot.store import Origin, Store


def sync(
    folder: Path,
    store: Store,
    *,
    now: datetime,
    on_progress: OnProgress | None = None,
    may_lose_most: bool = False,
) -> IngestReport:
    """Make the store follow the corpus folder: new and changed files come in, articles of files that are gone
    are withdrawn. A file that is refused keeps what the store has of it.

    Raises CorpusMissing for a folder that is missing or has no file of a readable kind, and MostFilesGone where most of
    what was there is not, unless it `may_lose_most`: changing nothing.
    """
    folder = folder.absolute()
    listing = list_folder(folder)
    found = [File(f"{folder}/{source}", Origin.CORPUS, source) for source in listing.files]
    intake = Intake(store, now, on_progress)
    files = Files(store, intake, folder)
    if not may_lose_most:
        check_most_are_there(folder, files.held(Origin.CORPUS), (*listing.files, *listing.astray))
    for source, why in listing.astray.items():
        files.pass_over(source)
        intake.refuse(Origin.CORPUS, source, Unreadable(why=why))
    intake.take_in(files.pieces(found), files.holder)
    if gone := files.gone(Origin.CORPUS):
        store.withdraw(*gone)
    files.note_containers(store)
    if past := [one for one in intake.refused_earlier(Origin.CORPUS) if not files.is_present(one.source)]:
        store.note_refusals((), past)
    return intake.report(withdrawn=len(gone))


def ingest(
    paths: Iterable[Path],
    store: Store,
    *,
    now: datetime,
    on_progress: OnProgress | None = None,
    corpus: Path | None = None,
) -> IngestReport:
    """Take in the files that are named, and those in the folders that are named. Withdraws nothing.

    `corpus` is the watched folder, where known: its files are taken in as its own.
    """
    corpus = corpus.absolute() if corpus else None
    found: dict[Path, File] = {}
    refused: list[tuple[Path, str]] = []
    for path in paths:
        try:
            found |= {file: _place(file, corpus) for file in _find(path.absolute())}
        except (ReadError, CorpusMissing) as error:
            refused.append((path, wording.of_error(error)))
    intake = Intake(store, now, on_progress)
    for path, reason in refused:
        intake.refuse(Origin.INGEST, str(path), reason)
    files = Files(store, intake, corpus)
    intake.take_in(files.pieces(found.values()), files.holder)
    files.note_containers(store)
    return intake.report()


def _find(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (path / source for source in list_folder(path).files)
    elif path.exists() and not is_article_file(path.name):
        raise NotText(why=wording.READING["ending"].format(ending=path.suffix or path.name))
    else:
        yield path


def _place(path: Path, corpus: Path | None) -> File:
    if corpus is not None and path.is_relative_to(corpus):
        return File(str(path), Origin.CORPUS, path.relative_to(corpus).as_posix())
    return File(str(path), Origin.INGEST, str(path))
