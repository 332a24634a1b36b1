"""Text that was read in the wrong encoding, and text that only looks so."""

import pytest

from bot.corpus.mojibake import mend


def as_thai(text: str) -> str:
    """The text's UTF-8 read as windows-874, with windows-1252 for the bytes that it lacks, as browsers do."""
    chars = []
    for byte in text.encode():
        try:
            chars.append(bytes([byte]).decode("cp874"))
        except UnicodeDecodeError:
            chars.append(bytes([byte]).decode("cp1252", "replace"))
    return "".join(chars)


@pytest.mark.parametrize(
    "text",
    [
        "RIGA – The harbour’s pilots “refused to sail” on Monday…",
        "The café on São Paulo’s main square reopened.",
        "Müller’s tariff was 5 € – not 6.",
    ],
)
def test_windows_874_is_undone(text: str) -> None:
    garbled = as_thai(text)
    assert garbled != text
    assert mend(garbled) == text


def test_a_closing_quotation_mark_that_was_lost_is_put_back() -> None:
    assert mend("โ€œWe sail,โ€ she said. โ€œAt last.โ€\ufffd") == "“We sail,” she said. “At last.”"


@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "mac_roman"])
def test_other_mojibake_is_undone(codec: str) -> None:
    text = "The mayor’s café closed — for good."
    assert mend(text.encode().decode(codec)) == text


@pytest.mark.parametrize(
    "text",
    [
        "โกงกินบ้านเมือง คือคำที่เขาใช้",
        "The word โกง means to cheat.",
        "รฉ",
        "ราคา 5€ ต่อคน",
        "He said “no”, she said ‘yes’ – both meant it…",
        "Ｆｕｌｌｗｉｄｔｈ",
        "日本語の記事、ここに。",
        "Привет, “мир” — это тест.",
        "👩‍👩‍👧 went home",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == text


def test_accents_are_composed() -> None:
    assert mend("Cafe\u0301") == "Café"
