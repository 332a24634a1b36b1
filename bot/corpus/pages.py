"""Web pages that somebody asks for: the coordinator that fetches them and takes them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.corpus.intake import Intake, OnProgress
from bot.corpus.piece import Stated
from bot.corpus.web.access import Web
from bot.corpus.web.pages import fetch_page
from bot.corpus.web_pieces import page_piece
from bot.errors import ReadError
from bot.models import IngestReport
from bot.store import Origin, Outcome, Store


class Added(NamedTuple):
    """A page that is in: its article, and what that took. `copy_of`: the article whose wording it has, if it is new."""

    article: str
    outcome: Outcome
    copy_of: str | None


def add_pages(
    urls: Sequence[str], store: Store, web: Web, *, now: datetime, on_progress: OnProgress | None = None
) -> tuple[IngestReport, list[Added]]:
    """Take in the pages at these addresses, each stored before the next is fetched: what became of them in all, and of
    each that was not refused. One that is there already is read again, and has a new version where it changed."""
    intake = Intake(store, now, on_progress)
    intake.expect(len(urls))
    added = []
    for url in urls:
        try:
            page = fetch_page(web.fetcher, web.robots, url)
        except ReadError as error:
            intake.refuse(Origin.PAGE, url, error, size=1)
            continue
        intake.mend(Origin.PAGE, url)
        became = intake.take_in_one(page_piece(page, Origin.PAGE, Stated(url=page.url)))
        if became.article and became.outcome:
            added.append(Added(became.article, became.outcome, became.copy_of))
    intake.keep()
    return intake.report(), added
