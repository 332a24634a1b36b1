"""The command line as a person or a script meets it: arguments and input in, a status and two streams out."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.__main__ import main

ARTICLES = {
    "harbour.txt": """Harbour council meets

Published 3 March 2024

Mayor Ada Brandt chaired the harbour council in Linden on Monday. The council said that 14 ferries would be
bought. "We will not wait another year," Brandt said.
""",
    "ferries.md": """---
title: More ferries than thought
url: https://example.org/ferries
published: 2024-03-05
---

Officials in Linden now speak of 16 ferries. Minister Otto Quell did not attend the harbour council.
""",
}


class Outcome(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def values(self) -> list[dict[str, Any]]:
        """The JSON objects of the output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Bot = Callable[..., Outcome]


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Bot:
    """Runs a command in this process, with a data directory of its own."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(arguments)
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small corpus, which is also the configured one."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("DATELINE_CORPUS", str(folder))
    return folder
