"""Text on a terminal, or in a file: wrapped to the width of the one, line by line for the other."""

import unicodedata

from rich.console import Console
from rich.padding import Padding
from rich.text import Text


def put(console: Console, text: Text, indent: int = 0) -> None:
    """Print a text that far from the left. Off a terminal its lines stay whole, for other programs."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)), highlight=False)
        return
    for line in text.split("\n", allow_blank=True):
        console.print(Text(" " * indent).append_text(line), highlight=False, soft_wrap=True)


def printable(text: str) -> str:
    """The text without control characters: an article must not steer the terminal."""
    return "".join(" " if _steers(character) else character for character in text)


def _steers(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) == "Cc"
