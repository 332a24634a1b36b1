"""Changes to a channel's digest: the form, pause and resume. Made by its members alone, and said in the channel."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.digest.channels import channel_of, default_for, next_of
from bot.errors import Malformed, UsageError
from bot.services import Services
from bot.store import DigestChannel
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.blocks.setup import CALLBACK, read_setup, setup_view
from handlers.membership import check_has_bot, check_is_no_guest, check_may_change, person_of, zone_of
from handlers.payloads import SlashCommand, Submission
from handlers.sending import open_view, prompt_client, say


def register(app: App, services: Services) -> None:
    """Listen to the form."""

    def save(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        try:
            submitted = Submission.read(body)
            chosen = read_setup(submitted, datetime.now(UTC))
        except Malformed:
            ack()
            raise
        if isinstance(chosen, dict):
            ack(response_action="errors", errors=chosen)
            return
        ack()
        check_may_change(client, chosen.channel, submitted.user.id)
        who = person_of(client, submitted.user.id).name
        when = wording.digest_when(chosen.at, chosen.weekdays, chosen.timezone.key)
        said = wording.digest_was_set_up(who, when, chosen.topics, chosen.quiet_when_empty)
        _change(services, client, chosen, said)

    app.view(CALLBACK)(save)


def open_form(services: Services, asked: SlashCommand, client: WebClient) -> None:
    """Open the form, filled in as the channel is set up; for a new one, with the person's own time zone.

    Raises UsageError where it cannot be set up here, or Slack does not open it.
    """
    prompt = prompt_client(client)
    _check_in_channel(asked)
    check_is_no_guest(client, asked.user_id)
    check_has_bot(prompt, asked.channel_id)
    settings = services.settings
    one = channel_of(services.store, settings, asked.channel_id)
    if one is None:
        zone = zone_of(person_of(prompt, asked.user_id), settings.dateline_timezone)
        one = default_for(asked.channel_id, settings)._replace(timezone=zone)
    open_view(client, asked.trigger_id, setup_view(one, services.topics))


def pause(services: Services, asked: SlashCommand, client: WebClient) -> Message | None:
    """Stop the channel's digest for now."""
    one = _changeable(services, asked, client)
    if one is None or one.paused:
        return notice(wording.PAUSED_ALREADY if one else wording.NO_DIGEST_HERE)
    said = wording.digest_was_paused(person_of(client, asked.user_id).name)
    _change(services, client, _changed(one, asked.user_id, paused=True), said)
    return None


def resume(services: Services, asked: SlashCommand, client: WebClient) -> Message | None:
    """Start it again, from its next moment on."""
    one = _changeable(services, asked, client)
    if one is None or not one.paused:
        return notice(wording.NOT_PAUSED if one else wording.NO_DIGEST_HERE)
    resumed = _changed(one, asked.user_id, paused=False)
    following = next_of(resumed, datetime.now(UTC)) or datetime.now(UTC)
    who = person_of(client, asked.user_id).name
    _change(services, client, resumed, wording.digest_was_resumed(who, following.astimezone(one.timezone)))
    return None


def _changeable(services: Services, asked: SlashCommand, client: WebClient) -> DigestChannel | None:
    """How the channel is set up, if at all. Raises UsageError where this person may not change that."""
    _check_in_channel(asked)
    check_may_change(client, asked.channel_id, asked.user_id)
    return channel_of(services.store, services.settings, asked.channel_id)


def _changed(one: DigestChannel, user: str, *, paused: bool) -> DigestChannel:
    return one._replace(paused=paused, changed_by=user, changed=datetime.now(UTC))


def _change(services: Services, client: WebClient, one: DigestChannel, said: str) -> None:
    services.store.save_digest_channel(one)
    say(client, one.channel, notice(said))


def _check_in_channel(asked: SlashCommand) -> None:
    if not asked.is_in_channel:
        raise UsageError(what=wording.NOT_IN_A_CHANNEL)
