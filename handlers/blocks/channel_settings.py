"""The form for how the bot behaves in a channel, what was chosen in it, and the button that opens it."""

from collections.abc import Sequence

from bot import wording
from bot.errors import Malformed
from bot.models import Topic
from bot.store import ChannelRules
from handlers.blocks.elements import actions, button
from handlers.blocks.forms import boxes, field, fields_of, form, option, topics_field, values
from handlers.blocks.message import Block, Message
from handlers.blocks.notice import notice
from handlers.payloads import Submission

CALLBACK = "channel_settings"
OPEN = "settings"
"""The button's action."""
ANSWERS, DOES, TOPICS = "answers", "does", "topics"
"""The fields."""
PRIVATE, PUBLIC = "private", "public"
MENTIONS, UNFURLS = "mentions", "unfurls"


def settings_view(rules: ChannelRules, topics: Sequence[Topic]) -> Block:
    """The form, filled in as the channel has it."""
    about = {"none": wording.SETTINGS_ALL_TOPICS, "hint": wording.SETTINGS_TOPICS_HINT}
    fields = [
        field(ANSWERS, wording.SETTINGS_ANSWERS, _answers(rules), wording.SETTINGS_ANSWERS_HINT),
        field(DOES, wording.SETTINGS_DOES, _does(rules), optional=True),
        *topics_field(TOPICS, topics, rules.topics, **about),
    ]
    return form(CALLBACK, rules.channel, wording.SETTINGS_TITLE, fields)


def read_settings(submitted: Submission) -> ChannelRules:
    """What was chosen. Raises Malformed for a form that is not ours."""
    chosen = fields_of(submitted)
    answers, does = values(chosen.get(ANSWERS)), values(chosen.get(DOES))
    if answers not in ((PRIVATE,), (PUBLIC,)):
        raise Malformed(f"answers: {answers}")
    return ChannelRules(
        channel=submitted.view.private_metadata,
        public=answers == (PUBLIC,),
        answers_mentions=MENTIONS in does,
        unfurls=UNFURLS in does,
        topics=values(chosen.get(TOPICS)),
    )


def settings_message(rules: ChannelRules) -> Message:
    """How the channel has it, with a button that opens the form."""
    told = notice(wording.settings_are(_said(rules)))
    opens = button(wording.SETTINGS_CHANGE, OPEN, rules.channel)
    return told.model_copy(update={"blocks": (*told.blocks, *actions([opens]))})


def changed_message(who: str, rules: ChannelRules) -> Message:
    """What the channel is told of a change."""
    return notice(wording.settings_were_changed(who, _said(rules)))


def _said(rules: ChannelRules) -> str:
    return wording.channel_rules(rules.public, rules.answers_mentions, rules.unfurls, rules.topics)


def _answers(rules: ChannelRules) -> Block:
    options = [option(wording.SETTINGS_PRIVATE, PRIVATE), option(wording.SETTINGS_PUBLIC, PUBLIC)]
    return {"type": "static_select", "options": options, "initial_option": options[rules.public]}


def _does(rules: ChannelRules) -> Block:
    options = [option(wording.SETTINGS_MENTIONS, MENTIONS), option(wording.SETTINGS_UNFURLS, UNFURLS)]
    wanted = {MENTIONS: rules.answers_mentions, UNFURLS: rules.unfurls}
    return boxes(options, [name for name, is_wanted in wanted.items() if is_wanted])
