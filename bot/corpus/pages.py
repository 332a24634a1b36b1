"""Web pages that somebody asks for: the coordinator that fetches them and takes them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.corpus.intake import Intake, OnProgress
from bot.corpus.piece import Stated
from bot.corpus.web.access import Web
from bot.corpus.web.addresses import article_id
from bot.corpus.web.pages import WebPage, fetch_page
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
        added += _add(page, store, intake)
    intake.keep()
    return intake.report(), added


def _add(page: WebPage, store: Store, intake: Intake) -> list[Added]:
    """Nothing where what came is refused."""
    name = article_id(page.url)
    states = store.states([name, *store.known_as(page.addresses).values()])
    known = next(iter(states), None)
    refused = len(intake.report().refused)
    piece = page_piece(page, Origin.PAGE, Stated(url=page.url))
    saved = intake.take_in([piece._replace(known=states[known].fingerprint if known else None)])
    if saved:
        return [Added(saved[0].article, saved[0].outcome, saved[0].copy_of)]
    return [Added(known, Outcome.SAME, None)] if known and len(intake.report().refused) == refused else []
