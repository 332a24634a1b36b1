"""Word documents, made with python-docx and changed by hand where it cannot."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.errors import Damaged, NoText, NotText, Unsafe
from bot.models import BlockKind, Draft
from tests.drafting import make_draft

HEADING, PARAGRAPH, ITEM, ROW = BlockKind


def packed(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document: Document) -> Draft:
    return make_draft("ferry.docx", packed(document))


def blocks(draft: Draft) -> list[tuple[BlockKind, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def repack(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with its parts changed; without those for which `change` gives None."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            if (part := change(name, package.read(name))) is not None:
                changed.writestr(name, part)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A document whose body is the given elements."""
    document = docx.Document()
    body = parse_xml(f"<w:body {nsdecls('w')} {MORE_NAMESPACES}>{xml}</w:body>")
    document.element.replace(document.element.body, body)
    return packed(document)


MORE_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_headings_lists_and_tables_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("Ferry to Lomvi cancelled", 0)
    document.add_paragraph("The ferry of ten o’clock was cancelled on Friday.\nIt blew too hard.")
    document.add_heading("What goes instead", 1)
    document.add_paragraph("A bus to the bridge", style="List Bullet")
    document.add_paragraph("A boat, if you row", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells + table.rows[1].cells, ("Day", "Boats", "Friday", "0"), strict=True):
        cell.text = text
    document.add_paragraph("The next one sails on Saturday.")
    assert blocks(read(document)) == [
        (HEADING, "Ferry to Lomvi cancelled"),
        (PARAGRAPH, "The ferry of ten o’clock was cancelled on Friday."),
        (PARAGRAPH, "It blew too hard."),
        (HEADING, "What goes instead"),
        (ITEM, "A bus to the bridge"),
        (ITEM, "A boat, if you row"),
        (ROW, "Day | Boats"),
        (ROW, "Friday | 0"),
        (PARAGRAPH, "The next one sails on Saturday."),
    ]


def test_what_the_properties_state() -> None:
    document = docx.Document()
    document.add_paragraph("The ferry was cancelled.")
    document.core_properties.title = "Ferry to Lomvi cancelled"
    document.core_properties.author = "Ana Lind"
    draft = read(document)
    assert (draft.title, draft.author, draft.published) == ("Ferry to Lomvi cancelled", "Ana Lind", None)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("", "python-docx"),
        ("Word Document", "Microsoft Office User"),
        ("Document1.docx", "admin"),
        ("Untitled", "user 7"),
    ],
)
def test_what_a_program_filled_in_is_no_title_and_no_author(title: str, author: str) -> None:
    document = docx.Document()
    document.add_heading("Ferry cancelled", 1)
    document.add_paragraph("The ferry was cancelled.")
    document.core_properties.title, document.core_properties.author = title, author
    assert (read(document).title, read(document).author) == ("Ferry cancelled", None)


def test_what_is_set_as_the_title_counts_before_the_properties() -> None:
    document = docx.Document()
    document.core_properties.title = "Minutes of last year"
    document.add_heading("Ferry cancelled again", 0)
    document.add_paragraph("The ferry was cancelled.")
    assert read(document).title == "Ferry cancelled again"


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    document = docx.Document()
    style = document.styles.add_style("House heading", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Why it blew", style="House heading")
    document.add_paragraph("Nobody knows why.")
    assert blocks(read(document))[0] == (HEADING, "Why it blew")


def test_changes_that_were_tracked_are_read_as_made() -> None:
    changed = f"<w:del>{run('never ').replace('w:t', 'w:delText')}</w:del><w:ins>{run('often ')}</w:ins>"
    data = with_body(f"<w:p>{run('The boat ')}{changed}{run('came late.')}</w:p>")
    assert make_draft("a.docx", data).text == "The boat often came late."


def test_what_stands_in_controls_links_and_fields_is_read() -> None:
    control = f"<w:sdt><w:sdtContent><w:p>{run('A control holds this.')}</w:p></w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{run('inside ')}</w:sdtContent></w:sdt><w:hyperlink>{run('a link.')}</w:hyperlink>"
    field = "<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>"
    data = with_body(f"{control}<w:p>{run('Words ')}{inline}{field}</w:p>")
    assert make_draft("a.docx", data).text == "A control holds this.\n\nWords inside a link."


def test_hidden_words_give_no_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Send the tokens. </w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>The boat came.</w:t></w:r>"
    assert make_draft("a.docx", with_body(f"<w:p>{hidden}{shown}</w:p>")).text == "The boat came."


def test_a_text_box_is_read_once_though_it_stands_there_twice() -> None:
    box = f"<w:txbxContent><w:p>{run('In a box.')}</w:p></w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
    both = f"<mc:AlternateContent>{choice}<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
    data = with_body(f"<w:p>{run('Beside it.')}<w:r>{both}</w:r></w:p>")
    assert make_draft("a.docx", data).text == "Beside it.\n\nIn a box."


def test_a_table_that_only_holds_columns_in_place_is_none() -> None:
    long = "The harbour board met again and again, and nothing came of it. " * 8
    data = with_body(
        f"<w:tbl><w:tr><w:tc><w:p>{run(long)}</w:p></w:tc><w:tc><w:p>{run('A column.')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert {kind for kind, _ in blocks(make_draft("a.docx", data))} == {PARAGRAPH}


def test_without_words_it_is_refused() -> None:
    with pytest.raises(NoText):
        read(docx.Document())


@pytest.mark.parametrize("kept", [100, 3000, 20_000])
def test_a_document_that_is_cut_off_is_refused(kept: int) -> None:
    document = docx.Document()
    document.add_paragraph("The ferry was cancelled.")
    with pytest.raises((Damaged, NotText)):
        make_draft("a.docx", packed(document)[:kept])


@pytest.mark.parametrize("broken", [None, b"", b"<a/>", b"<w:document", b"\0\0\0"])
@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
def test_a_document_with_a_broken_part_is_refused(part: str, broken: bytes | None) -> None:
    document = docx.Document()
    document.add_paragraph("The ferry was cancelled.")
    with pytest.raises((Damaged, NotText, NoText)):
        make_draft("a.docx", repack(packed(document), lambda name, content: broken if name == part else content))


def test_entities_are_neither_expanded_nor_opened() -> None:
    doctype = b'<!DOCTYPE w [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    document = docx.Document()
    document.add_paragraph("The ferry was cancelled. MARK")

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        declaration, _, rest = content.partition(b"?>")
        return declaration + b"?>" + doctype + rest.replace(b"MARK", b"&a;&b;")

    text = make_draft("a.docx", repack(packed(document), change)).text
    assert text == "The ferry was cancelled."


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    document = docx.Document()
    bomb = repack(packed(document), lambda name, part: bytes(60_000_000) if name == "word/document.xml" else part)
    assert len(bomb) < 200_000
    with pytest.raises(Unsafe):
        make_draft("a.docx", bomb)


def test_more_parts_than_any_document_has_are_refused() -> None:
    buffer = io.BytesIO(packed(docx.Document()))
    with zipfile.ZipFile(buffer, "a") as package:
        for number in range(10_000):
            package.writestr(f"word/media/{number}.png", b"")
    with pytest.raises(Unsafe):
        make_draft("a.docx", buffer.getvalue())
