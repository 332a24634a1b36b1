"""Where the articles come from, and how each feed is doing."""

from bot.corpus.following import list_feeds
from bot.services import Services
from handlers.blocks.message import Message
from handlers.blocks.sources import sources_message


def sources_reply(services: Services) -> Message:
    """What `/digest sources` shows. Raises DatabaseDown."""
    holdings = services.store.holdings()
    return sources_message(holdings, list_feeds(services.store), services.settings.dateline_timezone)
