"""The stand-in's own conduct: it does what Slack does, and refuses what Slack refuses."""

import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.slack.conversations import BOT, PERSON, Room
from tests.slack.scopes import METHODS
from tests.slack.views import view_problems
from tests.slack.workspace import BOT_TOKEN, CHANNEL, Workspace

METADATA = {"event_type": "made", "event_payload": {"number": 1}}


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as opened:
        yield opened


@pytest.fixture
def client(slack: Workspace) -> WebClient:
    return WebClient(BOT_TOKEN, base_url=slack.api_url)


def refused(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        call(**arguments)
    return str(error.value.response["error"])


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def form(element: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    field = {"type": "timepicker", "action_id": "at", "initial_time": "08:30"} if element is None else element
    block = {"type": "input", "block_id": "at", "label": plain("Time"), "element": field}
    names = {"title": plain("T"), "submit": plain("S"), "close": plain("C")}
    return {"type": "modal", "callback_id": "c", "private_metadata": "", "blocks": [block], **names, **changes}


def test_history_is_newest_first_in_pages_and_has_metadata_when_asked(slack: Workspace, client: WebClient) -> None:
    sent = [client.chat_postMessage(channel=CHANNEL, text=f"n{n}", metadata=METADATA)["ts"] for n in range(5)]
    client.chat_postMessage(channel=CHANNEL, text="below", thread_ts=sent[0])
    client.chat_postEphemeral(channel=CHANNEL, user=PERSON, text="for one")

    pages = client.conversations_history(channel=CHANNEL, limit=2, include_all_metadata=True)
    told = [message for page in pages for message in page["messages"]]
    assert [message["ts"] for message in told] == sent[::-1]
    assert all(message["metadata"] == METADATA for message in told)
    assert "metadata" not in client.conversations_history(channel=CHANNEL)["messages"][0]
    between = client.conversations_history(channel=CHANNEL, oldest=sent[1], latest=sent[3])["messages"]
    assert [message["ts"] for message in between] == [sent[2]]
    thread = client.conversations_replies(channel=CHANNEL, ts=sent[0])["messages"]
    assert [message["text"] for message in thread] == ["n0", "below"]


@pytest.mark.parametrize("method", [method for method, scopes in METHODS.items() if scopes])
def test_what_the_token_was_not_granted_is_refused(slack: Workspace, client: WebClient, method: str) -> None:
    slack.conversations.granted.clear()
    assert refused(client.api_call, api_method=method, data={"channel": CHANNEL}) == "missing_scope"


def test_what_the_token_was_granted_and_the_time_stand_in_the_headers(slack: Workspace, client: WebClient) -> None:
    slack.conversations.granted = {"commands", "chat:write"}
    slack.ahead = 3600.0
    headers = client.auth_test().headers
    assert headers["x-oauth-scopes"] == "chat:write,commands"
    assert parsedate_to_datetime(headers["Date"]).timestamp() > time.time() + 3500


def test_a_response_url_answers_five_times(slack: Workspace) -> None:
    url = slack.response_url()
    assert [WebhookClient(url).send(text="t").status_code for _ in range(6)] == [200] * 5 + [404]


def test_a_response_url_answers_for_half_an_hour(slack: Workspace) -> None:
    url = slack.response_url(None, "C0OTHER", "U0OTHER")
    slack.ahead = 1790.0
    assert WebhookClient(url).send(text="t").status_code == 200
    assert (slack.sent[0].channel, slack.sent[0].only_for) == ("C0OTHER", "U0OTHER")
    slack.ahead = 1810.0
    assert WebhookClient(url).send(text="t").body == "expired_url"


def test_where_slack_is_strict_a_channel_takes_a_message_a_second(slack: Workspace, client: WebClient) -> None:
    slack.is_strict = True
    client.chat_postMessage(channel=CHANNEL, text="first")
    assert refused(client.chat_postMessage, channel=CHANNEL, text="second") == "ratelimited"
    client.chat_postMessage(channel="C0OTHER", text="elsewhere")
    slack.ahead = 1.1
    client.chat_postMessage(channel=CHANNEL, text="third")


def test_a_message_that_slack_refuses_is_not_posted_and_not_forgotten(slack: Workspace, client: WebClient) -> None:
    assert refused(client.chat_postMessage, channel=CHANNEL, text="t", blocks=[{"type": "wall"}]) == "invalid_blocks"
    assert slack.sent == []
    assert slack.invalid == ["unknown block 'wall'"]
    slack.invalid.clear()


def test_a_home_is_published_and_a_form_is_none(slack: Workspace, client: WebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    client.views_publish(user_id=PERSON, view=home)
    assert slack.surfaces.homes == {PERSON: home}
    assert refused(client.views_publish, user_id=PERSON, view=form()) == "invalid_arguments"
    assert refused(client.views_open, trigger_id=slack.new_trigger(), view=home) == "invalid_arguments"
    slack.invalid.clear()


def test_an_agents_prompts_are_four_at_most_and_belong_to_no_thread(slack: Workspace, client: WebClient) -> None:
    slack.conversations.granted.add("assistant:write")
    prompt = {"title": "Ask", "message": "how many?"}
    client.assistant_threads_setSuggestedPrompts(channel_id="D0A", prompts=[prompt])
    client.assistant_threads_setSuggestedPrompts(channel_id="D0A", prompts=[prompt], thread_ts="1.2")
    assert len(slack.surfaces.prompts) == 1
    many = [prompt] * 5
    assert refused(client.assistant_threads_setSuggestedPrompts, channel_id="D0A", prompts=many) == "invalid_arguments"
    slack.invalid.clear()


def test_a_channel_without_the_bot_is_closed_and_a_private_one_is_not_there(
    slack: Workspace, client: WebClient
) -> None:
    slack.conversations.rooms.update({"C0OPEN": Room({PERSON}), "C0SHUT": Room({PERSON}, is_private=True)})

    assert refused(client.chat_postMessage, channel="C0OPEN", text="t") == "not_in_channel"
    assert refused(client.conversations_history, channel="C0OPEN") == "not_in_channel"
    assert not client.conversations_info(channel="C0OPEN")["channel"]["is_member"]
    for call in (client.conversations_info, client.conversations_members, client.conversations_history):
        assert refused(call, channel="C0SHUT") == "channel_not_found"


def test_members_come_in_pages_and_people_have_time_zones(slack: Workspace, client: WebClient) -> None:
    slack.conversations.rooms[CHANNEL].members |= {f"U{n:03}" for n in range(250)}
    pages = [list(page["members"]) for page in client.conversations_members(channel=CHANNEL)]
    assert [len(page) for page in pages] == [100, 100, 52]
    assert BOT in {member for page in pages for member in page}
    assert client.users_info(user=PERSON)["user"]["tz"] == "Europe/Kyiv"
    assert refused(client.users_info, user="U0NOBODY") == "user_not_found"


@pytest.mark.parametrize(
    "metadata", [{"event_type": "t"}, {"event_payload": {}}, {**METADATA, "event_payload": {"a": [1]}}]
)
def test_metadata_that_slack_does_not_keep_is_refused(
    slack: Workspace, client: WebClient, metadata: dict[str, Any]
) -> None:
    assert refused(client.chat_postMessage, channel=CHANNEL, text="t", metadata=metadata).startswith("invalid_metadata")
    slack.invalid.clear()


def test_a_trigger_opens_one_form_within_three_seconds(slack: Workspace, client: WebClient) -> None:
    trigger, late = slack.new_trigger(), slack.new_trigger()
    client.views_open(trigger_id=trigger, view=form())
    assert refused(client.views_open, trigger_id=trigger, view=form()) == "exchanged_trigger_id"
    slack.ahead = 3.5
    assert refused(client.views_open, trigger_id=late, view=form()) == "expired_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.made-up", view=form()) == "invalid_trigger_id"
    assert len(slack.views) == 1


def choices(count: int, **more: Any) -> dict[str, Any]:
    options = [{"text": plain(f"o{n}"), "value": f"o{n}"} for n in range(count)]
    return {"type": "checkboxes", "action_id": "at", "options": options, **more}


@pytest.mark.parametrize(
    "view",
    [
        form(title=plain("t" * 25)),
        form(private_metadata="p" * 3001),
        form(blocks=[]),
        form(blocks=form()["blocks"] * 2),
        form({"type": "timepicker", "action_id": "at", "initial_time": "08:30", "colour": "red"}),
        form({"type": "carousel", "action_id": "at"}),
        form(choices(11)),
        form(choices(0)),
        form(choices(2, initial_options=[])),
        form(choices(2, initial_options=[{"text": plain("other"), "value": "other"}])),
        form({**choices(101), "type": "static_select"}),
        form({**choices(1), "options": [{"text": plain("o" * 76), "value": "o"}]}),
        form({**choices(1), "options": [{"text": plain("o"), "value": "o" * 151}]}),
    ],
)
def test_a_form_that_slack_refuses_is_found(view: dict[str, Any]) -> None:
    assert view_problems(form(choices(10))) == []
    assert view_problems(view)
