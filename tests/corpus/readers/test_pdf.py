"""PDFs, made with fpdf2, and some written by hand that no program would make."""

import zlib
from collections.abc import Callable

import pytest
from fpdf import FPDF, XPos, YPos

from bot.errors import Damaged, Locked, NoText, OnlyPictures, ReadError, Unsafe
from bot.models import BlockKind, Draft
from tests.drafting import make_draft

HEADING, PARAGRAPH, ITEM, ROW = BlockKind
BOARD = (
    "The harbour board of Orrinby decided on Tuesday evening to raise the quay walls by one metre, after the third "
    "winter in a row in which storm water flooded the fish market and the cellars behind it."
)
CHAIR = (
    "Ilse Brandt, who chairs the board, said that the long-term costs of waiting would be far higher than those of "
    "building now, and that her own cellar had been under water three times."
)
REPORT = (
    "The report counts fourteen floods since the turn of the century. Insurance companies consider the rebuilding of "
    "the whole embankment unavoidable, and most of the fishermen agree."
)
ITEMS = ["Work begins in May, after the herring season and before the regatta, if it has thawed.", "It ends in 2027."]


class Paper(FPDF):
    """A page with a running head and a numbered foot."""

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, f"Orrinby Courier, page {self.page_no()}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 10, f"- {self.page_no()} -", align="C")


def paper(kind: type[FPDF] = FPDF) -> FPDF:
    made = kind(format=(148, 210))
    made.add_page()
    made.set_font("Times", size=11)
    return made


