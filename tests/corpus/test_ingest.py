"""Files into the store: what comes in, what stays, what goes, what is refused."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.corpus import Progress, ingest, sync
from bot.corpus.readers import most_bytes
from bot.errors import CorpusMissing
from bot.models import IngestReport
from bot.store import Origin, Store
from tests.corpus.conftest import NOW

Write = Callable[[str, str | bytes], Path]


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.same, report.withdrawn


def reasons(report: IngestReport) -> dict[str, str]:
    return {refusal.source: refusal.reason for refusal in report.refused}


def rewrite(path: Path, text: str) -> None:
    """Write a file so that its time differs, however coarse the file system's clock is."""
    before = path.stat().st_mtime_ns
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def test_a_folder_comes_in_once(folder: Path, store: Store, write: Write) -> None:
    write("strike.txt", "Pilots strike\n\nThe pilots voted.")
    write("2025/april/tides.md", "---\ntitle: Tides\nurl: https://a.example\n---\nThe tide turned.")
    write("page.html", "<html><body><article><p>The ship sailed at noon on Monday.</p></article></body></html>")
    assert counts(sync(folder, store, now=NOW)) == (3, 0, 0, 0)
    last = store.last_change()
    assert counts(sync(folder, store, now=NOW + timedelta(days=1))) == (0, 0, 3, 0)
    assert store.last_change() == last
    article = store.article("tides")
    assert article is not None
    assert (article.source, article.title, article.url) == (
        "2025/april/tides.md",
        "Tides",
        "https://a.example",
    )
    assert (article.text, article.landed, article.version) == ("The tide turned.", NOW, 1)


def test_a_changed_file_is_a_new_version_and_a_touched_one_is_none(folder: Path, store: Store, write: Write) -> None:
    strike, tides = write("strike.txt", "The pilots voted."), write("tides.txt", "The tide turned.")
    sync(folder, store, now=NOW)
    rewrite(strike, "The pilots voted again.")
    rewrite(tides, "The tide turned.")
    assert counts(sync(folder, store, now=NOW)) == (0, 1, 1, 0)
    article = store.article("strike")
    assert article is not None
    assert (article.version, article.text) == (2, "The pilots voted again.")
    assert store.sources(Origin.CORPUS)["tides.txt"].stamp.endswith(str(tides.stat().st_mtime_ns))


def test_an_unchanged_file_is_not_read(folder: Path, store: Store, write: Write) -> None:
    path = write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_text("The pilots VOTED.", encoding="utf-8")  # the same size, and the same time:
    os.utime(path, ns=times)
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 0)


def test_a_removed_file_is_withdrawn_and_may_come_back(folder: Path, store: Store, write: Write) -> None:
    strike = write("strike.txt", "The pilots voted.")
    write("tides.txt", "The tide turned.")
    sync(folder, store, now=NOW)
    strike.unlink()
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 1)
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 0)
    article = store.article("strike")
    assert article is not None
    assert article.withdrawn
    write("strike.txt", "The pilots voted.")
    assert counts(sync(folder, store, now=NOW)) == (0, 1, 1, 0)


def test_a_file_that_moves_or_changes_its_ending_keeps_its_article(folder: Path, store: Store, write: Write) -> None:
    path = write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    write("2025/strike.md", "The pilots voted.")
    path.unlink()
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 0)
    article = store.article("strike")
    assert article is not None
    assert (article.source, article.withdrawn, article.version) == ("2025/strike.md", False, 1)


