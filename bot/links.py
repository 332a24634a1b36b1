"""Addresses from outside, before anything links to them; and links that lead to a quote on its page."""

import re
from urllib.parse import quote, urlsplit

LONGEST = 2990
"""Characters of an address that is linked to."""
_UNSAFE = re.compile(r"[\s<>|\x00-\x1f\x7f]")
_MOST_WORDS = 12
"""Words of a quote that a link names whole; of more, it names the first and the last EDGE."""
_EDGE = 5
_MOST_NAMED = 400
"""Characters that this may take: letters beyond ASCII take six to nine each."""


def web_host(url: str | None) -> str | None:
    """The host of a web address, which may be linked to; None for all else."""
    if url is None or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return host if parts.scheme in ("http", "https") else None


def to_quote(url: str, words: str) -> str:
    """The address of a page, made to lead to those words on it: a text fragment, `#:~:text=first words,last words`.

    A browser that does not find them, or knows no text fragments, shows the page from its top. An anchor in the address
    stays. No fragment where nothing can be named: no web page, a PDF, words that would take too long an address.
    See https://wicg.github.io/scroll-to-text-fragment/
    """
    named = _named(words)
    # What follows `:~:` is never part of the page's own anchor: somebody pointed at another quote.
    page, _, anchor = url.partition("#")
    aimed = f"{page}#{anchor.partition(':~:')[0]}:~:text={named}"
    is_page = web_host(url) is not None and not urlsplit(url).path.lower().endswith(".pdf")
    return aimed if is_page and 0 < len(named) <= _MOST_NAMED and len(aimed) <= LONGEST else url


def _named(words: str) -> str:
    """The words as the standard has them: whole where they are few and in one block, which is a line; else by the first
    words and the last, which may stand in different blocks."""
    lines = [line.split() for line in words.splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= _MOST_WORDS:
        return _encoded(lines[0])
    return f"{_encoded(lines[0][:_EDGE])},{_encoded(lines[-1][-_EDGE:])}"


def _encoded(words: list[str]) -> str:
    """The words with single spaces, percent-encoded, the marks of the syntax too: `-`, `,` and `&`."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
