"""Articles on their way in from the command line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import wording
from bot.cli.output import complain, write_json, write_line
from bot.console.bringing_in import bring_in
from bot.console.progress import progress
from bot.errors import DatabaseDown, DataUnwritable
from bot.models import IngestReport, Refusal
from bot.services import Services, open_services
from bot.settings import read_settings


@contextmanager
def opened(corpus: Path | None) -> Iterator[Services]:
    """The services with their corpus brought in. What was refused is counted on standard error."""
    with open_services(read_settings(), corpus) as services:
        report = bring_in(services)
        if report.refused:
            complain(wording.not_taken_in(len(report.refused), corpus))
        yield services


def linked_sites() -> list[str]:
    """The sites of the articles that are in by now, as Slack takes them, those of most articles first. Where what is in
    cannot be read there are none, which is said on standard error."""
    from bot.corpus.web.addresses import hosts_of
    from bot.manifest import site_names

    try:
        with open_services(read_settings()) as services:
            return site_names(hosts_of(services.store.addresses()))
    except (DatabaseDown, DataUnwritable) as error:
        complain(wording.of_error(error))
        return []


def take_in(places: Sequence[str]) -> IngestReport:
    """Bring in the files, the folders and the pages that are named."""
    from bot.corpus import add_up, ingest

    addresses = [place for place in places if "://" in place]
    paths = [Path(place) for place in places if place not in addresses]
    reports = []
    with open_services(read_settings()) as services, progress() as on_progress:
        now = datetime.now(UTC)
        if paths:
            reports.append(ingest(paths, services.store, now=now, corpus=services.corpus, on_progress=on_progress))
        if addresses:
            from bot.corpus.pages import add_pages

            reports.append(add_pages(addresses, services.store, services.web, now=now, on_progress=on_progress)[0])
        services.index.catch_up()
    return add_up(reports)


def withdraw_gone() -> IngestReport:
    """Let the articles go whose files are gone from the corpus folder, also where they are most."""
    with open_services(read_settings()) as services:
        return bring_in(services, may_lose_most=True)


def list_refused(as_json: bool) -> None:
    """Write what was refused and not taken in since."""
    settings = read_settings()
    with open_services(settings) as services:
        refused = services.store.refusals()
    if as_json:
        for one in refused:
            write_json(Refusal(source=one.source, reason=one.reason))
    elif not refused:
        write_line(wording.NOTHING_REFUSED)
    else:
        for one in refused:
            at = one.at.astimezone(settings.dateline_timezone)
            write_line(" ".join(wording.refused_on(one.source, one.reason, at).split()))
