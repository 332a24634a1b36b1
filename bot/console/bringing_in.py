"""The corpus folder brought in for whoever sits at this terminal."""

import sys

from bot import wording
from bot.console.progress import progress
from bot.errors import MostFilesGone
from bot.models import IngestReport
from bot.services import Services


def bring_in(services: Services, *, may_lose_most: bool = False) -> IngestReport:
    """Bring in what changed, with a bar. Where most files are gone, a person at a terminal is asked what is meant.

    Raises as `Services.refresh` does: MostFilesGone where nobody can be asked, or says no.
    """
    try:
        with progress() as on_progress:
            return services.refresh(on_progress, may_lose_most=may_lose_most)
    except MostFilesGone as error:
        if not _agrees(wording.may_they_go(**error.facts)):
            raise
    return bring_in(services, may_lose_most=True)


def _agrees(question: str) -> bool:
    """Whether the person says yes; no where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
