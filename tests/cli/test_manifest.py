import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from bot import wording
from bot.errors import UsageError
from bot.manifest import SCOPES, app_manifest, command_names, left_out
from bot.models import Topic

SCHEMAS = Path(__file__).parents[2].parent / "shared/slack/manifest-schema"
ROOT = Path(__file__).parents[2]
NEEDED = {
    "auth_test": (),
    "chat_postEphemeral": ("chat:write",),
    "chat_postMessage": ("chat:write",),
    "conversations_history": ("channels:history", "groups:history"),
    "conversations_info": ("channels:read", "groups:read"),
    "conversations_members": ("channels:read", "groups:read"),
    "conversations_replies": ("channels:history", "groups:history"),
    "users_info": ("users:read",),
    "views_open": (),
}
"""What Slack's documentation says that each method needs."""
COALITION = Topic(name="coalition", aliases=("coalition of the willing",), asks={"size": "How many?"})


@pytest.fixture(scope="module")
def published() -> Draft7Validator:
    """Slack's published schema, its parts preloaded under the addresses by which it names them."""
    if not SCHEMAS.is_dir():
        pytest.skip(f"Slack's manifest schema is not at {SCHEMAS}")
    root = json.loads((SCHEMAS / "manifest.schema.json").read_text())
    references = [part["$ref"] for one in root["oneOf"] for part in one["allOf"] if "$ref" in part]
    parts = [
        (
            reference,
            Resource.from_contents(json.loads((SCHEMAS / "schemas" / reference.rsplit("/", 1)[1]).read_text())),
        )
        for reference in references
    ]
    return Draft7Validator(root, registry=Registry().with_resources(parts))


@pytest.mark.parametrize("url", [None, "https://bot.example.org"])
def test_slack_takes_the_manifest(published: Draft7Validator, url: str | None) -> None:
    published.validate(app_manifest([COALITION], url=url))


def test_the_schema_would_refuse_a_wrong_manifest(published: Draft7Validator) -> None:
    wrong = app_manifest([COALITION])
    wrong["features"]["slash_commands"][0]["command"] = "ask"
    assert not published.is_valid(wrong)


def test_commands_are_the_topics_and_those_of_every_corpus() -> None:
    assert command_names([COALITION]) == ["/ask", "/attended", "/digest", "/coalition"]


def test_reserved_names_are_there_only_when_asked_for() -> None:
    assert "/who" in command_names([COALITION], reserved=True)
    assert "/who" not in command_names([COALITION])


def test_no_more_commands_than_slack_takes_and_the_rest_is_named() -> None:
    topics = [Topic(name=f"topic{number}") for number in range(60)]
    names = command_names(topics)
    assert len(names) == 50
    assert sorted([*names, *left_out(topics)]) == sorted(
        ["/ask", "/attended", "/digest", *(f"/{t.name}" for t in topics)]
    )


@pytest.mark.parametrize("name", ["status", "two words", "x" * 32, "überprüfung", ""])
def test_a_name_that_slack_refuses_is_left_out_and_named(name: str) -> None:
    assert left_out([Topic(name=name), COALITION]) == [f"/{name}"]


def test_a_long_topic_stays_within_slacks_limits(published: Draft7Validator) -> None:
    wordy = Topic(name="x" * 31, aliases=("long " * 900,), asks={f"word{n}" * 9: "?" for n in range(99)})
    published.validate(app_manifest([wordy]))


def test_a_topic_named_like_an_own_command_is_listed_once() -> None:
    names = command_names([Topic(name="ask")])
    assert names.count("/ask") == 1


def test_over_http_every_request_url_is_the_one_that_serves() -> None:
    manifest = app_manifest([COALITION], url="https://bot.example.org/")
    settings = manifest["settings"]
    urls = {command["url"] for command in manifest["features"]["slash_commands"]}
    assert urls == {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]}
    assert urls == {"https://bot.example.org/slack/events"}
    assert not settings["socket_mode_enabled"]


def test_without_an_address_the_bot_connects_by_socket() -> None:
    manifest = app_manifest([COALITION])
    assert manifest["settings"]["socket_mode_enabled"]
    assert "request_url" not in json.dumps(manifest)


@pytest.mark.parametrize("url", ["http://bot.example.org", "bot.example.org", "https://", "https://[", ""])
def test_an_address_that_slack_cannot_reach_is_refused(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        app_manifest([COALITION], url=url)
    assert "https://" in wording.of_error(refused.value)


def test_every_scope_is_for_a_method_that_is_called_and_every_method_has_its_scopes() -> None:
    """The methods of Slack's Web API that stand in the code, as the SDK names them."""
    code = "\n".join(
        path.read_text(encoding="utf-8") for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")
    )
    called = set(re.findall(r"\.((?:chat|conversations|users|views|auth|apps)_[a-zA-Z_]+)\(", code))
    assert called == NEEDED.keys()
    assert set(SCOPES) == {scope for scopes in NEEDED.values() for scope in scopes} | {"app_mentions:read", "commands"}


def test_scopes_are_sorted_once_each_and_granted_in_the_manifest() -> None:
    manifest: dict[str, Any] = app_manifest([])
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(set(SCOPES))
