"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line.")]
Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="DIR", help="Use this folder, with a store and an index of its own."),
]
