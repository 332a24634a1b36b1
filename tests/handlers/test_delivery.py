"""Digests on their way to Slack, and looked for there, over HTTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_sdk import WebClient
from slack_sdk.http_retry import builtin_handlers, handler

from bot.digest.runs import Mark
from bot.errors import DeliveryFailed, DeliveryUnsure, HistoryClosed
from bot.models import Digest, Story
from bot.store import LEASE, DigestChannel
from handlers.delivery import DIGEST_EVENT, DigestDelivery
from handlers.sending import LONGEST_WAIT, TIMEOUT, TRIES_AGAIN, retry_handlers
from tests.slack.conversations import BOT_ID, Room
from tests.slack.workspace import BOT_TOKEN, CHANNEL, DROP, Afterwards, Workspace

TODAY = date(2026, 3, 2)
SINCE, UNTIL = datetime(2026, 3, 1, 8, 30, tzinfo=UTC), datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HERE = DigestChannel(CHANNEL, time(8, 30), ZoneInfo("UTC"))
DIGEST = Digest(since=SINCE, until=UNTIL, stories=(Story(headline="A bridge", articles=("one",), citations=()),))


def mark(part: int = 0, parts: int = 1, period: date = TODAY, channel: str = CHANNEL) -> Mark:
    return Mark(channel=channel, period=period, claim="c", since=SINCE, until=UNTIL, part=part, parts=parts)


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    for module in (handler, builtin_handlers):
        monkeypatch.setattr(module, "time", SimpleNamespace(sleep=lambda _: None))
    with Workspace() as opened:
        yield opened


@pytest.fixture
def delivery(slack: Workspace) -> DigestDelivery:
    client = WebClient(BOT_TOKEN, base_url=slack.api_url, timeout=10, retry_handlers=retry_handlers())
    return DigestDelivery(client)


def find(delivery: DigestDelivery, period: date = TODAY) -> Any:
    now = datetime.now(UTC)
    return delivery.find(CHANNEL, period, now - timedelta(minutes=1), now + timedelta(minutes=1))


def test_what_was_posted_is_found_by_its_channel_and_day(slack: Workspace, delivery: DigestDelivery) -> None:
    delivery.post(HERE, DIGEST, mark(period=TODAY - timedelta(days=1)), None)
    ts = delivery.post(HERE, DIGEST, mark(), None)
    delivery.post(HERE, DIGEST, mark(period=TODAY + timedelta(days=1)), None)

    posted = find(delivery)
    assert (posted.ts, posted.mark, posted.parts, posted.is_whole) == (ts, mark(), {0}, True)
    assert find(delivery, TODAY + timedelta(days=2)) is None
    assert slack.invalid == []


def test_a_digest_is_found_below_hundreds_of_other_messages(slack: Workspace, delivery: DigestDelivery) -> None:
    ts = delivery.post(HERE, DIGEST, mark(), None)
    said = {"type": "message", "text": "t", "user": "U1"}
    slack.conversations.rooms[CHANNEL].messages.extend({**said, "ts": slack.new_ts()} for _ in range(450))

    assert find(delivery).ts == ts
    assert slack.calls.count("conversations.history") == 3


def test_a_thread_is_looked_through_for_its_parts(slack: Workspace, delivery: DigestDelivery) -> None:
    long = DIGEST.model_copy(update={"stories": [story(number) for number in range(60)]})
    parts = delivery.count(HERE, long)
    assert parts > 2
    ts = delivery.post(HERE, long, mark(0, parts), None)
    delivery.post(HERE, long, mark(2, parts), ts)

    posted = find(delivery)
    assert (posted.ts, posted.parts, posted.is_whole) == (ts, {0, 2}, False)
    for part in {1, *range(3, parts)}:
        delivery.post(HERE, long, mark(part, parts), ts)
    assert find(delivery).is_whole


def story(number: int) -> Story:
    return Story(headline=f"{'A bridge is built ' * 8}{number}", articles=(f"a{number}",), citations=())


@pytest.mark.parametrize(
    "changes",
    [
        {"bot_id": "B0OTHER"},
        {"metadata": {"event_type": "other", "event_payload": mark().model_dump(mode="json")}},
        {"metadata": {"event_type": DIGEST_EVENT, "event_payload": {"period": "2026-03-02"}}},
        {"metadata": {"event_type": DIGEST_EVENT, "event_payload": mark(channel="C0OTHER").model_dump(mode="json")}},
        {"metadata": None},
    ],
)
def test_another_message_is_not_taken_for_the_digest(
    slack: Workspace, delivery: DigestDelivery, changes: dict[str, Any]
) -> None:
    metadata = {"event_type": DIGEST_EVENT, "event_payload": mark().model_dump(mode="json")}
    message = {"type": "message", "text": "t", "ts": slack.new_ts(), "bot_id": BOT_ID, "metadata": metadata}
    room = slack.conversations.rooms[CHANNEL]
    room.messages.append({**message, **changes})
    assert find(delivery) is None

    room.messages.append(message)
    assert find(delivery)


@pytest.mark.parametrize("failure", [429, "not_in_channel", "is_archived", "msg_too_long", "ratelimited"])
def test_what_slack_refuses_for_certain_failed(slack: Workspace, delivery: DigestDelivery, failure: Any) -> None:
    slack.fail("chat.postMessage", *[failure] * 3)
    with pytest.raises(DeliveryFailed):
        delivery.post(HERE, DIGEST, mark(), None)
    assert slack.sent == []


@pytest.mark.parametrize("failure", [500, 503, 404, DROP, "internal_error", "fatal_error", "request_timeout"])
@pytest.mark.parametrize("is_posted", [True, False])
def test_what_slack_does_not_say_is_not_known_and_not_tried_again(
    slack: Workspace, delivery: DigestDelivery, failure: Any, is_posted: bool
) -> None:
    slack.fail("chat.postMessage", Afterwards(failure) if is_posted else failure)
    with pytest.raises(DeliveryUnsure):
        delivery.post(HERE, DIGEST, mark(), None)

    assert slack.calls.count("chat.postMessage") == 1
    assert bool(find(delivery)) == is_posted


def test_a_slack_that_is_not_there_took_nothing(delivery: DigestDelivery) -> None:
    nowhere = DigestDelivery(WebClient(BOT_TOKEN, base_url="http://127.0.0.1:9/api/", timeout=1))
    with pytest.raises(DeliveryFailed):
        nowhere.post(HERE, DIGEST, mark(), None)


@pytest.mark.parametrize("closed", ["scope", "public", "private"])
def test_a_history_that_the_bot_may_not_read_is_closed(slack: Workspace, delivery: DigestDelivery, closed: str) -> None:
    if closed == "scope":
        slack.conversations.granted -= {"channels:history"}
    else:
        slack.conversations.rooms[CHANNEL] = Room({"U1"}, is_private=closed == "private")
    with pytest.raises(HistoryClosed):
        find(delivery)


@pytest.mark.parametrize("failure", [429, 500, DROP, "internal_error", "ratelimited", "invalid_auth"])
def test_a_history_that_cannot_be_read_now_is_no_answer(
    slack: Workspace, delivery: DigestDelivery, failure: Any
) -> None:
    slack.fail("conversations.history", *[failure] * 3)
    with pytest.raises(DeliveryUnsure):
        find(delivery)


def test_a_post_ends_well_before_its_claim_can_be_taken_over() -> None:
    """Each try may wait for the connection, the handshake and the answer; and as long as Slack asks for."""
    tries = 1 + TRIES_AGAIN
    longest = tries * 3 * TIMEOUT + TRIES_AGAIN * (LONGEST_WAIT + 1)
    assert timedelta(seconds=1.5 * longest) < LEASE
