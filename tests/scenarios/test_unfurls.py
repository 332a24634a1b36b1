"""Links to articles that are held are shown with what stands in them, in channels that want it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.services import Services
from bot.store import ChannelRules
from tests.scenarios.conftest import Chat
from tests.slack.workspace import BOT, PERSON

HELD = "https://ledger.example/league-grows"
OTHERS = iter(range(1000))


@pytest.fixture
def room(services: Services) -> Iterator[str]:
    """A channel that wants links shown."""
    name = f"C0LINKS{next(OTHERS)}"
    services.store.save_channel_rules(ChannelRules(name, unfurls=True))
    yield name
    services.store.save_channel_rules(ChannelRules(name))


def link_payload(chat: Chat, room: str, *urls: str, **more: Any) -> dict[str, Any]:
    ts = chat.workspace.new_ts()
    links = [{"url": url, "domain": "ledger.example"} for url in urls]
    about = {"message_ts": ts, "unfurl_id": f"{room}.{ts}.0123", "source": "conversations_history"}
    event = {"type": "link_shared", "channel": room, "user": PERSON, "is_bot_user_member": True, "links": links}
    return {
        "type": "event_callback",
        "event_id": f"Ev{ts}",
        "team_id": "T0",
        "api_app_id": "A0",
        "is_ext_shared_channel": False,
        "event": {**event, **about, "event_ts": ts, **more},
    }


def share(chat: Chat, payload: dict[str, Any]) -> list[dict[str, Any]]:
    """The previews that came of the event; nothing is ever said about it."""
    unfurls = chat.workspace.surfaces.unfurls
    before = len(unfurls)
    assert chat.doing(lambda: chat.way.event(payload, None)) == []
    return unfurls[before:]


def test_a_link_to_an_article_is_shown_with_what_stands_in_it(chat: Chat, services: Services, room: str) -> None:
    payload = link_payload(chat, room, HELD)
    (shown,) = share(chat, payload)

    assert (shown["channel"], shown["ts"]) == (room, payload["event"]["message_ts"])
    assert list(shown["unfurls"]) == [HELD]
    header, quotes, source = shown["unfurls"][HELD]["blocks"]
    assert header["text"]["text"] == "The league grows"
    article = services.store.article("league-grows")
    assert article
    said = [line.strip("“”") for line in quotes["text"]["text"].split("\n")]
    assert 1 <= len(said) <= 2
    assert all(quote in article.text for quote in said)
    assert source["elements"][0]["text"] == "ledger.example · 4 March 2025"


def test_links_stay_as_they_are_until_the_channel_wants_it(chat: Chat) -> None:
    assert share(chat, link_payload(chat, "C0QUIET", HELD)) == []


@pytest.mark.parametrize(
    "spelling",
    [
        f"{HELD}?utm_source=newsletter",
        "http://www.ledger.example/league-grows/",
        "https://LEDGER.example/league-grows#:~:text=12%20ports",
    ],
)
def test_however_the_address_is_spelt(chat: Chat, room: str, spelling: str) -> None:
    (shown,) = share(chat, link_payload(chat, room, spelling))
    assert list(shown["unfurls"]) == [spelling]


def test_an_article_under_two_addresses_is_shown_once_and_others_not_at_all(chat: Chat, room: str) -> None:
    other, strange = "https://ledger.example/other", "https://[bad"
    (shown,) = share(chat, link_payload(chat, room, other, strange, HELD, f"{HELD}?fbclid=1"))
    assert list(shown["unfurls"]) == [HELD]
    assert share(chat, link_payload(chat, room, other, strange, "slack://open")) == []


def test_an_article_that_was_withdrawn_is_not_shown(chat: Chat, services: Services, room: str) -> None:
    services.store.withdraw("league-grows")
    try:
        assert share(chat, link_payload(chat, room, HELD)) == []
    finally:
        (services.corpus / "league-grows.md").touch()
        services.refresh()
    assert share(chat, link_payload(chat, room, HELD))


def test_an_event_that_comes_again_shows_nothing_twice(chat: Chat, room: str) -> None:
    payload = link_payload(chat, room, HELD)
    assert len(share(chat, payload)) == 1
    assert share(chat, payload) == []


def test_the_bots_own_links_stay_as_they_are(chat: Chat, room: str) -> None:
    assert share(chat, link_payload(chat, room, HELD, user=BOT)) == []


def test_while_a_message_is_written_it_is_in_no_channel_that_wants_previews(chat: Chat, room: str) -> None:
    draft = {"channel": "COMPOSER", "message_ts": "U0-1-2", "unfurl_id": "U0-1-2", "source": "composer"}
    assert share(chat, link_payload(chat, room, HELD, **draft)) == []


@pytest.mark.parametrize("failure", ["cannot_unfurl_url", 500])
def test_where_slack_does_not_take_it_nobody_hears_of_it(chat: Chat, room: str, failure: Any) -> None:
    chat.workspace.fail("chat.unfurl", *[failure] * 3)
    assert share(chat, link_payload(chat, room, HELD)) == []
    chat.workspace.obey({"failures": {"chat.unfurl": []}})
