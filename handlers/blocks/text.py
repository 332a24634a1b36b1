"""Foreign text (from an article, or a person) made fit for Slack.

Slack reads text in three ways, so there are three ways to write it:
- A `text` element of a rich_text block is shown as it is: no formatting, emoji names, mentions or links.
  Quotes stand there, unaltered; see `literal`.
- `plain_text` (headers, buttons) has no formatting but Slack decodes `&amp;`, `&lt;` and `&gt;` in it.
- `mrkdwn` (a message's top-level text) has formatting, mentions and links; foreign text is escaped there.
"""

import re
from collections.abc import Iterator

from bot.links import LONGEST, web_host

_CONTROL = re.compile(r"(?<=<)(?=[!@#A-Za-z])")


def escape(text: str) -> str:
    """The text as Slack wants it in mrkdwn and plain_text: its three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, most: int) -> str:
    """The text in at most that many characters, cut at a word (where there is one near) and then marked with
    `…`."""
    if len(text) <= most:
        return text
    head = text[: most - 1].rstrip()
    words = head.rsplit(None, 1)
    return (words[0] if len(words) == 2 and len(words[0]) > most // 2 else head).rstrip() + "…"


def fit(text: str, most: int) -> str:
    """The text escaped, in at most that many characters; no entity is cut through."""
    room = most
    while len(shown := escape(cut(text, room))) > most:
        room -= max(1, (len(shown) - most) // len("&amp;"))
    return shown


def literal(text: str) -> Iterator[str]:
    """The text in pieces none of which holds the beginning of a mention or a link, such as `<!` or `<@`.

    Rich text is not parsed for those; apart, they stay powerless even where a client or an export does. Put
    one after the other the pieces are the text.
    """
    return (piece for piece in _CONTROL.split(text) if piece)


def address(url: str | None) -> tuple[str, str] | None:
    """The URL and its host, where it is a web address; None for all else, which is then not linked."""
    if url is None or len(url) > LONGEST:
        return None
    host = web_host(url)
    return (url, host) if host else None
