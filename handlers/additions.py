"""`add ADDRESS`, behind any command that asks or in a mention: a web page is taken in, or it is said why not."""

import re

from bot import wording
from bot.services import Services
from handlers.asker import Asker
from handlers.blocks.message import Message
from handlers.blocks.notice import notice
from handlers.membership import check_is_no_guest

_ASKED = re.compile(r"(?:/\S+\s+)?add\s+(?P<address>[a-z][a-z0-9+.-]*:\S+|[^\s.]+\.\S+)", re.IGNORECASE)


def addition_reply(services: Services, asker: Asker, said: str) -> Message | None:
    """What became of the page; None for what is a question like any other. It may take as long as the page's site does.

    One word that has a dot is taken for an address: “add up the costs” is none. Raises UsageError for guests,
    PageRefused, Busy, DatabaseDown.
    """
    asked = _ASKED.fullmatch(said.strip())
    if asked is None:
        return None
    check_is_no_guest(asker.client, asker.person)
    address = asked["address"]
    url = address if "://" in address else f"https://{address}"
    added = services.fetching.run(lambda: services.add_page(url))
    held = services.store.articles(name for name in (added.article, added.copy_of) if name)
    original = held[added.copy_of].title if added.copy_of else None
    return notice(wording.added(held[added.article].title, added.article, added.outcome, original))
