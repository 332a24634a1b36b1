"""Addresses from outside, before anything links to them."""

import re
from urllib.parse import urlsplit

_UNSAFE = re.compile(r"[\s<>|\x00-\x1f\x7f]")


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
