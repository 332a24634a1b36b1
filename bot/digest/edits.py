"""Quotes of earlier digests whose articles were edited since: what they said then, and what they say now. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.models import Article, Check, Citation, Standing
from bot.texts.standing import compare, is_in_place

_EDITED = (Standing.CHANGED, Standing.REMOVED)


class Shown(NamedTuple):
    """A citation that stood in a channel, and since when."""

    citation: Citation
    at: datetime


def edits(shown: Iterable[Shown], versions: Mapping[str, Sequence[Article]], since: datetime) -> tuple[Check, ...]:
    """What was done after `since` to the quotes shown, each once, in their order: changed, with what took its place, or
    removed. What had been done before that is no news.

    `versions`: by id, every version of each article that has more than one, the first one first. An article that is
    withdrawn or gone was edited by nobody.
    """
    once = {(one.citation.article, one.citation.start, one.citation.quote): one for one in shown}
    return tuple(
        check for one in once.values() for check in _edited(one, versions.get(one.citation.article, ()), since)
    )


def _edited(one: Shown, versions: Sequence[Article], since: datetime) -> Iterator[Check]:
    if not versions or versions[-1].seen <= since:
        return
    cited = _cited(one, versions)
    now = compare(one.citation, cited, versions[-1])
    then = compare(one.citation, cited, next((v for v in reversed(versions) if v.seen <= since), cited))
    if now.standing in _EDITED and (now.standing, now.after) != (then.standing, then.after):
        yield now


def _cited(one: Shown, versions: Sequence[Article]) -> Article | None:
    """The version that the quote was taken from: the last one that held it in its place when it was shown, else any."""
    holding = [version for version in versions if is_in_place(one.citation, version)]
    return max(holding, key=lambda version: (version.seen <= one.at, version.version), default=None)
