"""Feeds on the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from bot import wording
from bot.cli.actions import Action
from bot.cli.output import complain, write_fields, write_line
from bot.corpus.feed_health import FeedHealth, status_line
from bot.corpus.following import add_feed, check_feeds, list_feeds, remove_feed
from bot.errors import DatelineError
from bot.services import Services


def act(services: Services, action: Action, urls: Sequence[str], *, as_json: bool) -> bool:
    """Do it and write how the feeds fare then; whether all of it could be done. One that cannot is complained of.

    Raises DatabaseDown.
    """
    match action:
        case Action.LIST:
            feeds, done = list_feeds(services.store), True
        case Action.CHECK:
            feeds, done = _check(services, urls)
        case _:
            feeds, done = _each(services, action, urls)
    if not feeds and not urls and not as_json:
        write_line(wording.NO_FEEDS)
    for feed in feeds:
        _write(feed, services.settings.dateline_timezone, as_json=as_json)
    return done


def _each(services: Services, action: Action, urls: Sequence[str]) -> tuple[list[FeedHealth], bool]:
    done = []
    for url in urls:
        try:
            if action is Action.ADD:
                done.append(add_feed(url, services.store, services.web, now=datetime.now(UTC)))
            else:
                done.append(remove_feed(url, services.store))
        except DatelineError as error:
            complain(wording.of_error(error))
    return done, len(done) == len(urls)


def _check(services: Services, urls: Sequence[str]) -> tuple[list[FeedHealth], bool]:
    """Those that are named, or every one."""
    checked: list[FeedHealth] = []
    asked: Sequence[str | None] = urls or [None]
    failed = 0
    for url in asked:
        try:
            done, feeds = check_feeds(services.store, services.web, clock=lambda: datetime.now(UTC), url=url)
        except DatelineError as error:
            failed += 1
            complain(wording.of_error(error))
            continue
        checked += feeds
        for refused in done.report.refused:
            complain(wording.refusal(refused.source, refused.reason))
        complain(wording.intake(done.report))
    services.index.catch_up()
    return checked, not failed and all(feed.state == "ok" for feed in checked)


def _write(feed: FeedHealth, zone: tzinfo, *, as_json: bool) -> None:
    if as_json:
        write_fields(feed._asdict())
        return
    write_line(feed.title or feed.url)
    write_line(f"  {feed.url}")
    write_line(f"  {status_line(feed, zone)}")
