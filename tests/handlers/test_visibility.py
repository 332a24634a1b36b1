"""Who sees an answer, by what the channel wants and who is about."""

import pytest

from bot.store import ChannelRules
from handlers.visibility import Visibility, visibility

ALL, ONE = Visibility.EVERYBODY, Visibility.PERSON


@pytest.mark.parametrize(
    ("wants", "in_thread", "shared", "guest", "sees"),
    [
        # Nobody has said anything: commands are for the person, mentions for all.
        ({}, False, False, False, ONE),
        ({}, True, False, False, ALL),
        # What the channel wants.
        ({"public": True}, False, False, False, ALL),
        ({"public": True}, True, False, False, ALL),
        ({"answers_mentions": False}, True, False, False, ONE),
        ({"public": True, "answers_mentions": False}, True, False, False, ONE),
        ({"public": True, "answers_mentions": False}, False, False, False, ALL),
        # Guests, and other organisations.
        ({"public": True}, False, False, True, ONE),
        ({"public": True}, False, True, False, ONE),
        ({}, True, False, True, ONE),
        ({}, True, True, False, ONE),
        ({"public": True}, True, True, True, ONE),
        # What Slack does not say.
        ({"public": True}, False, None, False, ONE),
        ({"public": True}, False, False, None, ONE),
        ({}, True, None, False, ONE),
        ({}, True, False, None, ONE),
        ({}, True, None, None, ONE),
        # What has nothing to do with it.
        ({"unfurls": True, "topics": ("harbour",)}, False, False, False, ONE),
    ],
)
def test_who_sees_an_answer(
    wants: dict[str, object], in_thread: bool, shared: bool | None, guest: bool | None, sees: Visibility
) -> None:
    rules = ChannelRules("C1", **wants)  # type: ignore[arg-type]
    assert visibility(rules, in_thread=in_thread, shared=shared, guest=guest) is sees
