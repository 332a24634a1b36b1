"""Exports as JSON and as tables."""

import codecs
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.corpus.containers import HEAD_BYTES, is_container, pieces
from bot.errors import Damaged, NoTextField, TooLarge

Made = Callable[[str, str | bytes], Path]
ROWS = [
    {"title": "Boats", "text": "Nine boats came."},
    {"title": "Crews", "text": "The crews went home."},
]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS)


@pytest.fixture
def make(tmp_path: Path) -> Made:
    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


def values(path: Path) -> list[dict[str, Any]]:
    return [json.loads(one.data) for one in pieces(path) if one.error is None]


def outline(path: Path) -> list[tuple[str, str | None, bool]]:
    return [(one.name, one.article_id, one.error is None) for one in pieces(path)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", LINES),
        ("a.ndjson", LINES.replace("\n", "\r\n")),
        ("a.json", LINES),
        ("a.txt", LINES),
        ("a.jsonl", "\ufeff" + LINES + "\n\n"),
        ("a.jsonl", codecs.BOM_UTF16_LE + LINES.encode("utf-16-le")),
        ("a.json", json.dumps(ROWS)),
        ("a.json", json.dumps(ROWS, indent=4)),
        ("a.json", "\ufeff\n" + json.dumps(ROWS, indent=1)),
        ("a.json", json.dumps({"status": "ok", "totalResults": 2, "articles": ROWS})),
        (
            "a.json",
            json.dumps({"version": "1.1", "title": "A feed", "tags": ["a"], "author": {"name": "x"}, "items": ROWS}),
        ),
        ("a.csv", "title,text\nBoats,Nine boats came.\nCrews,The crews went home.\n"),
        ("a.csv", '"title";"text"\r\n"Boats";"Nine boats came."\r\n"Crews";"The crews went home."\r\n'),
        ("a.csv", "title|text\nBoats|Nine boats came.\nCrews|The crews went home."),
        ("a.csv", "sep=;\ntitle;text\nBoats;Nine boats came.\nCrews;The crews went home."),
        ("a.csv", "'title','text'\n'Boats','Nine boats came.'\n'Crews','The crews went home.'\n"),
        ("a.csv", "\ufefftitle,text\nBoats,Nine boats came.\n\nCrews,The crews went home.\n"),
        ("a.csv", "title,text\nBoats,Nine boats came.\nCrews,The crews went home.\n".encode("utf-16")),
        ("a.csv", "title,text\nBoats,Nine boats came.,,\nCrews,The crews went home.,,\n"),
        ("a.tsv", "title\ttext\nBoats\tNine boats came.\nCrews\tThe crews went home.\n"),
        ("a.txt", "title,text,url\nBoats,Nine boats came.,\nCrews,The crews went home.,\n"),
    ],
)
def test_two_articles_however_they_are_written(make: Made, name: str, content: str | bytes) -> None:
    path = make(name, content)
    assert is_container(name, path.read_bytes()[:HEAD_BYTES])
    assert [{key: row[key] for key in ("title", "text")} for row in values(path)] == ROWS
    assert outline(path) == [("1", "a-1", True), ("2", "a-2", True)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "The harbour pilots voted, at last, to end their strike."),
        ("a.txt", "Text, title and tide\nwere on the table."),
        ("a.md", "---\ntitle: x\n---\nText"),
        ("a.md", "| title | text |\n| --- | --- |\n| a | b |"),
        ("a.json", '{"title": "Boats", "text": "Nine boats came."}'),
        ("a.json", json.dumps({"title": "Boats", "text": "Nine.", "items": [{"a": 1}]}, indent=2)),
        ("a.html", "<html><body>title,text</body></html>"),
        ("a.csv", "<!doctype html><html><body><p>Not found</p></body></html>"),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("a.jsonl", b""),
        ("a.txt", ""),
        ("a.txt", "[1] See the notes.\n[2] And these."),
    ],
)
def test_one_article_is_no_container(name: str, content: str | bytes) -> None:
    assert not is_container(name, content if isinstance(content, bytes) else content.encode())


def test_a_rows_own_id_names_it_and_its_address_the_article(make: Made) -> None:
    rows = [
        {"id": 17, "text": "One."},
        {"id": "b/ 2", "text": "Two.", "url": "https://a.example/2"},
        {"id": "../../x", "text": "Three.", "url": "javascript:alert(1)"},
    ]
    found = list(pieces(make("boats.jsonl", "".join(json.dumps(row) + "\n" for row in rows))))
    assert [(one.name, one.article_id, one.url) for one in found] == [
        ("17", "boats-17", None),
        ("b-2", None, "https://a.example/2"),
        ("..-..-x", "boats-..-..-x", None),
    ]


def test_names_stay_when_rows_are_appended(make: Made) -> None:
    before = outline(make("a.jsonl", LINES))
    assert outline(make("a.jsonl", LINES + LINES))[:2] == before
    rows = [{"id": "x", "text": "One."}, {"text": "No id."}]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    before = outline(make("b.jsonl", text))
    assert outline(make("b.jsonl", text * 15))[:2] == before


def test_an_id_that_comes_again_or_is_missing_is_refused(make: Made) -> None:
    path = make("a.csv", "id,text\nx,One.\nx,Two.\n,Three.\n2,Four.\n")
    assert outline(path) == [("x", "a-x", True), ("row 2", "a-2", False), ("row 3", "a-3", False), ("2", "a-2", True)]


