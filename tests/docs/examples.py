"""What the README shows of the bot: commands with their output, and an answer as JSON."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

_FENCED = r"^```{language}\n(.*?)^```$"
_PROMPT = "$ "
_STATUS = "echo $?"


class Example(NamedTuple):
    """A command, and the output that is shown under it."""

    command: str
    shown: str


def fenced(text: str, language: str) -> list[str]:
    """What stands in the code blocks of that language."""
    return _fences(language).findall(text)


def examples(block: str) -> list[Example]:
    """The commands of one console block, each with the lines up to the next."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [Example(command, shown.strip()) for command, _, shown in (part.partition("\n") for part in parts)]


def outputs(block: str, data: Path) -> Iterator[Example]:
    """The commands of one console block, run as a newcomer would: each with what it says now."""
    status = 0
    for command, _ in examples(block):
        if command == _STATUS:
            yield Example(command, str(status))
            continue
        done = _run(command, data)
        status = done.returncode
        yield Example(command, done.stdout.strip())


def answer(question: str, data: Path) -> str:
    """The answer to a question as JSON, spread out."""
    done = _run(f"python -m bot ask --json '{question}'", data)
    return json.dumps(json.loads(done.stdout), indent=2, ensure_ascii=False)


def renew(text: str, data: Path) -> str:
    """The README with what the bot says now under each command."""

    def console(block: re.Match[str]) -> str:
        said = "\n".join(f"{_PROMPT}{command}\n{shown}" for command, shown in outputs(block[1], data))
        return f"```console\n{said}\n```"

    def spread(block: re.Match[str]) -> str:
        return f"```json\n{answer(json.loads(block[1])['question'], data)}\n```"

    return _fences("json").sub(spread, _fences("console").sub(console, text))


def _fences(language: str) -> re.Pattern[str]:
    return re.compile(_FENCED.format(language=language), re.MULTILINE | re.DOTALL)


def _run(command: str, data: Path) -> subprocess.CompletedProcess[str]:
    """In a shell at the top of the repository, with the defaults of every setting but the data folder."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "DATELINE_DATA": str(data),
    }
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
