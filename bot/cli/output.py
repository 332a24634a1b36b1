"""How a command writes: results to standard output, everything else to standard error."""

import json
import sys
from typing import Any

from pydantic import BaseModel

LINE_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}
"""What some programs take for the end of a line; JSON leaves these as they are, so they are escaped."""


def write_json(value: BaseModel | dict[str, Any]) -> None:
    """One JSON object on a line of its own, written out at once."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    write_line(json.dumps(plain, ensure_ascii=False).translate(LINE_BREAKS))


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line on standard error, whatever line breaks the text brought along."""
    sys.stderr.write(" ".join(text.split()) + "\n")
    sys.stderr.flush()
