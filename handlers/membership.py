"""Who is in a channel, and who a person is, as Slack has it."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import wording
from bot.errors import UsageError
from bot.models import Value
from handlers.sending import UNREACHABLE, reason

_PAGE = 1000
_HIDDEN = {"channel_not_found", "not_in_channel"}
"""What Slack says of a private channel to those who are not in it."""


class Person(Value):
    """Somebody of the workspace: the name by which others know them, and their time zone as Slack knows it."""

    name: str
    timezone: str | None = None


def has_bot(client: WebClient, channel: str) -> bool:
    """Is the bot in the channel? Raises UsageError where Slack does not say."""
    try:
        return bool(client.conversations_info(channel=channel)["channel"].get("is_member"))
    except SlackApiError as error:
        if reason(error) in _HIDDEN:
            return False
        raise _unread(reason(error), error) from error
    except UNREACHABLE as error:
        raise _unread(type(error).__name__, error) from error


def check_may_change(client: WebClient, channel: str, person: str) -> None:
    """Raises UsageError where the bot or the person is not in the channel, or Slack does not say.

    Slack's documentation says that commands can be typed in any conversation, and does not say that only its members
    can: so the list of members decides, and what is sent in a form, which may have been open for long, is checked too.
    """
    if not has_bot(client, channel):
        raise UsageError(what=wording.INVITE_FIRST)
    try:
        pages = client.conversations_members(channel=channel, limit=_PAGE)
        is_member = any(person in page["members"] for page in pages)
    except SlackApiError as error:
        raise _unread(reason(error), error) from error
    except UNREACHABLE as error:
        raise _unread(type(error).__name__, error) from error
    if not is_member:
        raise UsageError(what=wording.MEMBERS_ONLY)


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


def _unread(why: str, error: Exception) -> UsageError:
    return UsageError(str(error), what=wording.channel_unread(why))
