"""A console's session in this process: what is typed goes in, what is drawn comes out."""

from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.console.session import Session
from bot.console.workspace import Workspace
from bot.services import Services, open_services
from bot.settings import Settings

Say = Callable[[str], str]

FERRIES = """# More ferries than thought

Officials in Linden now speak of 16 ferries.

The harbour council had said that 14 ferries would be bought.

A third paper writes of 12 ferries. A fourth one writes of 18 ferries, and a fifth one of 21 ferries.
"""
TOPICS = """[harbour]
aliases = ["harbour council"]
size = "How many ferries?"
chair = "Who chairs the harbour council?"
"""


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ferries.md").write_text(FERRIES, encoding="utf-8")
    (corpus / "topics.toml").write_text(TOPICS, encoding="utf-8")
    with open_services(Settings(dateline_data=tmp_path / "data", dateline_corpus=corpus)) as services:
        services.refresh()
        yield services


@pytest.fixture
def say(services: Services) -> Iterator[Say]:
    """Types a line; gives what the console draws for it."""
    out = StringIO()
    with Workspace() as workspace, closing(Session(services, workspace, Console(file=out))) as session:

        def say(line: str) -> str:
            out.seek(0)
            out.truncate()
            session.bring_in()
            session.take(line)
            return out.getvalue()

        yield say
