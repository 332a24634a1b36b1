"""How a command writes: results to standard output, everything else to standard error."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.models import Answer, Article, CheckedText, Digest, Value

if TYPE_CHECKING:  # with it comes the whole search, which most commands do without
    from bot.answers.receipts import Receipt
    from bot.corpus.history import Revision

ARTICLE_FIELDS = {"id", "title", "url", "published", "text"}
LINE_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
"""What some programs take for the end of a line; JSON leaves these as they are, so they are escaped."""


def write(
    value: "Answer | Article | CheckedText | Digest | Receipt | Revision", as_json: bool, corpus: Path | None = None
) -> None:
    """A value drawn for people, or as one JSON object on a line of its own: of an article, its ARTICLE_FIELDS.

    `corpus`: the folder that was named for it, which has a store of its own.
    """
    if not as_json:
        from bot.cli.cards import draw

        draw(value, corpus)
        return
    write_json(value)


def write_json(value: Value) -> None:
    """One JSON object on a line of its own: of an article, its ARTICLE_FIELDS."""
    plain = value.model_dump(mode="json", include=ARTICLE_FIELDS if isinstance(value, Article) else None)
    write_fields(plain)


def write_fields(fields: dict[str, object]) -> None:
    """One JSON object of these fields on a line of its own; moments as ISO 8601."""
    write_line(json.dumps(fields, ensure_ascii=False, default=str).translate(LINE_BREAKS))


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line on standard error, whatever line breaks the text brought along."""
    sys.stderr.write(" ".join(text.split()) + "\n")
    sys.stderr.flush()
