import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from bot import wording
from bot.app import SURFACES
from bot.errors import UsageError
from bot.manifest import EVENTS, MOST_SITES, SCOPES, app_manifest, command_names, left_out, site_names
from bot.models import Topic
from bot.settings import Settings
from tests.slack.scopes import EVENTS as EVENT_SCOPES
from tests.slack.scopes import FEATURES, KINDS, METHODS

SCHEMAS = Path(__file__).parents[2].parent / "shared/slack/manifest-schema"
ROOT = Path(__file__).parents[2]
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
@pytest.mark.parametrize("sites", [(), ("ledger.example", "coast.example")])
def test_slack_takes_the_manifest(published: Draft7Validator, url: str | None, sites: Sequence[str]) -> None:
    published.validate(app_manifest([COALITION], url=url, sites=sites))


def test_slack_takes_the_sites_that_articles_come_from(published: Draft7Validator) -> None:
    manifest = app_manifest([COALITION], sites=site_names([f"site{number}.example" for number in range(9)]))
    published.validate(manifest)
    assert len(manifest["features"]["unfurl_domains"]) == MOST_SITES


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


class Registered:
    """Stands where the Bolt app does, and keeps what the handlers listen to, by kind."""

    def __init__(self) -> None:
        self.kept: defaultdict[str, list[Any]] = defaultdict(list)
        for surface in SURFACES:
            surface.register(self, SimpleNamespace(topics=(COALITION,), settings=Settings()))  # type: ignore[arg-type]

    def __getattr__(self, kind: str) -> Callable[..., Callable[[object], object]]:
        def listen(*what: Any, **_: Any) -> Callable[[object], object]:
            self.kept[kind] += what
            return lambda listener: listener

        return listen

    def named(self, *kinds: str) -> set[str]:
        """What is listened to by name, rather than by a pattern."""
        return {one for kind in kinds for one in self.kept[kind] if isinstance(one, str)}


def methods_called() -> set[str]:
    """The methods of Slack's Web API that stand in the code: as the SDK names them, as Slack does, or as Bolt's.

    The console answers them itself.
    """
    paths = (path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths if ROOT / "bot/console" not in path.parents)
    families = "|".join({method.split(".")[0] for method in METHODS})
    named = re.findall(rf"\.((?:{families})_[a-zA-Z_]+)\(", code)
    quoted = re.findall(rf'"((?:{families})\.[a-zA-Z.]+)"', code)
    return {method.replace("_", ".") for method in named} | {*quoted} | {BOLT[name] for name in BOLT if name in code}


BOLT = {
    "SetStatus": "assistant.threads.setStatus",
    "SetSuggestedPrompts": "assistant.threads.setSuggestedPrompts",
    "SetTitle": "assistant.threads.setTitle",
}
"""Listeners' arguments that call a method, by their types."""


def test_every_scope_is_for_something_that_is_used_and_everything_has_its_scopes() -> None:
    manifest = app_manifest([COALITION], sites=["ledger.example"])
    scopes = {scope.format(kind=kind) for method in methods_called() for scope in METHODS[method] for kind in KINDS}
    scopes |= {scope for event in EVENTS if (scope := EVENT_SCOPES[event])}
    scopes |= {scope for feature, scope in FEATURES.items() if feature in manifest["features"]}
    assert set(SCOPES) == scopes


def test_the_events_of_the_manifest_are_those_that_are_listened_to() -> None:
    kept = Registered().kept["event"]
    assert {event.split(".")[0] for event in EVENTS} == {one["type"] if isinstance(one, dict) else one for one in kept}
    assert app_manifest([])["settings"]["event_subscriptions"]["bot_events"] == sorted(set(EVENTS))


def test_the_commands_of_the_manifest_are_those_that_are_listened_to() -> None:
    listed = {one["command"] for one in app_manifest([COALITION], reserved=True)["features"]["slash_commands"]}
    assert listed == Registered().named("command")


def test_the_shortcuts_of_the_manifest_are_those_that_are_listened_to() -> None:
    listed = {one["callback_id"] for one in app_manifest([])["features"].get("shortcuts", ())}
    assert listed == Registered().named("shortcut", "message_shortcut", "global_shortcut")


def test_buttons_and_forms_need_interactivity() -> None:
    registered = Registered()
    assert registered.kept["action"]
    assert registered.named("view")
    assert app_manifest([])["settings"]["interactivity"]["is_enabled"]


def test_scopes_are_sorted_once_each_and_granted_in_the_manifest() -> None:
    manifest: dict[str, Any] = app_manifest([])
    assert manifest["oauth_config"]["scopes"]["bot"] == sorted(set(SCOPES))
