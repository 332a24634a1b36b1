"""Text as Slack sends it: what a person typed, with markup in it."""

import re

_MARKUP = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^\s<>|]+)(?:\|(?P<label>[^<>]*))?>")


def spoken(text: str, bot: str | None = None) -> str:
    """Slack's text as a person would have typed it: markup as what it shows, entities decoded.

    Mentions of the user `bot` are dropped. A half of a surrogate pair, which no encoding can hold, becomes
    `�`.
    """
    shown = _MARKUP.sub(lambda match: _shown(match, bot), text)
    decoded = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _shown(match: re.Match[str], bot: str | None) -> str:
    sigil, target, label = match["sigil"], match["target"], match["label"]
    if sigil == "@" and target == bot:
        return ""
    return label or (target if not sigil else f"{'#' if sigil == '#' else '@'}{target}")
