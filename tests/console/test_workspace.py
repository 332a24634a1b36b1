from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.console.workspace import Workspace

BLOCKS = [{"type": "divider"}]


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace() as workspace:
        yield workspace


def test_posts_are_collected_once_and_in_order(workspace: Workspace) -> None:
    client = WebClient("xoxb-1", base_url=workspace.api_url)
    first = client.chat_postMessage(channel="C1", text="one", blocks=BLOCKS, thread_ts="7.1")
    second = client.chat_postMessage(channel="C1", text="two é")
    said = workspace.collect()
    assert [(message["text"], message["ts"]) for message in said] == [
        ("one", first["ts"]),
        ("two é", second["ts"]),
    ]
    assert said[0]["blocks"] == BLOCKS
    assert said[0]["thread_ts"] == "7.1"
    assert workspace.collect() == []


def test_a_response_is_for_one_person_unless_it_says_otherwise(workspace: Workspace) -> None:
    webhook = WebhookClient(workspace.response_url())
    webhook.send(text="alone", blocks=BLOCKS)
    webhook.send(text="all", response_type="in_channel")
    assert [(said["text"], said["is_ephemeral"]) for said in workspace.collect()] == [
        ("alone", True),
        ("all", False),
    ]


def test_a_call_that_the_console_does_not_play_is_refused(workspace: Workspace) -> None:
    client = WebClient("xoxb-1", base_url=workspace.api_url)
    with pytest.raises(SlackApiError, match="unknown_method"):
        client.users_list()


@pytest.mark.parametrize("kind", ["ephemeral", "in_channel"])
def test_what_replaces_a_message_is_seen_by_whom_the_message_was(workspace: Workspace, kind: str) -> None:
    WebhookClient(workspace.response_url()).send(text="before", response_type=kind)
    [before] = workspace.collect()
    WebhookClient(workspace.response_url(before["ts"])).send(text="after", replace_original=True)
    [after] = workspace.collect()
    assert after["text"] == "after"
    assert (after["ts"], after["is_ephemeral"]) == (before["ts"], before["is_ephemeral"])
