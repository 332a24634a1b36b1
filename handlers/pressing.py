"""A question that somebody pressed, answered where its button stands."""

from typing import Protocol

from slack_sdk import WebClient

from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.presses import Asked
from handlers.payloads import Press, pressed
from handlers.sending import tell
from handlers.visibility import Visibility, who_sees


class Answering(Protocol):
    """What makes the message: `reply`, or `answer_reply` for what is nothing but a question."""

    def __call__(self, services: Services, asker: Asker, question: str, /, *, shareable: bool) -> Message: ...


def answer_press(services: Services, press: Press, client: WebClient, answer: Answering) -> None:
    """To the person alone, or in the thread for all who may see it. Raises as `answer` does, and DeliveryFailed."""
    asker = press.asker(client)
    rules = services.store.channel_rules(asker.channel)
    for_all = asker.thread is not None and who_sees(asker, rules) is Visibility.EVERYBODY
    asker = asker._replace(sees_alone=not for_all)
    message = answer(services, asker, pressed(Asked, press).question, shareable=not for_all)
    # A thread begins with what all see: Slack would not show the person anything in one that is not there yet.
    tell(asker, message, in_channel=for_all, thread=asker.thread if for_all else press.container.thread_ts)