def test_a_line_that_is_no_object_is_refused_and_the_others_go_on(make: Made) -> None:
    lines = ["nonsense", "[1]", "17", '{"text": "cut', '{"text": "Good."}', '{"a":' * 100_000, '{"text": "Good too."}']
    path = make("a.jsonl", "\n".join(lines))
    assert [one.error is None for one in pieces(path)] == [False, False, False, False, True, False, True]
    assert [row["text"] for row in values(path)] == ["Good.", "Good too."]


def test_an_object_of_a_list_that_is_broken_is_refused_and_the_others_go_on(make: Made) -> None:
    broken = '[{"text": "One."}, {"text": "br]o{ken" "x": [1, {}]}, 17, ["a"], nonsense, {"text": "Two.", "x": "\\\\"}]'
    path = make("a.json", broken)
    assert [row["text"] for row in values(path)] == ["One.", "Two."]
    assert [one.error is None for one in pieces(path)] == [True, False, False, False, False, True]


@pytest.mark.parametrize("rest", ["", "e" * 2_000_000])
def test_a_list_that_is_cut_off_gives_what_came_before(make: Made, rest: str) -> None:
    found = pieces(make("a.json", f'[{{"text": "One."}}, {{"text": "Two."}}, {{"text": "Thr{rest}'))
    assert [next(found).name, next(found).name] == ["1", "2"]
    with pytest.raises(Damaged):
        next(found)


def test_a_row_with_other_cells_than_the_first_line_names_is_refused(make: Made) -> None:
    path = make("a.csv", "title,text,url\nA,One.\nB,Two.,x\nC,Three, or four.,x\n")
    assert [one.error is None for one in pieces(path)] == [False, True, False]
    error = next(pieces(path)).error
    assert error is not None
    assert wording.of_error(error) == "holds no article (it has 2 cells, and the first line names 3)"


def test_cells_hold_line_breaks_quotes_and_long_texts(make: Made) -> None:
    long = "The tide turned. " * 20_000  # beyond the csv module's own limit
    path = make("a.csv", f'title,text\r\nA,"One,\r\n""two""\r\n\r\nthree."\r\nB,{long}\r\n')
    assert [row["text"] for row in values(path)] == ['One,\r\n"two"\r\n\r\nthree.', long]


def test_a_table_with_tabs_may_have_quotation_marks_of_its_own(make: Made) -> None:
    path = make("a.tsv", 'title\ttext\nA\t"They left," she said.\nB\tNine boats.\n')
    assert [row["text"] for row in values(path)] == ['"They left," she said.', "Nine boats."]
    path = make("b.tsv", 'title\ttext\nA\t"Two\nlines, with a\ttab."\nB\tNine boats.\n')
    assert [row["text"] for row in values(path)] == ["Two\nlines, with a\ttab.", "Nine boats."]


def test_quotes_escaped_with_a_backslash(make: Made) -> None:
    path = make("a.csv", 'title,text\nA,"She said \\"go\\", and left."\nB,Nine boats.\n')
    assert [row["text"] for row in values(path)] == ['She said "go", and left.', "Nine boats."]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_tables_in_the_encodings_that_spreadsheets_write(make: Made, encoding: str) -> None:
    text = "Der Bürgermeister sagte „nein“ – die Fähre ins Städtchen fährt künftig stündlich für 4 €."
    path = make("a.csv", f"Titel;Text\r\nFähre;{text}\r\n".encode(encoding))
    assert values(path)[0]["Text"] == text


def test_of_two_columns_with_one_name_the_first_counts(make: Made) -> None:
    assert values(make("a.csv", "text,text,\nOne.,Two.,x\n")) == [{"text": "One."}]


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "a,b\n1,2\n"), ("a.jsonl", '{"a": 1}\n{"b": 2}\n'), ("a.json", '[{"a": 1}]')]
)
def test_an_export_without_a_text_says_what_is_expected(make: Made, name: str, content: str) -> None:
    with pytest.raises(NoTextField) as refused:
        list(pieces(make(name, content)))
    assert wording.of_error(refused.value).startswith("has no field for the articles' text among a")
    assert "body" in wording.of_error(refused.value)


def test_a_record_that_is_too_large_is_refused_and_the_others_go_on(make: Made) -> None:
    large = "x" * 11_000_000
    lines = make("a.jsonl", f'{{"text": "One."}}\n{{"text": "{large}"}}\n{{"text": "Two."}}\n')
    array = make("a.json", f'[{{"text": "One."}},\n{{"text": "{large}"}},\n{{"text": "Two."}}]')
    table = make("a.csv", f"title,text\nA,One.\nB,{large}\nC,Two.\n")
    for path in (lines, array, table):
        assert [row["text"] for row in values(path)] == ["One.", "Two."]
        assert any(isinstance(one.error, TooLarge) for one in pieces(path))


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_memory_does_not_grow_with_the_export(tmp_path: Path, kind: str) -> None:
    """One row after the other: the whole is 20 MB."""
    path = tmp_path / f"a.{kind}"
    text = "The tide turned, and the boats came home. " * 50
    with path.open("w", encoding="utf-8") as file:
        file.write({"jsonl": "", "json": "[", "csv": "title,text\n"}[kind])
        for number in range(10_000):
            row = json.dumps({"title": f"Tide {number}", "text": text})
            file.write({"jsonl": f"{row}\n", "json": f"{row},\n", "csv": f'Tide {number},"{text}"\n'}[kind])
        file.write("{}]" if kind == "json" else "")
    tracemalloc.start()
    try:
        assert sum(one.error is None for one in pieces(path)) >= 10_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_empty_export_holds_nothing(make: Made) -> None:
    assert list(pieces(make("a.csv", "title,text\n"))) == []
    assert list(pieces(make("a.json", "[]"))) == []
