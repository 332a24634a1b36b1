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
from handlers.blocks.message import Block
from handlers.blocks.text import fit
from handlers.payloads import Chosen, Submission

CALLBACK = "digest_setup"
AT, WEEKDAYS, TIMEZONE, TOPICS, EMPTY = "at", "weekdays", "timezone", "topics", "empty"
"""The fields: each is a block and an action of that name."""
QUIET = "quiet"
MOST_OPTIONS = 100
"""Options in a list, and in each group of a list of groups."""
_MOST_OPTION = 75
_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def setup_view(one: DigestChannel, topics: Sequence[Topic]) -> Block:
    """The form, filled in as the channel is set up, or would be."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": one.channel,
        "title": _plain(wording.SETUP_TITLE),
        "submit": _plain(wording.SETUP_SAVE),
        "close": _plain(wording.SETUP_CANCEL),
        "blocks": [
            _input(AT, wording.SETUP_AT, {"type": "timepicker", "initial_time": f"{one.at:%H:%M}"}),
            _input(WEEKDAYS, wording.SETUP_WEEKDAYS, _boxes(_weekdays(), [str(number) for number in one.weekdays])),
            _input(TIMEZONE, wording.SETUP_TIMEZONE, _timezones(one.timezone.key)),
            *([_topics(topics, one.topics)] if topics else []),
            {**_input(EMPTY, wording.SETUP_EMPTY, _quiet(one)), "optional": True},
        ],
    }


def read_setup(submitted: Submission, now: datetime) -> DigestChannel | dict[str, str]:
    """What was chosen, as the set-up of its channel by that person now; or what is to be mended, by field.

    Raises Malformed for a form that is not ours.
    """
    chosen = {name: field[name] for name, field in submitted.view.state.values.items() if name in field}
    try:
        one = DigestChannel(
            channel=submitted.view.private_metadata,
            at=time.fromisoformat(chosen[AT].selected_time or ""),
            timezone=ZoneInfo(_values(chosen[TIMEZONE])[0]),
            weekdays=tuple(sorted(int(number) for number in _values(chosen[WEEKDAYS]))),
            topics=_values(chosen.get(TOPICS)),
            quiet_when_empty=QUIET in _values(chosen.get(EMPTY)),
            changed_by=submitted.user.id,
            changed=now,
        )
    except (LookupError, ValueError) as error:
        raise Malformed(repr(error)) from error
    return one if one.weekdays else {WEEKDAYS: wording.NO_WEEKDAY}


def _values(chosen: Chosen | None) -> tuple[str, ...]:
    if chosen is None:
        return ()
    one = [chosen.selected_option] if chosen.selected_option else []
    return tuple(option.value for option in [*one, *chosen.selected_options])


def _weekdays() -> list[Block]:
    return [_option(name, str(number)) for number, name in enumerate(wording.WEEKDAYS)]


def _quiet(one: DigestChannel) -> Block:
    return _boxes([_option(wording.SETUP_QUIET, QUIET)], [QUIET] if one.quiet_when_empty else [])


def _topics(topics: Sequence[Topic], chosen: Sequence[str]) -> Block:
    options = [_option(topic.name, topic.name) for topic in topics[:MOST_OPTIONS]]
    initial = [option for option in options if option["value"] in chosen]
    element = {
        "type": "multi_static_select",
        "placeholder": _plain(wording.SETUP_ALL_TOPICS),
        "options": options,
        **({"initial_options": initial} if initial else {}),
    }
    hint = _plain(wording.SETUP_TOPICS_HINT)
    return {**_input(TOPICS, wording.SETUP_TOPICS, element), "optional": True, "hint": hint}


def _timezones(chosen: str) -> Block:
    """All time zones by region, to be searched by typing; the chosen one too where it is of no region."""
    groups = [*_regions()]
    if not any(chosen == option["value"] for group in groups for option in group["options"]):
        groups.insert(0, {"label": _plain(wording.SETUP_YOURS), "options": [_option(chosen, chosen)]})
    return {"type": "static_select", "option_groups": groups, "initial_option": _option(chosen, chosen)}


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
            groups.append({"label": _plain(region + span), "options": [_option(name, name) for name in some]})
    return tuple(groups)


def _boxes(options: Sequence[Block], chosen: Sequence[str]) -> Block:
    initial = [option for option in options if option["value"] in chosen]
    return {"type": "checkboxes", "options": list(options), **({"initial_options": initial} if initial else {})}


def _input(name: str, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": name, "label": _plain(label), "element": {**element, "action_id": name}}


def _option(text: str, value: str) -> Block:
    return {"text": _plain(text), "value": value}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": fit(text, _MOST_OPTION), "emoji": False}
