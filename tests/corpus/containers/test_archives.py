"""ZIP archives: what is in them, and what is kept out."""

import io
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from bot import wording
from bot.corpus.containers import HEAD_BYTES, Contained, archive, is_container, pieces
from bot.corpus.containers.directory import count_members
from bot.errors import Damaged, InvalidRecord, Locked, ReadError, TooLarge, Unreadable, Unsafe

STORY = b"The harbour pilots voted on Tuesday to end their strike."


def pack(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "old.zip"


def only(path: Path) -> Contained:
    (contained,) = pieces(path)
    return contained


def test_a_members_path_names_it_and_its_files_name_the_article(path: Path) -> None:
    pack(path, {"2025/strike.md": STORY, "tides.txt": b"The tide turned."})
    found = list(pieces(path))
    assert [one._replace(size=0) for one in found] == [
        Contained("2025/strike.md", "strike", None, STORY),
        Contained("tides.txt", "tides", None, b"The tide turned."),
    ]
    assert 0 < sum(one.size for one in found) < path.stat().st_size


def test_what_is_no_article_is_passed_over_in_silence(path: Path) -> None:
    others = (
        "__MACOSX/._a.txt",
        ".DS_Store",
        "x/.hidden/a.txt",
        "README.md",
        "x/LICENSE.txt",
        "a.png",
        "a.doc",
        "folder/",
    )
    pack(path, {**dict.fromkeys(others, STORY), "a.txt": STORY})
    assert only(path).name == "a.txt"


@pytest.mark.parametrize(
    "name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt", "\\\\host\\a.txt"]
)
def test_a_path_out_of_the_archive_is_refused(path: Path, name: str) -> None:
    refused = only(pack(path, {name: STORY}))
    assert isinstance(refused.error, Unsafe)
    assert refused.data == b""


def test_paths_as_windows_writes_them(path: Path) -> None:
    assert only(pack(path, {"2025\\a.txt": STORY})).name == "2025/a.txt"


def test_names_that_are_not_said_to_be_in_utf8(path: Path) -> None:
    pack(path, {"cafe.txt": STORY})
    data = path.read_bytes().replace(b"cafe.txt", "é".encode() + b"af.txt")
    path.write_bytes(data)
    assert (only(path).name, only(path).article_id) == ("éaf.txt", "éaf")


def test_a_link_is_not_followed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert isinstance(only(path).error, Unsafe)


def test_an_encrypted_member_is_locked_and_the_others_go_on(path: Path) -> None:
    pack(path, {"a.txt": STORY, "b.txt": STORY})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the first member's own header, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    first, second = pieces(path)
    assert isinstance(first.error, Locked)
    assert second.data == STORY


def test_an_archive_in_an_archive_is_not_opened(path: Path, tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", {"a.txt": STORY}).read_bytes()
    pack(path, {"inner.zip": inner, "disguised.txt": inner, "a.txt": STORY})
    nested, disguised, plain = pieces(path)
    assert isinstance(nested.error, Unsafe)
    assert isinstance(disguised.error, Unsafe)
    assert plain.data == STORY


def test_a_bomb_is_refused_and_the_others_go_on(path: Path) -> None:
    pack(path, {"bomb.txt": bytes(9_000_000), "a.txt": STORY})
    bomb, plain = pieces(path)
    assert isinstance(bomb.error, Unsafe)
    assert plain.data == STORY


def test_a_member_is_as_large_as_a_file_may_be(path: Path) -> None:
    words = b"".join(b"%d words on tide and wind. " % number for number in range(450_000))
    pack(path, {"a.txt": words, "a.eml": words})
    text, mail = pieces(path)
    assert isinstance(text.error, TooLarge)
    assert len(mail.data) == len(words) > 10_000_000


def test_more_than_any_archive_holds_is_refused_before_it_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(path, {f"{number}.txt": STORY for number in range(30)})
    with path.open("rb") as file:
        assert count_members(file) == 30
    monkeypatch.setattr(archive, "MOST_MEMBERS", 29)
    with pytest.raises(Unsafe):
        list(pieces(path))


def test_the_sum_of_all_members_has_a_cap(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(path, {f"{number}.txt": STORY for number in range(30)})
    monkeypatch.setattr(archive, "MOST_BYTES", 30 * len(STORY) - 1)
    with pytest.raises(Unsafe):
        list(pieces(path))


def test_a_size_that_is_untrue_does_no_harm(path: Path) -> None:
    pack(path, {"bomb.txt": bytes(900_000), "a.txt": STORY})
    data = path.read_bytes().replace((900_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    bomb, plain = pieces(path)
    assert isinstance(bomb.error, Damaged)
    assert plain.data == STORY


def test_a_member_that_is_damaged_is_refused_and_the_others_go_on(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", STORY)
        made.writestr("b.txt", b"The tide turned.")
    path.write_bytes(path.read_bytes().replace(STORY, STORY.upper()))
    damaged, plain = pieces(path)
    assert isinstance(damaged.error, Damaged)
    assert plain.data == b"The tide turned."


@pytest.mark.parametrize("kept", [30, 100, 160])
def test_an_archive_that_is_cut_off_is_damaged(path: Path, kept: int) -> None:
    pack(path, {"a.txt": STORY, "b.txt": STORY})
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Damaged):
        list(pieces(path))


def test_an_archive_without_articles_says_so(path: Path) -> None:
    with pytest.raises(InvalidRecord) as refused:
        list(pieces(pack(path, {"a.png": b"x"})))
    assert wording.READING["no_readable"] in wording.of_error(refused.value)


def test_an_archive_that_is_gone(path: Path) -> None:
    with pytest.raises(Unreadable):
        list(pieces(path))


def test_exports_in_an_archive_are_read_row_by_row(path: Path) -> None:
    lines = b'{"id": "a", "text": "One."}\nnonsense\n{"text": "Three.", "id": "c", "url": "https://a.example/3"}\n'
    pack(path, {"x/boats.jsonl": lines, "crews.csv": b"title,text\nA,One.\n", "b.csv": b"a,b\n1,2\n"})
    found = list(pieces(path))
    assert [(one.name, one.article_id, one.url, one.error is None) for one in found] == [
        ("x/boats.jsonl/a", "boats-a", None, True),
        ("x/boats.jsonl/row 2", "boats-2", None, False),
        ("x/boats.jsonl/c", None, "https://a.example/3", True),
        ("crews.csv/1", "crews-1", None, True),
        ("b.csv", "b", None, False),
    ]


def test_a_document_is_no_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert not is_container("a.docx", buffer.getvalue()[:HEAD_BYTES])
    assert not is_container("a.zip", buffer.getvalue()[:HEAD_BYTES])
    assert is_container("a.docx", pack(tmp_path / "a.zip", {"word/a.txt": STORY}).read_bytes())


def test_a_document_in_an_archive_is_one_article(path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert only(pack(path, {"a.docx": buffer.getvalue()})).data == buffer.getvalue()


def test_memory_does_not_grow_with_the_archive(path: Path) -> None:
    """One member after the other: the whole would be 30 MB."""
    words = b"".join(b"%d words on tide and wind. " % number for number in range(4_000))
    pack(path, {f"{number}.txt": words for number in range(300)})
    tracemalloc.start()
    try:
        assert sum(len(one.data) for one in pieces(path)) > 30_000_000
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_each_error_is_one_line_for_people() -> None:
    for error in (Unsafe(why="x"), Locked(), Damaged(why="x"), InvalidRecord(why="x")):
        assert isinstance(error, ReadError)
        assert "\n" not in wording.of_error(error)
