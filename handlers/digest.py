"""/digest: what has landed, and the morning digest of the channel where it is typed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.digest import FIRST_REACH, Digests
from bot.digest.changes import has_news
from bot.digest.channels import channel_of, default_for, digest_for, next_of
from bot.errors import UsageError
from bot.services import Services
from bot.store import DigestChannel, DigestRun, RunState
from handlers import setup
from handlers.blocks.digest import digest_message
from handlers.blocks.message import Message
from handlers.blocks.notice import notice, notices, usage
from handlers.membership import has_bot, person_of
from handlers.payloads import SlashCommand
from handlers.sending import tell
from handlers.sources import sources_reply

COMMAND = "/digest"


def register(app: App, services: Services) -> None:
    """Listen to /digest, and to the form in which it is set up."""

    def answer(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asked = SlashCommand.read(command)
        act = WORDS.get(asked.said.lower())
        message = act(services, asked, client) if act else usage(wording.DIGEST_USAGE, wording.DIGEST_EXAMPLES)
        if message:
            tell(asked.asker(client), message)

    app.command(COMMAND)(answer)


def _now(services: Services, asked: SlashCommand, _: WebClient) -> Message:
    """What landed since the last delivered digest; nothing is recorded, so the morning's says it all the
    same."""
    settings, store = services.settings, services.store
    default = settings.dateline_digest_channel
    delivered = store.delivered_until(asked.channel_id) or (store.delivered_until(default) if default else None)
    one = channel_of(store, settings, asked.channel_id)
    now = datetime.now(UTC)
    digest = services.digesting.run(lambda: Digests(store).since(delivered or now - FIRST_REACH, now))
    return digest_message(digest, one.timezone if one else settings.dateline_timezone)


def _preview(services: Services, asked: SlashCommand, _: WebClient) -> Message:
    """What the channel's next digest would be by now; of a channel without one, what it would be if it had one."""
    settings, store = services.settings, services.store
    one = channel_of(store, settings, asked.channel_id) or default_for(asked.channel_id, settings)
    digest = services.digesting.run(lambda: digest_for(one, datetime.now(UTC), store, services.topics))
    if one.quiet_when_empty and not has_news(digest):
        return notice(wording.NOTHING_TO_POST)
    return digest_message(digest, one.timezone)


def _status(services: Services, asked: SlashCommand, client: WebClient) -> Message:
    """How the channel is set up, when the next digest comes, and what became of the last."""
    if not asked.is_in_channel:
        raise UsageError(what=wording.NOT_IN_A_CHANNEL)
    one = channel_of(services.store, services.settings, asked.channel_id)
    if one is None:
        return notice(wording.NO_DIGEST_HERE)
    following = next_of(one, datetime.now(UTC))
    lines = [
        _set_up(one, client),
        wording.digest_next(following.astimezone(one.timezone) if following else None),
        _last(services.store.last_digest_run(one.channel), one),
        *([] if has_bot(client, one.channel) else [wording.BOT_NOT_HERE]),
    ]
    return notices(lines)


def _set_up(one: DigestChannel, client: WebClient) -> str:
    who = person_of(client, one.changed_by).name if one.changed_by else None
    changed = one.changed.astimezone(one.timezone) if one.changed else None
    when = wording.digest_when(one.at, one.weekdays, one.timezone.key)
    return wording.digest_goes_here(when, one.topics, one.quiet_when_empty, who, changed)


def _last(run: DigestRun | None, one: DigestChannel) -> str:
    if run is None:
        return wording.NO_LAST_DIGEST
    again = run.held_until if run.state is RunState.REFUSED else None
    return wording.digest_last(run.period, run.state, run.why, again.astimezone(one.timezone) if again else None)


def _sources(services: Services, asked: SlashCommand, client: WebClient) -> Message:
    return sources_reply(services)


WORDS: dict[str, Callable[[Services, SlashCommand, WebClient], Message | None]] = {
    "now": _now,
    "preview": _preview,
    "status": _status,
    "sources": _sources,
    "setup": setup.open_form,
    "pause": setup.pause,
    "resume": setup.resume,
}
"""What may follow the command."""
