"""A message for Slack, and the limits that Slack sets."""

from typing import Any

from bot.models import Value

Block = dict[str, Any]

MOST_BLOCKS = 50
MOST_TEXT = 4000
MOST_HEADER = 150
MOST_BUTTON = 75
MOST_VALUE = 2000
MOST_JSON = 11_000
"""All blocks of a message together, in characters of JSON. Slack does not document this limit;
`chat.postMessage` was seen to answer msg_blocks_too_long from about 12,000 characters of text on, with room
for what is around it."""


class Message(Value):
    """What is sent: blocks, and the `text` that says the same to screen readers and in notifications."""

    text: str
    blocks: tuple[Block, ...]

    def payload(self) -> dict[str, Any]:
        """The message as arguments for Slack. No previews of links; `text` is not read as markup."""
        return {
            "text": self.text,
            "blocks": list(self.blocks),
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
