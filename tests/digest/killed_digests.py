"""Run as a process of its own: posts a digest a day, each day's process killed at random points around the post, and
started again until the day's digest is recorded. Slack fails at random too.

Arguments: the URL of the store, the root of the stand-in Slack, how many days, a seed. Prints what was left as JSON.
"""

import gc
import hashlib
import json
import os
import random
import signal
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from functools import partial
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.http_retry import builtin_handlers, handler

from bot.digest import DigestSchedule
from bot.digest.runs import Runs
from bot.errors import DatelineError
from bot.models import Block, BlockKind, Draft
from bot.store import LEASE, DigestChannel, RunState, Store
from handlers.delivery import DigestDelivery
from handlers.sending import retry_handlers
from tests.slack.workspace import BOT_TOKEN, CHANNEL, DROP
from tests.storing import entry

FIRST = date(2026, 1, 1)
EVE = FIRST - timedelta(days=1)
CHANNELS = [DigestChannel(CHANNEL, hour(8, 30), ZoneInfo("UTC"))]
POINTS = ("before the claim", "after the claim", "before the post", "after the post", "after the record", "at random")
FAILURES: Sequence[tuple[str, list[Any]]] = (
    *[("chat.postMessage", [])] * 6,
    ("chat.postMessage", [429]),
    ("chat.postMessage", [429, 429, 429]),
    ("chat.postMessage", [500]),
    ("chat.postMessage", [DROP]),
    ("chat.postMessage", ["not_in_channel"]),
    ("chat.postMessage", ["internal_error"]),
    ("chat.postMessage", [{"after": 500}]),
    ("chat.postMessage", [{"after": DROP}]),
    ("chat.postMessage", [{"after": "internal_error"}]),
    ("conversations.history", [500, 500, 500]),
    ("conversations.history", [429]),
    ("conversations.history", [DROP, DROP, DROP]),
)
MOST_STARTS = 12
LONG_DAY, MANY = 7, 40
"""The day of each month with many articles, and how many."""


def main(url: str, root: str, days: int, seed: int) -> None:
    moment = random.Random(seed)
    for module in (handler, builtin_handlers):
        module.time = SimpleNamespace(sleep=lambda _: None)
    _warm_up(url, root)
    _land(url, [FIRST + timedelta(days=number) for number in range(days)])
    gc.freeze()  # what a child does not touch is not copied for it
    kills: Counter[str] = Counter()
    longest = 0.2
    open_days = []
    for number in range(days):
        period = FIRST + timedelta(days=number)
        now = datetime.combine(period, hour(8, 30), UTC)
        for start in range(MOST_STARTS):
            fails = moment.choice(FAILURES) if start < 3 else ("chat.postMessage", [])
            _tell(root, now, fails)
            point = moment.choice(POINTS) if start < moment.choice((1, 1, 2, 3)) else None
            began = time.monotonic()
            kills[point or ""] += _run(partial(_post, url, root, now, point), point, moment.uniform(0, longest))
            longest = max(0.03, 1.1 * (time.monotonic() - began)) if point is None else longest
            if _is_posted(url, period):
                break
            now += LEASE + timedelta(seconds=1)
        else:
            open_days.append(str(period))
    print(json.dumps({"kills": kills, "open": open_days}))


def _warm_up(url: str, root: str) -> None:
    """The digest of the day before, posted here: what is loaded for it is loaded once, and not in every child."""
    _land(url, [EVE])
    now = datetime.combine(EVE, hour(8, 30), UTC)
    _tell(root, now, ("chat.postMessage", []))
    _post(url, root, now, None)


def _land(url: str, days: Sequence[date]) -> None:
    """An article a day, early in the morning; on some days MANY, whose digest goes on in its thread."""
    with closing(Store.open(url)) as store:
        for day in days:
            landed = datetime.combine(day, hour(7), UTC)
            drafts = [_draft(f"{day}-{number:02}") for number in range(MANY if day.day == LONG_DAY else 1)]
            store.save([entry(draft, origin="ingest") for draft in drafts], landed)


def _draft(name: str) -> Draft:
    """An article of words that stand in no other, so that it is a story of its own."""
    letters = hashlib.sha256(name.encode()).hexdigest().translate(str.maketrans("0123456789", "klmnopqrst"))
    text = f"There was talk of {', '.join(letters[at : at + 8] for at in range(0, 64, 8))}."
    paragraph = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), sentences=((0, len(text)),))
    return Draft(id=name, source=f"{name}.txt", title=f"News {name}", text=text, blocks=(paragraph,))


def _tell(root: str, now: datetime, fails: tuple[str, list[Any]]) -> None:
    """Set the stand-in's clock and what fails next; whatever was to fail before does not."""
    method, failures = fails
    told = {
        "ahead": now.timestamp() - time.time(),
        "failures": {"chat.postMessage": [], "conversations.history": [], method: failures},
    }
    request = urllib.request.Request(f"{root}/control/", json.dumps(told).encode())
    with urllib.request.urlopen(request) as answer:
        answer.read()


def _run(work: Callable[[], None], point: str | None, after: float) -> bool:
    """In a child process; whether it was killed."""
    child = os.fork()
    if child == 0:
        gc.disable()
        try:
            work()
        finally:
            os._exit(0)
    if point == "at random":
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _post(url: str, root: str, start: datetime, point: str | None) -> None:
    """What a process does that is started at that moment, until it is killed."""
    began = time.monotonic()

    def clock() -> datetime:
        return start + timedelta(seconds=time.monotonic() - began)

    client = WebClient(BOT_TOKEN, base_url=f"{root}/api/", timeout=10, retry_handlers=retry_handlers())
    with closing(Store.open(url)) as store:
        delivery = DigestDelivery(client)
        runs = Runs(store, (), delivery, clock)
        schedule = DigestSchedule(runs, store, lambda: CHANNELS, clock)
        for place, name, owner, when in (
            ("before the claim", "claim_digest", store, "before"),
            ("after the claim", "claim_digest", store, "after"),
            ("before the post", "post", delivery, "before"),
            ("after the post", "post", delivery, "after"),
            ("after the record", "record_digest", store, "after"),
        ):
            if place == point:
                _die(owner, name, when)
        try:
            schedule.run_due()
        except DatelineError:
            """Logged by the bot; the next start goes on."""


def _die(owner: Any, name: str, when: str) -> None:
    """Have the process killed just before or just after it calls that."""
    call = getattr(owner, name)

    def last(*arguments: Any, **more: Any) -> Any:
        if when == "after":
            call(*arguments, **more)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, last)


def _is_posted(url: str, period: date) -> bool:
    with closing(Store.open(url)) as store:
        run = store.digest_run(CHANNEL, period)
        return run is not None and run.state is RunState.POSTED


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