def write(made: FPDF, *paragraphs: str, gap: float = 3, align: str = "L") -> None:
    for text in paragraphs:
        made.multi_cell(0, 5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        made.ln(gap)


def head(made: FPDF, text: str, size: int = 18) -> None:
    made.set_font("Helvetica", "B", size)
    made.multi_cell(0, size / 2, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    made.ln(2)
    made.set_font("Times", size=11)


def read(made: FPDF) -> Draft:
    return make_draft("quay.pdf", bytes(made.output()))


def blocks(draft: Draft) -> list[tuple[BlockKind, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


@pytest.mark.parametrize("align", ["L", "J"])
@pytest.mark.parametrize("gap", [0, 3])
def test_paragraphs_are_whole_again(align: str, gap: float) -> None:
    made = paper()
    head(made, "Quay walls of Orrinby to be raised by a metre, at last")
    write(made, BOARD, CHAIR, align=align, gap=gap)
    head(made, "What it costs", 12)
    write(made, REPORT, align=align, gap=gap)
    draft = read(made)
    assert blocks(draft) == [
        (HEADING, "Quay walls of Orrinby to be raised by a metre, at last"),
        (PARAGRAPH, BOARD),
        (PARAGRAPH, CHAIR),
        (HEADING, "What it costs"),
        (PARAGRAPH, REPORT),
    ]
    assert draft.title == "Quay walls of Orrinby to be raised by a metre, at last"


def test_running_heads_and_page_numbers_are_dropped_and_paragraphs_go_on_over_them() -> None:
    made = paper(Paper)
    texts = [f"{number}. part: {text}" for number in range(1, 9) for text in (BOARD, CHAIR, REPORT)]
    write(made, *[f"In the {text}" for text in texts])
    assert made.page_no() >= 3
    draft = read(made)
    assert "Courier" not in draft.text
    assert [text for kind, text in blocks(draft)] == [f"In the {text}" for text in texts]


def test_columns_are_read_one_after_the_other() -> None:
    made = paper()
    head(made, "Quay walls to be raised")
    with made.text_columns(ncols=2, gutter=8, l_margin=10, r_margin=10) as columns:
        for number in range(4):
            for text in (BOARD, CHAIR):
                columns.write(f"{number} {text}\n\n")
    assert [text for _, text in blocks(read(made))[1:]] == [
        f"{number} {text}" for number in range(4) for text in (BOARD, CHAIR)
    ]


def test_columns_that_were_written_line_by_line_across_are_too() -> None:
    made = paper()
    for word in ("one", "two", "three", "four", "five", "six", "seven"):
        made.cell(70, 5, f"The left column has line {word} here")
        made.cell(60, 5, f"and the right one, line {word}, too", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    text = read(made).text
    assert text.index("line seven here") < text.index("line one, too")


def test_words_parted_at_the_end_of_a_line() -> None:
    made = paper()
    lines = [
        "The board met on Tuesday, and the whole recon-",
        "struction of the quay, with its long-",
        "term costs and what the Anglo-",
        "Saxon chronicle says of floods in well-",
        "known years, was on the table. The long-term view won.",
    ]
    for line in lines:
        made.cell(0, 5, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    assert read(made).text == (
        "The board met on Tuesday, and the whole reconstruction of the quay, with its long-term costs and what the "
        "Anglo-Saxon chronicle says of floods in well-known years, was on the table. The long-term view won."
    )


def test_indented_paragraphs_are_parted() -> None:
    made = paper()
    for text in (BOARD, CHAIR, REPORT):
        made.set_x(made.l_margin)
        made.write(5, "      " + text)
        made.ln(5)
    assert [text for _, text in blocks(read(made))] == [BOARD, CHAIR, REPORT]


def test_lists_and_tables() -> None:
    made = paper()
    write(made, BOARD)
    for item in ITEMS:
        made.multi_cell(0, 5, f"- {item}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    made.ln(4)
    for row in (("Quay", "Length"), ("North quay", "410 m"), ("South quay", "220 m")):
        for cell in row:
            made.cell(50, 6, cell)
        made.ln(6)
    found = blocks(read(made))
    assert [text for kind, text in found if kind is ITEM] == ITEMS
    assert [text for kind, text in found if kind is ROW] == [
        "Quay | Length",
        "North quay | 410 m",
        "South quay | 220 m",
    ]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Quay walls to be raised", "Quay walls to be raised"),
        ("Microsoft Word - quay_v2_final.docx", "Quay walls to be raised"),
        ("quay.indd", "Quay walls to be raised"),
        ("Minutes of another meeting", "Quay walls to be raised"),
        ("Untitled", "Quay walls to be raised"),
    ],
)
def test_the_title_is_what_stands_largest(stated: str, title: str) -> None:
    made = paper()
    made.set_title(stated)
    made.set_author("Ana Lind")
    head(made, "Quay walls to be raised")
    write(made, BOARD)
    assert (read(made).title, read(made).author, read(made).published) == (title, "Ana Lind", None)


def test_without_larger_letters_the_title_is_the_one_that_is_stated() -> None:
    made = paper()
    made.set_title("Quay walls to be raised")
    write(made, BOARD)
    assert read(made).title == "Quay walls to be raised"


def test_a_page_printed_from_a_browser_states_its_address() -> None:
    made = paper()
    made.set_font("Helvetica", size=7)
    made.text(10, 6, "3/12/25, 10:30 AM")
    made.text(10, 205, "https://orrinby.example/news/quay")
    made.text(130, 205, "1/1")
    made.set_font("Times", size=11)
    write(made, BOARD, CHAIR)
    draft = read(made)
    assert draft.text == f"{BOARD}\n\n{CHAIR}"
    assert draft.url == "https://orrinby.example/news/quay"


def test_a_password_is_needed() -> None:
    made = paper()
    write(made, BOARD)
    made.set_encryption(owner_password="owner", user_password="user")
    with pytest.raises(Locked):
        read(made)


def test_a_document_that_may_only_not_be_changed_is_read() -> None:
    made = paper()
    write(made, BOARD)
    made.set_encryption(owner_password="owner")
    assert read(made).text == BOARD


def test_scanned_pages_are_refused() -> None:
    made = paper()
    made.image(picture(), x=0, y=0, w=148, h=210)
    made.text(10, 205, "Scanned by the library, 12 March 2025")
    with pytest.raises(OnlyPictures):
        read(made)


def test_an_empty_page_holds_no_text() -> None:
    with pytest.raises(NoText):
        read(paper())


def picture() -> bytes:
    """A grey picture in PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (40).to_bytes(4, "big") + (60).to_bytes(4, "big") + b"\x08\0\0\0\0"
    rows = zlib.compress((b"\0" + bytes([200]) * 40) * 60)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def written(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + end % (len(objects) + 1, table, len(objects) + 1, len(data))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%b>>"
WORDS = b"BT /A 12 Tf 50 700 Td (The boat came late.) Tj ET "


def page_of(content: bytes, resources: bytes = b"") -> tuple[bytes, ...]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</A 5 0 R>>%b>>>>"
    return CATALOGUE, PAGES, page % resources, content, FONT


def test_what_a_hand_has_written_is_read() -> None:
    assert make_draft("a.pdf", written(*page_of(stream(WORDS)))).text == "The boat came late."


def test_forms_that_hold_ten_forms_each_do_not_hang_the_bot() -> None:
    content = page_of(stream(WORDS + b"/F Do"), b"/XObject<</F 6 0 R>>")
    forms = [stream(b"/F Do " * 10, FORM % (b"/XObject<</F %d 0 R>>" % number)) for number in range(7, 16)]
    last = stream(WORDS, FORM % b"/Font<</A 5 0 R>>")
    with pytest.raises(Unsafe):
        make_draft("a.pdf", written(*content, *forms, last))


def test_a_stream_that_unpacks_to_a_gigabyte_is_refused() -> None:
    packer = zlib.compressobj(9)
    packed = packer.compress(WORDS) + b"".join(packer.compress(b" " * 10_000_000) for _ in range(100)) + packer.flush()
    with pytest.raises(Unsafe):
        make_draft("a.pdf", written(*page_of(stream(packed, b"/Filter/FlateDecode"))))


def test_pages_that_are_their_own_parents_do_not_hang_the_bot() -> None:
    with pytest.raises(ReadError):
        make_draft("a.pdf", written(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>"))


@pytest.mark.parametrize(
    "change", [lambda data: data[:400], lambda data: data[:9], lambda data: b"%PDF-1.7\n" + bytes(2000)]
)
def test_a_damaged_file_is_refused(change: Callable[[bytes], bytes]) -> None:
    made = paper()
    write(made, BOARD)
    with pytest.raises(Damaged):
        make_draft("a.pdf", change(bytes(made.output())))
