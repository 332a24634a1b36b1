"""Where every error ends: one line for a person, a record for whoever mends it, and an exit status."""

import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import bot.garbage  # noqa: F401 - first, before what is large

if TYPE_CHECKING:
    from bot.settings import Settings

WRONG = 2
INTERRUPTED = 130
BROKEN_PIPE = 141
LOG = "errors.log"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (by default the process' own arguments) and return its exit status.

    0 done or answered, 1 nothing found, 2 wrong use or a broken set-up; 130 interrupted, 141 nobody reads on.
    """
    _open_what_is_closed()
    _speak_utf8()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE


def _run(arguments: Sequence[str]) -> int:
    """The command's exit status; WRONG after a line on standard error for whatever else comes of it."""
    # Imported here: it takes a while, and Ctrl-C shall end that as quietly as all the rest.
    from bot import wording
    from bot.cli import run
    from bot.cli.output import complain
    from bot.errors import DatelineError

    try:
        status = run(arguments)
        sys.stdout.flush()
    except DatelineError as error:
        complain(wording.of_error(error))
        return WRONG
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary: nothing may reach a person as a traceback
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            complain(wording.NO_ROOM)
            _drop_output()
        else:
            complain(_record(error))
        return WRONG
    return status


def _open_what_is_closed() -> None:
    """Who closed a stream wants nothing of it; what reads or writes need not know."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for as long as it runs


def _speak_utf8() -> None:
    """Output is UTF-8 wherever it runs; what UTF-8 cannot hold comes out escaped, which JSON reads back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Let Python's parting flush find somewhere to go, so that it does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _record(error: Exception) -> str:
    """Keep the traceback under a new reference; the line that tells a person of it."""
    from bot import wording

    reference = uuid4().hex[:8]
    text = "".join(traceback.format_exception(error))
    settings = _settings_if_any()
    if settings.log_level == "DEBUG":
        sys.stderr.write(text)
        return wording.broken_above(reference)
    path = settings.dateline_data / LOG
    try:
        _append(path, f"{datetime.now(UTC).isoformat()} {reference}\n{text}\n")
    except OSError as failure:
        return wording.broken_unrecorded(reference, path, failure.strerror or str(failure))
    return wording.broken_recorded(reference, path)


def _settings_if_any() -> "Settings":
    """The settings; their defaults where the environment cannot be used, since another error is the news."""
    from bot.errors import DatelineError
    from bot.settings import Settings, read_settings

    try:
        return read_settings()
    except DatelineError:
        return Settings.model_construct()


def _append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
        log.write(text)


if __name__ == "__main__":
    sys.exit(main())
