"""Who is in a channel, and who a person is, as Slack has it."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import wording
from bot.errors import UsageError
from bot.models import Value
from handlers.recent import Recent
from handlers.sending import UNREACHABLE, prompt_client, why_not

KEPT_FOR = 300
"""Seconds for which what Slack said of a guest, or of a shared channel, is taken to hold."""
_PAGE = 1000
_HIDDEN = {"channel_not_found", "not_in_channel"}
"""What Slack says of a private channel to those who are not in it."""
_GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")
_SHARED = ("is_ext_shared", "is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")
_told = Recent[bool](KEPT_FOR, most=10_000)


class Person(Value):
    """Somebody of the workspace: the name by which others know them, and their time zone as Slack knows it."""

    name: str
    timezone: str | None = None


def has_bot(client: WebClient, channel: str) -> bool:
    """Is the bot in the channel? Raises UsageError where Slack does not say."""
    try:
        return bool(client.conversations_info(channel=channel)["channel"].get("is_member"))
    except (SlackApiError, *UNREACHABLE) as error:
        if why_not(error) in _HIDDEN:
            return False
        raise _unread(error) from error


def check_may_change(client: WebClient, channel: str, person: str) -> None:
    """Raises UsageError where the bot or the person is not in the channel, or Slack does not say; and for guests.

    Slack's documentation says that commands can be typed in any conversation, and does not say that only its members
    can: so the list of members decides, and what is sent in a form, which may have been open for long, is checked too.
    """
    check_is_no_guest(client, person)
    check_has_bot(client, channel)
    try:
        pages = client.conversations_members(channel=channel, limit=_PAGE)
        is_member = any(person in page["members"] for page in pages)
    except (SlackApiError, *UNREACHABLE) as error:
        raise _unread(error) from error
    if not is_member:
        raise UsageError(what=wording.MEMBERS_ONLY)


def check_has_bot(client: WebClient, channel: str) -> None:
    """Raises UsageError where the bot is not in the channel, or Slack does not say."""
    if not has_bot(client, channel):
        raise UsageError(what=wording.INVITE_FIRST)


def check_is_no_guest(client: WebClient, person: str) -> None:
    """Raises UsageError for a guest, and where Slack does not say: what changes something for others is for those who
    belong to the workspace."""
    guest = is_guest(client, person)
    if guest is not False:
        raise UsageError(what=wording.NO_GUESTS if guest else wording.PERSON_UNREAD)


def check_is_not_shared(client: WebClient, channel: str) -> None:
    """Raises UsageError where another organisation is in the channel, or Slack does not say."""
    shared = is_shared(client, channel)
    if shared is not False:
        raise UsageError(what=wording.NOT_IN_SHARED if shared else wording.CHANNEL_UNKNOWN)


def is_guest(client: WebClient, person: str) -> bool | None:
    """Is that a guest of the workspace, or somebody of another one? None where Slack does not say."""

    def ask(prompt: WebClient) -> bool:
        told = prompt.users_info(user=person)["user"]
        return any(told.get(name) for name in _GUEST) or _is_from_elsewhere(prompt, told)

    return _ask(client, person, ask)


def is_shared(client: WebClient, channel: str) -> bool | None:
    """Is another organisation in the channel, or invited to it? None where Slack does not say."""

    def ask(prompt: WebClient) -> bool:
        told = prompt.conversations_info(channel=channel)["channel"]
        is_elsewhere = bool(told.get("is_shared")) and not told.get("is_org_shared")
        return is_elsewhere or any(told.get(name) for name in _SHARED)

    return _ask(client, channel, ask)


def _is_from_elsewhere(prompt: WebClient, told: Mapping[str, Any]) -> bool:
    """Whether somebody belongs to another workspace than the bot, and not to one of the same enterprise."""
    team, enterprise = told.get("team_id"), (told.get("enterprise_user") or {}).get("enterprise_id")
    if team is None:
        return False
    ours = prompt.auth_test()
    is_same = team == ours.get("team_id") or (enterprise is not None and enterprise == ours.get("enterprise_id"))
    return not is_same


def person_of(client: WebClient, user: str) -> Person:
    """Who that is; known by the id alone where Slack does not say."""
    try:
        told = client.users_info(user=user)["user"]
    except (SlackApiError, *UNREACHABLE):
        return Person(name=user)
    names = (told.get("profile", {}).get("display_name"), told.get("real_name"), told.get("name"), user)
    return Person(name=next(name for name in names if name), timezone=told.get("tz"))


def zone_of(person: Person, default: ZoneInfo) -> ZoneInfo:
    """The person's time zone, where this machine knows it."""
    try:
        return ZoneInfo(person.timezone) if person.timezone else default
    except (ZoneInfoNotFoundError, ValueError):
        return default


def _ask(client: WebClient, about: str, ask: Callable[[WebClient], bool]) -> bool | None:
    """What Slack says, or said a short while ago; None where it does not say promptly."""
    try:
        return _told.get((client.base_url, about), lambda: ask(prompt_client(client)))
    except (SlackApiError, *UNREACHABLE):
        return None


def _unread(error: Exception) -> UsageError:
    return UsageError(str(error), what=wording.channel_unread(why_not(error)))
