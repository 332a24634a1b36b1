"""The picture of an answer in the README: what the console of `make run` draws for one line, as SVG."""

import html
import re
from contextlib import closing
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from bot.console.page import put
from bot.console.session import PROMPT, Session
from bot.console.workspace import Workspace
from bot.services import open_services
from bot.settings import Settings

SAMPLES = Path(__file__).parents[2] / "seeds"

PICTURE = Path(__file__).parents[2] / "docs/answer.svg"
TYPED = "/coalition size"
WIDTH = 92

_FROM_ELSEWHERE = re.compile(r"\s*@font-face\s*\{[^}]*\}|\s*<!--.*?-->", re.DOTALL)
"""Fonts that a reader's browser would fetch from a stranger, and the drawing program's own notice."""
_WORDS = re.compile(r"<text class=\"answer-r\d+\"[^>]*>([^<]*)</text>")


def draw(data: Path) -> str:
    """The picture, drawn anew from the sample articles. `data` is a folder for the store and the index."""
    console = Console(record=True, file=StringIO(), force_terminal=True, color_system="truecolor", width=WIDTH)
    with open_services(Settings(dateline_data=data), SAMPLES) as services, Workspace() as workspace:
        services.refresh()
        put(console, Text(f"{PROMPT}{TYPED}\n"))
        with closing(Session(services, workspace, console)) as session:
            session.take(TYPED)
    picture = console.export_svg(title="make run", theme=DIMMED_MONOKAI, unique_id="answer")
    return _FROM_ELSEWHERE.sub("", picture)


def words(picture: str) -> list[str]:
    """The words that can be read in a picture, in order."""
    return html.unescape(" ".join(_WORDS.findall(picture))).split()
