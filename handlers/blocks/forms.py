"""What forms are made of, and how what was chosen in one is read."""

from collections.abc import Sequence

from bot import wording
from bot.models import Topic
from handlers.blocks.elements import plain_text
from handlers.blocks.message import Block
from handlers.payloads import Chosen, Submission

MOST_OPTIONS = 100
"""Options in a list, and in each group of a list of groups."""
_MOST_OPTION, _MOST_HINT = 75, 2000


def form(callback: str, channel: str, title: str, fields: Sequence[Block]) -> Block:
    """A form about a channel, which is its `private_metadata` when it comes back."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": channel,
        "title": plain(title),
        "submit": plain(wording.SETUP_SAVE),
        "close": plain(wording.SETUP_CANCEL),
        "blocks": list(fields),
    }


def field(name: str, label: str, element: Block, hint: str | None = None, *, optional: bool = False) -> Block:
    """A field of the form: a block and an action of that name."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        **({"hint": plain_text(hint, _MOST_HINT)} if hint else {}),
        **({"optional": True} if optional else {}),
    }


def topics_field(name: str, topics: Sequence[Topic], chosen: Sequence[str], *, none: str, hint: str) -> list[Block]:
    """Some of the topics to be chosen from, where there are any; `none` is what no choice means."""
    options = [option(topic.name, topic.name) for topic in topics[:MOST_OPTIONS]]
    element = {"type": "multi_static_select", "placeholder": plain(none), **choices(options, chosen)}
    return [field(name, wording.SETUP_TOPICS, element, hint, optional=True)] if options else []


def boxes(options: Sequence[Block], chosen: Sequence[str]) -> Block:
    """Boxes to be ticked."""
    return {"type": "checkboxes", **choices(options, chosen)}


def choices(options: Sequence[Block], chosen: Sequence[str]) -> Block:
    """Options of a list in which some are chosen; Slack takes no empty list of those."""
    initial = [one for one in options if one["value"] in chosen]
    return {"options": list(options), **({"initial_options": initial} if initial else {})}


def option(text: str, value: str) -> Block:
    return {"text": plain(text), "value": value}


def plain(text: str) -> Block:
    """A label, or the text of an option."""
    return plain_text(text, _MOST_OPTION)


def fields_of(submitted: Submission) -> dict[str, Chosen]:
    """What each field was set to."""
    return {name: fields[name] for name, fields in submitted.view.state.values.items() if name in fields}


def values(chosen: Chosen | None) -> tuple[str, ...]:
    """The values of the options that were chosen."""
    if chosen is None:
        return ()
    one = [chosen.selected_option] if chosen.selected_option else []
    return tuple(each.value for each in [*one, *chosen.selected_options])
