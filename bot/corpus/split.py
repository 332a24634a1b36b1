"""Lines to blocks: the article's text, and where in it each heading, paragraph and sentence stands."""

from collections.abc import Iterable, Sequence

from bot.corpus.page import Line
from bot.corpus.sentences import cut_overlong, find_sentences
from bot.models import Block, BlockKind, Span

SEPARATOR = "\n\n"
_LONGEST_HEADING = 150
_OPENING = "“‘\"'"
_CLOSING = (
    ".",
    "!",
    "…",
    ":",
    ";",
    ",",
    "—",
    "–",
    ".”",
    '."',
    ".’",
    ".'",
    ".)",
    "!”",
    '!"',
    "?”",
    '?"',
    ",”",
    ',"',
)


def lay_out(lines: Iterable[Line]) -> tuple[str, tuple[Block, ...]]:
    """The text, blocks with an empty line between, and its blocks; spans are exact."""
    told = tell_kinds(list(lines))
    blocks, start = [], 0
    for line in told:
        end = start + len(line.text)
        blocks.append(
            Block(kind=line.kind or BlockKind.PARAGRAPH, start=start, end=end, sentences=_sentences(line, start))
        )
        start = end + len(SEPARATOR)
    return SEPARATOR.join(line.text for line in told), tuple(blocks)


def tell_kinds(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with its kind. Without a marker, a heading looks like one and has text below."""
    kinds: list[Line] = []
    follows_heading = None  # of the line below: None at the end of the article
    for place in reversed(range(len(lines))):
        line = lines[place]
        heading = line.kind is BlockKind.HEADING
        if line.kind is None:
            below = follows_heading is False or (place == 0 and follows_heading)
            heading = bool(below) and _looks_like_heading(line.text, lines[place + 1].text)
            line = line._replace(kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH)
        kinds.append(line)
        follows_heading = heading or _looks_short(line)
    return kinds[::-1]


def _looks_like_heading(text: str, below: str) -> bool:
    """A short line that does not end as sentences do; or a question with its answer below."""
    if len(text) > _LONGEST_HEADING or text.endswith(_CLOSING) or " | " in text:
        return False
    if text.endswith("?"):
        return text[0] not in _OPENING and len(below) > len(text) and _is_one_sentence(text)
    return (text[0].isupper() or text[0].isdigit() or text[0] in _OPENING) and _is_one_sentence(text)


def _is_one_sentence(text: str) -> bool:
    return len(find_sentences(text)) == 1


def _looks_short(line: Line) -> bool:
    """Whether a line is too short for a heading to stand above it, as in a list without markers."""
    return line.kind is BlockKind.PARAGRAPH and len(line.text) <= 60 and not line.text.endswith((*_CLOSING, "?"))


def _sentences(line: Line, start: int) -> tuple[Span, ...]:
    """A heading or a row is one piece."""
    if line.kind in (BlockKind.HEADING, BlockKind.ROW):
        return tuple((start + first, start + last) for first, last in cut_overlong(line.text, 0, len(line.text)))
    return tuple((start + first, start + last) for first, last in find_sentences(line.text))
