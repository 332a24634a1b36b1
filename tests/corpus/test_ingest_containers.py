"""Files that hold many articles, on their way into the store; and what of any file is refused, kept and mended."""

import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpus import ingest, sync
from bot.corpus.web.addresses import article_id
from bot.store import Origin, Store
from tests.corpus.conftest import NOW
from tests.corpus.test_ingest import counts, reasons, rewrite

Write = Callable[[str, str | bytes], Path]
BOATS = [
    {"url": "https://a.example/boats", "title": "Boats", "body": "Nine boats came.", "date": "2025-03-01"},
    {"url": "https://a.example/crews", "title": "Crews", "body": "The crews went home."},
]


def pack(path: Path, members: dict[str, str | bytes]) -> Path:
    """Write an archive; a second one of the same name has another time."""
    before = path.stat().st_mtime_ns if path.exists() else None
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    if before:
        os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))
    return path


def export(rows: list[dict[str, str]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def live(store: Store) -> dict[str, str]:
    """The articles that can be cited: their sources by their ids."""
    return {kept.id: kept.source for kept in store.kept_changes(0, 1000) if not kept.withdrawn}


def test_an_archive_follows_its_members(folder: Path, store: Store, write: Write) -> None:
    members: dict[str, str | bytes] = {
        "2025/strike.md": "---\ntitle: Strike\n---\nThe pilots voted.",
        "tides.txt": "The tide turned.",
        "notes.html": "<html><body><article><p>The ship sailed at noon on Monday.</p></article></body></html>",
    }
    archive = pack(folder / "old.zip", members)
    assert counts(sync(folder, store, now=NOW)) == (3, 0, 0, 0)
    assert live(store)["strike"] == "old.zip!2025/strike.md"
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 3, 0)
    del members["tides.txt"]
    pack(archive, {**members, "2025/strike.md": "---\ntitle: Strike\n---\nThe pilots voted again."})
    assert counts(sync(folder, store, now=NOW)) == (0, 1, 1, 1)
    assert live(store).keys() == {"strike", "notes"}
    write("other.txt", "So that the folder is not empty.")
    archive.unlink()
    assert counts(sync(folder, store, now=NOW)) == (1, 0, 0, 2)
    assert store.containers(Origin.CORPUS) == {}


def test_an_archive_that_is_as_it_was_is_not_opened(folder: Path, store: Store) -> None:
    archive = pack(folder / "old.zip", {"a.txt": "The pilots voted.", "b.txt": ""})
    first = sync(folder, store, now=NOW)
    times = archive.stat().st_atime_ns, archive.stat().st_mtime_ns
    archive.write_bytes(bytes(archive.stat().st_size))
    os.utime(archive, ns=times)
    again = sync(folder, store, now=NOW)
    assert counts(again) == (0, 0, 1, 0)
    assert reasons(again) == reasons(first) == {"old.zip!b.txt": "holds no text after cleaning"}


def _steps(work: Callable[[], object]) -> int:
    """How many functions the work calls."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return steps


def test_many_archives_that_are_as_they_were_cost_no_more_each_than_few(folder: Path, store: Store) -> None:
    def steps(archives: range) -> int:
        """Of a run in which nothing changed, when these have been added."""
        for number in archives:
            pack(folder / f"old{number}.zip", {f"tide{number}.txt": "The tide turned.", f"bad{number}.md": "---\na: b"})
        assert len(sync(folder, store, now=NOW).refused) == archives.stop
        return _steps(lambda: sync(folder, store, now=NOW))

    few, more, most = steps(range(60)), steps(range(60, 120)), steps(range(120, 180))
    assert most - more < 1.1 * (more - few)


def test_an_archive_that_is_damaged_keeps_what_the_store_has_of_it(folder: Path, store: Store) -> None:
    archive = pack(folder / "old.zip", {"a.txt": "The pilots voted.", "b.txt": "The tide turned."})
    sync(folder, store, now=NOW)
    archive.write_bytes(archive.read_bytes()[:60])
    report = sync(folder, store, now=NOW)
    assert (report.withdrawn, list(reasons(report))) == (0, ["old.zip"])
    assert live(store).keys() == {"a", "b"}


def test_the_name_of_an_archive_may_hold_the_sign_between_it_and_its_members(folder: Path, store: Store) -> None:
    loud = pack(folder / "stop press!.zip", {"a!.txt": "The pilots voted.", "b.txt": "The tide turned."})
    assert counts(sync(folder, store, now=NOW)) == (2, 0, 0, 0)
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 2, 0)
    size = loud.stat().st_size
    loud.write_bytes(b"PK\x03\x04" + bytes(size))
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 0, 0)
    assert live(store).keys() == {"a!", "b"}


def test_a_member_has_no_name_that_a_file_has(folder: Path, store: Store, write: Write) -> None:
    write("strike.txt", "The pilots voted.")
    pack(folder / "old.zip", {"strike.md": "They did not."})
    report = sync(folder, store, now=NOW)
    assert counts(report) == (1, 0, 0, 0)
    assert len(reasons(report)) == 1


def test_rows_of_an_export_are_articles_by_their_addresses(folder: Path, store: Store, write: Write) -> None:
    write("boats.jsonl", export(BOATS))
    assert counts(sync(folder, store, now=NOW)) == (2, 0, 0, 0)
    boats = store.article(article_id("https://a.example/boats"))
    assert boats is not None
    assert (boats.title, boats.text, boats.url) == ("Boats", "Nine boats came.", "https://a.example/boats")
    # Another export of the same site: what is there already is one article, what is new comes in.
    more = {"url": "https://a.example/nets", "title": "Nets", "body": "The nets were torn."}
    write("nets.jsonl", export([{**BOATS[0], "body": "Ten boats came."}, more]))
    assert counts(sync(folder, store, now=NOW)) == (1, 0, 3, 0)
    assert store.article(boats.id) == boats


def test_rows_without_an_address_are_named_by_the_export(folder: Path, store: Store, write: Write) -> None:
    rows = [{"title": "A", "text": "Nine boats came."}, {"title": "B", "text": "The crews went home."}]
    path = write("log.jsonl", export(rows))
    sync(folder, store, now=NOW)
    assert live(store) == {"log-1": "log.jsonl!1", "log-2": "log.jsonl!2"}
    rewrite(path, export([*rows, {"title": "C", "text": "The nets were torn."}]))
    assert counts(sync(folder, store, now=NOW)) == (1, 0, 2, 0)


def test_a_row_that_is_no_article_is_refused_alone(folder: Path, store: Store, write: Write) -> None:
    write("log.csv", "id,title,text\n7,A,Nine boats came.\n8,B,\n9,C,The crews went home.\n")
    report = sync(folder, store, now=NOW)
    assert counts(report) == (2, 0, 0, 0)
    assert list(reasons(report)) == ["log.csv!8"]
    assert live(store).keys() == {"log-7", "log-9"}


def test_a_row_with_an_address_that_is_none_is_refused_alone(folder: Path, store: Store, write: Write) -> None:
    write("boats.jsonl", export([{**BOATS[0], "url": "https://me:secret@a.example/boats"}, BOATS[1]]))
    report = sync(folder, store, now=NOW)
    assert (report.new, list(reasons(report))) == (1, ["boats.jsonl!1"])


def test_an_export_without_a_text_is_refused_and_says_what_it_lacks(folder: Path, store: Store, write: Write) -> None:
    write("log.csv", "id,title\n7,A\n")
    write("good.txt", "The pilots voted.")
    assert "name, " not in reasons(sync(folder, store, now=NOW))["log.csv"]
    assert "id, title" in reasons(sync(folder, store, now=NOW))["log.csv"]


def test_a_named_archive_comes_in_and_withdraws_nothing(folder: Path, store: Store, tmp_path: Path) -> None:
    archive = pack(tmp_path / "old.zip", {"a.txt": "The pilots voted.", "b.txt": "The tide turned."})
    assert counts(ingest([archive], store, now=NOW)) == (2, 0, 0, 0)
    pack(archive, {"a.txt": "The pilots voted."})
    assert counts(ingest([archive], store, now=NOW)) == (0, 0, 1, 0)
    assert live(store).keys() == {"a", "b"}


def test_what_is_refused_is_kept_with_its_reason_until_it_is_mended(folder: Path, store: Store, write: Write) -> None:
    write("good.txt", "The pilots voted.")
    path = write("empty.txt", "")
    sync(folder, store, now=NOW)
    sync(folder, store, now=NOW)
    assert [(one.source, one.reason) for one in store.refusals()] == [("empty.txt", "holds no text after cleaning")]
    rewrite(path, "The tide turned.")
    sync(folder, store, now=NOW)
    assert store.refusals() == []
    rewrite(path, "")
    sync(folder, store, now=NOW)
    path.unlink()
    sync(folder, store, now=NOW)
    assert store.refusals() == []


def test_what_is_refused_for_what_it_holds_is_not_read_again(folder: Path, store: Store, write: Write) -> None:
    write("good.txt", "The pilots voted.")
    path = write("empty.txt", "Advertisement")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    sync(folder, store, now=NOW)
    path.write_text("Nine boats ca", encoding="utf-8")  # the same size, and the same time:
    os.utime(path, ns=times)
    assert list(reasons(sync(folder, store, now=NOW))) == ["empty.txt"]


def test_an_interrupt_keeps_what_was_read_and_the_next_run_goes_on(folder: Path, store: Store, write: Write) -> None:
    for number in range(6):
        write(f"f{number}.txt", f"On day {number} the pilots voted.")

    def interrupt(so_far: object) -> None:
        if getattr(so_far, "at", "") == "f3.txt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(folder, store, now=NOW, on_progress=interrupt)
    assert live(store).keys() == {"f0", "f1", "f2", "f3"}
    assert counts(sync(folder, store, now=NOW)) == (2, 0, 4, 0)


def test_copies_are_counted_among_the_new(folder: Path, store: Store, write: Write) -> None:
    from tests.texts.test_copies import STORY

    write("a.txt", STORY)
    write("b.txt", f"LARVIK – {STORY}")
    report = sync(folder, store, now=NOW)
    assert (report.new, report.copies) == (2, 1)


def test_many_files_come_in_on_all_cores_as_they_do_on_one(folder: Path, store: Store, write: Write) -> None:
    for number in range(400):
        write(f"f{number:03}.txt", f"On day {number} the pilots of Larvik voted." if number % 40 else "")
    report = sync(folder, store, now=NOW)
    assert (report.new, len(report.refused)) == (390, 10)
    assert store.counts().articles == 390
    assert [kept.id for kept in store.kept_changes(0, 3)] == ["f001", "f002", "f003"]


def test_a_reader_that_breaks_keeps_no_other_file_out(
    folder: Path, store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.corpus import prepare

    def read(name: str, *rest: object) -> object:
        if name == "bad.txt":
            raise RuntimeError("a fault of our own")
        return actual(name, *rest)

    actual = prepare.read
    monkeypatch.setattr(prepare, "read", read)
    write("bad.txt", "The tide turned.")
    write("good.txt", "The pilots voted.")
    report = sync(folder, store, now=NOW)
    assert counts(report) == (1, 0, 0, 0)
    assert reasons(report) == {"bad.txt": "cannot be read: something broke here, and the log has the details"}
