"""Articles on their way in from the command line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import wording
from bot.cli.output import complain
from bot.console.progress import progress
from bot.models import IngestReport, Refusal
from bot.services import Services, open_services
from bot.settings import read_settings


@contextmanager
def opened(corpus: Path | None) -> Iterator[Services]:
    """The services with their corpus brought in. What was refused is counted on standard error."""
    with open_services(read_settings(), corpus) as services:
        with progress() as on_file:
            report = services.refresh(on_file)
        if report.refused:
            complain(wording.not_taken_in(len(report.refused)))
        yield services


def take_in(arguments: Sequence[str]) -> IngestReport:
    """Bring in the files and folders that are named. An address is refused: pages are not fetched yet."""
    from bot.corpus import ingest

    addresses = [argument for argument in arguments if "://" in argument]
    paths = [Path(argument) for argument in arguments if argument not in addresses]
    with open_services(read_settings()) as services, progress() as on_file:
        report = ingest(paths, services.store, now=datetime.now(UTC), corpus=services.corpus, on_file=on_file)
    refused = tuple(Refusal(source=address, reason=wording.NOT_A_PAGE) for address in addresses)
    return report.model_copy(update={"refused": report.refused + refused})
