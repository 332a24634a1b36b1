"""Events as Slack delivers them: again where it heard no acknowledgement, and not too many messages at once."""

from types import SimpleNamespace

import pytest
from slack_sdk.http_retry import builtin_handlers, handler

from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT

QUESTION = "how many ports are in the harbour league?"


@pytest.mark.parametrize(("lost", "at"), [(0, [0]), (1, [0, 0]), (2, [0, 0, 60]), (3, [0, 0, 60, 360])])
def test_an_event_whose_acknowledgement_is_lost_is_answered_once(chat: Chat, lost: int, at: list[int]) -> None:
    attempts, came = chat.deliver(chat.mention_payload(f"<@{BOT}> {QUESTION}"), lost)
    assert [attempt.at for attempt in attempts] == at
    assert [attempt.retry for attempt in attempts] == [None, 1, 2, 3][: len(at)]
    assert len(came) == 1
    assert came[0].quotes


def test_two_events_that_say_the_same_are_both_answered(chat: Chat) -> None:
    for _ in range(2):
        assert len(chat.deliver(chat.mention_payload(f"<@{BOT}> {QUESTION}"))[1]) == 1


def test_more_mentions_than_slack_takes_messages_are_answered_all_the_same(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack takes a message a second in a channel and asks the bot to wait; the wait moves Slack's clock, not ours."""
    monkeypatch.setattr(chat.workspace, "is_strict", True)
    monkeypatch.setattr(chat.workspace, "retry_after", 1)
    clock = chat.workspace

    def sleep(seconds: float) -> None:
        clock.ahead += seconds

    for module in (handler, builtin_handlers):
        monkeypatch.setattr(module, "time", SimpleNamespace(sleep=sleep))
    for _ in range(4):
        assert chat.mention(f"<@{BOT}> {QUESTION}", channel=f"C0BUSY{type(chat.way).__name__}").quotes
    assert clock.calls.count("chat.postMessage") > 4
    clock.ahead = 0