def test_refused_files_leave_the_rest_alone(folder: Path, store: Store, write: Write) -> None:
    write("good.txt", "The pilots voted.")
    write("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200))
    write("large.txt", b"word " * (11_000_000 // 5))
    write("empty.txt", "")
    write("adverts.txt", "Advertisement\n\nRead more:\n")
    write("wrong.md", "---\npublished: soon\n---\nWords.")
    (folder / "dead.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    report = sync(folder, store, now=NOW)
    assert counts(report) == (1, 0, 0, 0)
    assert reasons(report) == {
        "picture.txt": "is not text that can be read (it is a binary file)",
        "large.txt": "is 11 MB; the most that is read is 10 MB",
        "empty.txt": "holds no text after cleaning",
        "adverts.txt": "holds no text after cleaning",
        "wrong.md": "has front matter that cannot be read "
        "(published: 'soon' is not a date such as 2025-03-15); mend the lines between ---",
        "dead.txt": "cannot be opened (it is a link to nothing)",
        "loop.txt": "cannot be opened (it is a link to nothing)",
    }


def test_a_file_of_the_most_that_is_read_is_read(folder: Path, store: Store, write: Write) -> None:
    write("large.txt", b"The pilots voted.".ljust(most_bytes("large.txt")))
    assert counts(sync(folder, store, now=NOW)) == (1, 0, 0, 0)


def test_what_is_no_regular_file_is_refused_without_waiting_for_it(folder: Path, store: Store, write: Write) -> None:
    write("good.txt", "The pilots voted.")
    os.mkfifo(folder / "pipe.txt")
    assert reasons(sync(folder, store, now=NOW)) == {"pipe.txt": "cannot be opened (it is no file)"}


def test_a_file_that_goes_bad_keeps_what_the_store_has_of_it(folder: Path, store: Store, write: Write) -> None:
    path = write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    rewrite(path, "Advertisement")
    report = sync(folder, store, now=NOW)
    assert list(reasons(report)) == ["strike.txt"]
    assert report.withdrawn == 0
    article = store.article("strike")
    assert article is not None
    assert (article.text, article.withdrawn) == ("The pilots voted.", False)


def test_of_two_files_with_one_name_the_first_is_taken(folder: Path, store: Store, write: Write) -> None:
    write("a/strike.txt", "The pilots voted.")
    write("b/strike.md", "They did not.")
    report = sync(folder, store, now=NOW)
    assert counts(report) == (1, 0, 0, 0)
    assert reasons(report) == {"b/strike.md": "has the same name as a/strike.txt; rename one of them"}


def test_a_newcomer_does_not_take_the_name_of_a_file_that_is_there(folder: Path, store: Store, write: Write) -> None:
    write("b/strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    write("a/strike.txt", "They did not.")
    report = sync(folder, store, now=NOW)
    assert counts(report) == (0, 0, 1, 0)
    assert list(reasons(report)) == ["a/strike.txt"]


def test_what_is_no_article_is_passed_over(folder: Path, store: Store, write: Write) -> None:
    write("good.txt", "The pilots voted.")
    for name in (
        "topics.toml",
        "README.md",
        "readme.txt",
        ".hidden.txt",
        ".git/notes.txt",
        "picture.png",
        "x.odt",
    ):
        write(name, "Not an article.")
    assert sync(folder, store, now=NOW) == IngestReport(new=1)


def test_links_are_followed_inside_the_folder_only(folder: Path, store: Store, write: Write, tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("The password.", encoding="utf-8")
    write("good.txt", "The pilots voted.")
    (folder / "inside.txt").symlink_to(folder / "good.txt")
    (folder / "out.txt").symlink_to(outside)
    (folder / "around").symlink_to(tmp_path)
    report = sync(folder, store, now=NOW)
    assert counts(report) == (2, 0, 0, 0)
    assert reasons(report) == {"out.txt": "cannot be opened (it is a link out of the folder)"}


@pytest.mark.parametrize("name", ["articles/nothing", "articles", "articles/notes.odt"])
def test_a_folder_without_articles_withdraws_nothing(
    name: str, folder: Path, store: Store, write: Write, tmp_path: Path
) -> None:
    path = write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    path.unlink()
    write("notes.odt", "not read")
    with pytest.raises(CorpusMissing):
        sync(tmp_path / name, store, now=NOW)
    article = store.article("strike")
    assert article is not None
    assert not article.withdrawn


def test_what_another_version_of_cleaning_has_read_is_read_anew(folder: Path, store: Store, write: Write) -> None:
    write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    read = store.sources(Origin.CORPUS)["strike.txt"]
    other = "0:" + read.fingerprint.split(":")[1]
    store.restamp([(Origin.CORPUS, "strike.txt", read.stamp, other)])
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 0)
    assert store.sources(Origin.CORPUS)["strike.txt"] == read


def test_progress_is_told_file_by_file(folder: Path, store: Store, write: Write) -> None:
    write("a.txt", "The pilots voted.")
    write("b.txt", "")
    told: list[Progress] = []
    sync(folder, store, now=NOW, on_progress=told.append)
    assert [(one.at, one.done, one.total) for one in told] == [("a.txt", 17, 17), ("b.txt", 17, 17)]
    assert (told[-1].refused, told[-1].same) == (1, 0)


def test_named_files_and_folders_come_in_and_nothing_is_withdrawn(
    folder: Path, store: Store, write: Write, tmp_path: Path
) -> None:
    path = write("strike.txt", "The pilots voted.")
    write("2025/tides.txt", "The tide turned.")
    assert counts(ingest([path, folder, path], store, now=NOW)) == (2, 0, 0, 0)
    assert store.sources(Origin.INGEST).keys() == {str(path), str(folder / "2025/tides.txt")}
    path.unlink()
    assert counts(ingest([folder], store, now=NOW)) == (0, 0, 1, 0)
    assert store.counts().withdrawn == 0


def test_named_files_that_cannot_be_read_are_refused(folder: Path, store: Store, write: Write, tmp_path: Path) -> None:
    picture = write("picture.png", b"\x89PNG")
    missing = tmp_path / "missing.txt"
    empty = tmp_path / "empty"
    empty.mkdir()
    report = ingest([picture, missing, empty], store, now=NOW)
    assert counts(report) == (0, 0, 0, 0)
    assert reasons(report).keys() == {str(picture), str(missing), str(empty)}
    assert ".png" in reasons(report)[str(picture)]
    assert "No such file" in reasons(report)[str(missing)]


def test_a_named_file_of_the_corpus_is_the_corpus_own(folder: Path, store: Store, write: Write) -> None:
    path = write("strike.txt", "The pilots voted.")
    assert counts(ingest([path], store, now=NOW, corpus=folder)) == (1, 0, 0, 0)
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 1, 0)
    rewrite(path, "The pilots voted again.")
    assert counts(ingest([path], store, now=NOW, corpus=folder)) == (0, 1, 0, 0)


def test_a_named_file_does_not_take_the_name_of_another(
    folder: Path, store: Store, write: Write, tmp_path: Path
) -> None:
    write("strike.txt", "The pilots voted.")
    sync(folder, store, now=NOW)
    other = tmp_path / "strike.txt"
    other.write_text("Another strike.", encoding="utf-8")
    report = ingest([other], store, now=NOW)
    assert reasons(report) == {str(other): "has the same name as strike.txt; rename one of them"}
    article = store.article("strike")
    assert article is not None
    assert article.text == "The pilots voted."


def test_an_article_is_known_under_the_address_that_its_file_states(folder: Path, store: Store, write: Write) -> None:
    path = write("tides.md", "---\nurl: https://www.a.example/tides/?utm_source=mail\n---\nThe tide turned.")
    write("strike.md", "---\nurl: https://me:secret@a.example/strike\n---\nThe pilots voted.")
    sync(folder, store, now=NOW)
    assert store.known_as(["a.example/tides", "a.example/strike"]) == {"a.example/tides": "tides"}
    assert store.addresses() == ["a.example/tides"]

    # A row of an export that was read from there is the same article.
    write("more.jsonl", '{"url": "http://a.example/tides", "text": "The tide turned back."}\n')
    assert counts(sync(folder, store, now=NOW)) == (0, 0, 3, 0)
    path.unlink()
    sync(folder, store, now=NOW)
    assert "a.example/tides" not in store.addresses()
