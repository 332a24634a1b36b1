"""Pages that are no article: those that list articles, and those that say that something went wrong."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from bot.corpus.page import Line, fold

_LONGEST_TEASER = 500
_FEWEST = 4
_MOST = 300
_MOSTLY = 0.6
_LONGEST_FAILURE = 600
_FAILURE = re.compile(
    r"(?:(?:error )?(?:40[0-9]|410|429|50[0-4])\b.*|.*\b(?:page|file|article|site) (?:not found|is unavailable)\b.*|"
    r"not found|access (?:denied|to this page has been denied).*|forbidden|just a moment\W*|attention required\b.*|"
    r"(?:are you|verify (?:that )?you are) (?:a )?(?:robot|human)\b.*|robot or human\?|security check\b.*|"
    r"bad gateway|service unavailable|gateway time-?out|(?:log|sign) ?in(?: or .*)?)",
    re.IGNORECASE,
)


def says_failure(title: str | None, lines: Sequence[Line]) -> bool:
    """Whether this is what a site shows in place of an article, told by the title of a short page."""
    short = sum(len(line.text) for line in lines) < _LONGEST_FAILURE
    return short and _FAILURE.fullmatch(title or "") is not None


def find_teasers(root: Any) -> list[str]:
    """The texts beside headings that lead elsewhere."""
    return list(islice(filter(None, map(_beside, _linked_headings(root))), _MOST))


def is_listing(teasers: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether most of what was found is teasers of several other articles."""
    found = [line for line in lines if any(line.text in teaser for teaser in teasers)]
    whole = sum(len(line.text) for line in lines)
    return len(found) >= _FEWEST and sum(len(line.text) for line in found) > _MOSTLY * whole


def _linked_headings(root: Any) -> Iterator[Any]:
    for heading in root.iter("h2", "h3", "h4"):
        around = heading.getparent()
        if (around is not None and around.tag == "a") or any(link.get("href") for link in heading.iter("a")):
            yield heading


def _beside(heading: Any) -> str:
    box = heading.getparent()
    text = fold(box.text_content()) if box.tag not in ("body", "main") else ""
    return text if len(text) <= _LONGEST_TEASER else ""
