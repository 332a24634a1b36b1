"""Who sees what the bot answers: everybody in the channel, or the person alone."""

from enum import Enum

from bot.store import ChannelRules
from handlers.asker import Asker
from handlers.membership import is_guest, is_shared


class Visibility(Enum):
    """Who sees an answer."""

    EVERYBODY = "everybody"
    PERSON = "person"


def visibility(rules: ChannelRules, *, in_thread: bool, shared: bool | None, guest: bool | None) -> Visibility:
    """Answers to commands are for everybody where the channel wants that; those in threads, where it has mentions
    answered. But never to guests, and never where another organisation is in the channel.

    `shared` and `guest`: None where Slack does not say. To the person alone is what is safe then.
    """
    is_wanted = rules.answers_mentions if in_thread else rules.public
    is_safe = shared is False and guest is False
    return Visibility.EVERYBODY if is_wanted and is_safe else Visibility.PERSON


def who_sees(asker: Asker, rules: ChannelRules) -> Visibility:
    """Who sees what the asker is answered, by the rules of the channel. Slack is asked only where that may be
    everybody."""
    in_thread = asker.thread is not None
    if in_thread and asker.is_alone:
        return Visibility.EVERYBODY
    at_best = visibility(rules, in_thread=in_thread, shared=False, guest=False)
    if at_best is Visibility.PERSON:
        return at_best
    shared, guest = is_shared(asker.client, asker.channel), is_guest(asker.client, asker.person)
    return visibility(rules, in_thread=in_thread, shared=shared, guest=guest)
