"""The form in which a channel's digest is set up, and what was chosen in it."""

from collections.abc import Sequence
from datetime import datetime, time
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo, available_timezones

from bot import wording
from bot.errors import Malformed
from bot.models import Topic
from bot.store import DigestChannel
from handlers.blocks.forms import MOST_OPTIONS, boxes, field, fields_of, form, option, plain, topics_field, values
from handlers.blocks.message import Block
from handlers.payloads import Submission

CALLBACK = "digest_setup"
AT, WEEKDAYS, TIMEZONE, TOPICS, EMPTY = "at", "weekdays", "timezone", "topics", "empty"
"""The fields."""
QUIET = "quiet"
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def setup_view(one: DigestChannel, topics: Sequence[Topic]) -> Block:
    """The form, filled in as the channel is set up, or would be."""
    about = {"none": wording.SETUP_ALL_TOPICS, "hint": wording.SETUP_TOPICS_HINT}
    fields = [
        field(AT, wording.SETUP_AT, {"type": "timepicker", "initial_time": f"{one.at:%H:%M}"}),
        field(WEEKDAYS, wording.SETUP_WEEKDAYS, boxes(_weekdays(), [str(number) for number in one.weekdays])),
        field(TIMEZONE, wording.SETUP_TIMEZONE, _timezones(one.timezone.key)),
        *topics_field(TOPICS, topics, one.topics, **about),
        field(EMPTY, wording.SETUP_EMPTY, _quiet(one), optional=True),
    ]
    return form(CALLBACK, one.channel, wording.SETUP_TITLE, fields)


def read_setup(submitted: Submission, now: datetime) -> DigestChannel | dict[str, str]:
    """What was chosen, as the set-up of its channel by that person now; or what is to be mended, by field.

    Raises Malformed for a form that is not ours.
    """
    chosen = fields_of(submitted)
    try:
        one = DigestChannel(
            channel=submitted.view.private_metadata,
            at=time.fromisoformat(chosen[AT].selected_time or ""),
            timezone=ZoneInfo(values(chosen[TIMEZONE])[0]),
            weekdays=tuple(sorted(int(number) for number in values(chosen[WEEKDAYS]))),
            topics=values(chosen.get(TOPICS)),
            quiet_when_empty=QUIET in values(chosen.get(EMPTY)),
            changed_by=submitted.user.id,
            changed=now,
        )
    except (LookupError, ValueError) as error:
        raise Malformed(repr(error)) from error
    return one if one.weekdays else {WEEKDAYS: wording.NO_WEEKDAY}


def _weekdays() -> list[Block]:
    return [option(name, str(number)) for number, name in enumerate(wording.WEEKDAYS)]


def _quiet(one: DigestChannel) -> Block:
    return boxes([option(wording.SETUP_QUIET, QUIET)], [QUIET] if one.quiet_when_empty else [])


def _timezones(chosen: str) -> Block:
    """All time zones by region, to be searched by typing; the chosen one too where it is of no region."""
    groups = [*_regions()]
    if not any(chosen == each["value"] for group in groups for each in group["options"]):
        groups.insert(0, {"label": plain(wording.SETUP_YOURS), "options": [option(chosen, chosen)]})
    return {"type": "static_select", "option_groups": groups, "initial_option": option(chosen, chosen)}


@cache
def _regions() -> tuple[Block, ...]:
    """The time zones that are named by a region and a place, in groups that Slack takes."""
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    groups = []
    for region, each in groupby(names, key=lambda name: name.partition("/")[0]):
        places = list(each)
        for first in range(0, len(places), MOST_OPTIONS):
            some = places[first : first + MOST_OPTIONS]
            initials = sorted({name.split("/")[1][0] for name in some})
            span = f" {initials[0]}–{initials[-1]}" if len(places) > MOST_OPTIONS else ""
            groups.append({"label": plain(region + span), "options": [option(name, name) for name in some]})
    return tuple(groups)
