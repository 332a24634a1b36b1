"""What Slack sends, as far as it is read here: checked once, at the edge. What is more in it is let be."""

import re
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import Malformed

_MARKUP = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^\s<>|]+)(?:\|(?P<label>[^<>]*))?>")


class Payload(BaseModel):
    """The part of a payload that is read here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Raises Malformed naming the first key that is missing or of a wrong type."""
        return validated(cls, data)


class SlashCommand(Payload):
    """A slash command; `text` is what follows it."""

    command: str = Field(pattern=r"^/\S+$")
    text: str = ""
    response_url: str

    @property
    def said(self) -> str:
        """The text as it was typed."""
        return spoken(self.text)

    @property
    def wants_usage(self) -> bool:
        return self.said.lower() in ("", "help")


class ChannelCommand(SlashCommand):
    """A slash command with the place where it was typed, who did, and what opens a form for that person."""

    channel_id: str
    channel_name: str = ""
    user_id: str
    trigger_id: str = ""

    @property
    def is_in_channel(self) -> bool:
        """Whether it was typed in a channel, rather than in a conversation of some people."""
        return self.channel_name != "directmessage" and not self.channel_name.startswith("mpdm-")


class Mention(Payload):
    """A message that mentions the bot."""

    text: str = ""
    channel: str
    ts: str
    thread_ts: str | None = None
    bot_id: str | None = None

    @property
    def thread(self) -> str:
        """The ts of the thread that the answer belongs in."""
        return self.thread_ts or self.ts


class Event(Payload):
    """An event and its id, which stays the same when Slack sends it again."""

    event_id: str = Field(min_length=1)
    event: Mention


class Named(Payload):
    """An identifier in an object of its own, as Slack sends channels."""

    id: str


class Container(Payload):
    """The message that a pressed button stands in."""

    message_ts: str
    thread_ts: str | None = None
    is_ephemeral: bool = False

    @property
    def thread(self) -> str | None:
        """The thread where an answer in public belongs; None for a message that one person alone sees."""
        return None if self.is_ephemeral else self.thread_ts or self.message_ts


class Button(Payload):
    """The button itself."""

    value: str = ""


class Press(Payload):
    """A pressed button."""

    response_url: str
    channel: Named
    container: Container
    actions: list[Button] = Field(min_length=1)


class Option(Payload):
    """An option that was chosen in a form."""

    value: str


class Chosen(Payload):
    """What a field of a form was set to."""

    selected_time: str | None = None
    selected_option: Option | None = None
    selected_options: tuple[Option, ...] = ()


class Fields(Payload):
    """The fields of a form: of each block, of each action in it."""

    values: dict[str, dict[str, Chosen]]


class Form(Payload):
    """A form as it was sent in; `private_metadata` is what it was opened with."""

    private_metadata: str
    state: Fields


class Submission(Payload):
    """A form that somebody sent in."""

    user: Named
    view: Form


Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], data: Mapping[str, Any]) -> Model:
    """The data as that model. Raises Malformed."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Malformed(_first_problem(model, error)) from error


def pressed(model: type[Model], press: Press) -> Model:
    """The value that the pressed button carries. Raises Malformed where it is not one of ours."""
    try:
        return model.model_validate_json(press.actions[0].value)
    except ValidationError as error:
        raise Malformed(_first_problem(model, error)) from error


def spoken(text: str, bot: str | None = None) -> str:
    """Slack's text as a person would have typed it: markup as what it shows, entities decoded.

    Mentions of the user `bot` are dropped. A half of a surrogate pair, which no encoding can hold, becomes
    `�`.
    """
    shown = _MARKUP.sub(lambda match: _shown(match, bot), text)
    decoded = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _shown(match: re.Match[str], bot: str | None) -> str:
    sigil, target, label = match["sigil"], match["target"], match["label"]
    if sigil == "@" and target == bot:
        return ""
    return label or (target if not sigil else f"{'#' if sigil == '#' else '@'}{target}")


def _first_problem(model: type[BaseModel], error: ValidationError) -> str:
    first = error.errors(include_input=False)[0]
    return f"{model.__name__}.{'.'.join(map(str, first['loc']))}: {first['msg']}"
