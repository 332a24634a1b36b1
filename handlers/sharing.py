"""What one person was shown, posted for all to see."""

from datetime import UTC, datetime

from bot.errors import DeliveryFailed
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.payloads import Press
from handlers.sending import tell


def is_shared_once(services: Services, press: Press, asker: Asker, message: Message, thread: str | None = None) -> bool:
    """Post it, unless the button was pressed before; False then. Where Slack does not take it, it may be pressed again.

    Raises DeliveryFailed, DatabaseDown.
    """
    once = f"share {press.channel.id} {press.container.message_ts}"
    if not services.store.first_seen(once, datetime.now(UTC)):
        return False
    try:
        tell(asker, message, in_channel=True, thread=thread)
    except DeliveryFailed:
        services.store.unsee(once)
        raise
    return True
