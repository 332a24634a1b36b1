"""What stands in an article, as the preview of a link to it.

Without rich text, which Slack refuses in previews: quotes stand in plain text, which has no formatting either.
"""

from bot import wording
from bot.digest.sentences import key_sentences
from bot.links import web_host
from bot.models import Article
from handlers.blocks.elements import plain_text
from handlers.blocks.message import MOST_HEADER, Block
from handlers.blocks.text import cut

_MOST_SAID, _MOST_SOURCE = 2000, 300


def preview(article: Article) -> Block:
    """Its title, who published it and when, and its key sentences, verbatim."""
    title = plain_text(cut(article.title, MOST_HEADER) or article.id, MOST_HEADER)
    quotes = "\n".join(f"“{citation.quote}”" for citation in key_sentences(article))
    source = " · ".join([article.publisher or web_host(article.url) or article.id, wording.day(article.published)])
    return {
        "blocks": [
            {"type": "header", "text": title},
            *([{"type": "section", "text": plain_text(quotes, _MOST_SAID)}] if quotes else []),
            {"type": "context", "elements": [plain_text(source, _MOST_SOURCE)]},
        ],
        "preview": {"title": title},
    }
