"""The words that alone stand for a question in a channel: those of its topics."""

from bot.services import Services
from bot.topics import named, words_of


def words_here(services: Services, channel: str) -> dict[str, str]:
    """Each such word, with the question. Raises DatabaseDown."""
    rules = services.store.channel_rules(channel)
    return words_of(named(rules.topics, services.topics))


def word_here(services: Services, channel: str, said: str) -> str | None:
    """The question that what was said stands for; None where it is no such word."""
    return words_here(services, channel).get(said.lower().removesuffix("?").strip())
