"""What Slack sends, as far as it is read here: checked once, at the edge. What is more in it is let be."""

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from slack_sdk import WebClient

from bot.errors import Malformed
from handlers.asker import Asker
from handlers.slack_text import spoken

_SPEAKING = (None, "file_share", "thread_broadcast")
"""The subtypes of messages in which a person speaks."""


class Payload(BaseModel):
    """The part of a payload that is read here."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """Raises Malformed naming the first key that is missing or of a wrong type."""
        return validated(cls, data)


class SlashCommand(Payload):
    """A slash command with the place where it was typed, who did, and what opens a form for that person; `text` is
    what follows it."""

    command: str = Field(pattern=r"^/\S+$")
    text: str = ""
    response_url: str
    channel_id: str
    channel_name: str = ""
    user_id: str
    trigger_id: str = ""

    @property
    def said(self) -> str:
        """The text as it was typed."""
        return spoken(self.text)

    @property
    def wants_usage(self) -> bool:
        return self.said.lower() in ("", "help")

    def asker(self, client: WebClient) -> Asker:
        """Who typed it, where."""
        return Asker(client, self.user_id, self.channel_id, trigger=self.trigger_id, response_url=self.response_url)

    @property
    def is_in_channel(self) -> bool:
        """Whether it was typed in a channel, rather than in a conversation of some people."""
        return self.channel_name != "directmessage" and not self.channel_name.startswith("mpdm-")


class Said(Payload):
    """A message that somebody wrote: one that mentions the bot, or one in a conversation of two with it."""

    text: str = ""
    channel: str
    channel_type: str = ""
    user: str = ""
    ts: str
    thread_ts: str | None = None
    bot_id: str | None = None
    subtype: str | None = None

    @property
    def thread(self) -> str:
        """The ts of the thread that the answer belongs in."""
        return self.thread_ts or self.ts

    @property
    def once(self) -> str:
        """What it is known by as answered: the same when Slack sends it again, and when it comes as two events."""
        return f"said {self.channel} {self.ts}"

    @property
    def is_by_person(self) -> bool:
        """Whether somebody said it: not a bot, and not Slack of a message that was changed, or of who came in."""
        return bool(self.user) and self.bot_id is None and self.subtype in _SPEAKING

    def asker(self, client: WebClient) -> Asker:
        """Who said it, where an answer belongs."""
        return Asker(client, self.user, self.channel, self.thread)


class Event(Payload):
    """An event of such a message."""

    event: Said


class Visit(Payload):
    """Somebody who opened the Home, or the messages beside it: `channel` is their own conversation with the bot."""

    user: str
    channel: str


class VisitEvent(Payload):
    """Such an event."""

    event: Visit


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


class Option(Payload):
    """An option that was chosen in a menu or a form."""

    value: str


class Button(Payload):
    """The button itself, or a menu in which an option was chosen."""

    value: str = ""
    selected_option: Option | None = None


class Press(Payload):
    """A pressed button."""

    response_url: str
    user: Named
    trigger_id: str = ""
    channel: Named
    container: Container
    actions: list[Button] = Field(min_length=1)

    def asker(self, client: WebClient) -> Asker:
        """Who pressed it, where an answer belongs."""
        about = (self.user.id, self.channel.id, self.container.thread)
        return Asker(client, *about, trigger=self.trigger_id, response_url=self.response_url)


class Opened(Payload):
    """A form, or a page to read, that is open before somebody; `private_metadata` is what it was opened with."""

    id: str
    private_metadata: str = ""


class ViewPress(Payload):
    """A button that was pressed, or an option that was chosen, in what is open before somebody."""

    view: Opened
    actions: list[Button] = Field(min_length=1)


class ShownMessage(Payload):
    """A message as it stands in a channel: what is said in it may be in its text, its blocks or its attachments."""

    ts: str
    thread_ts: str | None = None
    text: str | None = None
    blocks: list[dict[str, Any]] = []
    attachments: list[dict[str, Any]] = []


class MessageShortcut(Payload):
    """A shortcut that was chosen in the menu of a message."""

    response_url: str
    user: Named
    trigger_id: str = ""
    channel: Named
    message: ShownMessage

    def asker(self, client: WebClient) -> Asker:
        """Who chose it, where the message stands."""
        about = (self.user.id, self.channel.id)
        return Asker(client, *about, trigger=self.trigger_id, response_url=self.response_url)


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


def pressed(model: type[Model], press: Press | ViewPress) -> Model:
    """The value that the pressed button carries. Raises Malformed where it is not one of ours."""
    try:
        return model.model_validate_json(press.actions[0].value)
    except ValidationError as error:
        raise Malformed(_first_problem(model, error)) from error


def _first_problem(model: type[BaseModel], error: ValidationError) -> str:
    first = error.errors(include_input=False)[0]
    return f"{model.__name__}.{'.'.join(map(str, first['loc']))}: {first['msg']}"
