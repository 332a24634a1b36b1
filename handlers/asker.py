"""Who asks, and where."""

from typing import NamedTuple

from slack_sdk import WebClient


class Asker(NamedTuple):
    """A person and the conversation that they ask in, with the client that can look into both.

    `thread`: the ts of the thread that the answer belongs in; None where it stands outside any, or is shown to the
    person alone. `trigger`: what opens a form for the person, within three seconds; "" where there is none.
    `response_url`: where Slack takes a few messages in reply, also where the bot is no member; "" where there is none.
    `sees_alone`: whether what is answered in the thread is shown to the person alone.
    """

    client: WebClient
    person: str
    channel: str
    thread: str | None = None
    trigger: str = ""
    response_url: str = ""
    sees_alone: bool = False

    @property
    def conversation(self) -> str | None:
        """What is known of the thread is known by this: to all in it, or to those alone who see what is answered."""
        return f"{self.thread} {self.person}" if self.thread and self.sees_alone else self.thread

    @property
    def is_alone(self) -> bool:
        """Is it a conversation of two, so that what is said there is seen by no others?"""
        return self.channel.startswith("D")
