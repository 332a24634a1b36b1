"""In which order the findings are asked for, by the question's wording: the newest first, the oldest first, a history.

"Latest", "most recent", "current", "first", "earliest" ask for an order where they stand before a word for what is
reported ("the latest figure"), before "reported" or "said", or at the question's end; "the latest model" and "the first
woman" do not. "Timeline of", "over time" and "how has the number of ... changed" ask for a history.
"""

import re
from enum import StrEnum


class Order(StrEnum):
    """In which order findings are shown, by the day on which their articles were published."""

    NEWEST = "newest"
    OLDEST = "oldest"
    HISTORY = "history"


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)


_REPORTED = (
    r"(?:figures?|numbers?|counts?|estimates?|totals?|tolls?|tally|size|reports?|reporting|articles?|"
    r"statements?|polls?)"
)
_STATED = r"(?:news|updates?|word|status|position|stance|developments?)"
_SIZED = (
    r"(?:numbers?|size|counts?|totals?|tolls?|figures?|estimates?|price|costs?|share|tally|strength|membership|"
    r"position|stance)"
)
_SHOW = r"^(?:(?:show|give|tell)\s(?:me\s)?|what(?:['’]s|\sis|\sare)\s)?(?:an?\s|the\s)?"
_NEW = r"(?:latest|newest|most\srecent)"
_NOW = r"(?:right\snow|now|currently|at\s(?:present|the\smoment)|so\sfar|to\sdate|as\sof\s(?:now|today)|nowadays)"
_AT_FIRST = r"(?:at\sfirst|originally|initially|earliest)"
_END = r"(?=\s?[?.!]*$)"
_NEWEST = (
    _pattern(rf"{_SHOW}(?:very\s)?{_NEW}(?:\s{_STATED})?\s(?:on|about|from|with|regarding|concerning)\s"),
    _pattern(rf"\b(?:{_NEW}|last\s(?:known|reported)|current|up-to-date)\s(?={_REPORTED}\b)"),
    _pattern(rf"\b{_NEW}\s(?={_STATED}\b)"),
    _pattern(r"\b(?:last|most\srecently)\s(?=(?:say|says|said|reported|mentioned|quoted)\b)"),
    _pattern(rf"[,;:]?\s(?:{_NEW}(?:ly)?|{_NOW}){_END}"),
    _pattern(rf"^(?:{_NEW}(?:ly)?|(?!now){_NOW})(?:[,:]\s?|\s)"),
    _pattern(
        r"(?P<kept>^(?:how\s(?:many|much)|who|what(?:['’]s|\sis|\sare))\b.{0,120}?)\s(?:currently|now|presently)\b(?!\sthat)"
    ),
)
_OLDEST = (
    _pattern(rf"\b(?:first|earliest|original|initial)\s(?={_REPORTED}\b|mentions?\b|news\b)"),
    _pattern(
        r"\b(?:first|originally|initially|earliest)\s"
        r"(?=(?:reported|mentioned|said|say|quoted|published|written\sabout)\b)"
    ),
    _pattern(rf"(?<=\ssaid\s)(?:it\s|this\s|that\s|so\s)?first{_END}"),
    _pattern(rf"[,;:]?\s{_AT_FIRST}{_END}"),
    _pattern(r"(?<=^/)(?P<kept>[\w-]+(?:\s[\w-]+)?)\sfirst$"),
    _pattern(rf"^{_AT_FIRST}(?:[,:]\s?|\s)"),
)
_OVER_TIME = _pattern(r"[,;:]?\s?\b(?:over|through|across)\stime\b|[,;:]?\s\bover\sthe\s(?:weeks|months|years)\b")
_HISTORY = (
    _pattern(rf"{_SHOW}(?:timeline|chronology)\s(?:of|for)\s"),
    _pattern(rf"{_SHOW}(?:history|evolution)\sof\s(?=(?:the\s)?{_SIZED}\b)"),
    _pattern(rf"^(?P<kept>(?!/).{{1,300}}?)[,;:]?\s(?:timeline|chronology){_END}"),
    _OVER_TIME,
)
_HOW_CHANGED = _pattern(
    r"^(?:and\s)?how\s(?:has|have|had|did|does|do)\s(?P<what>.{2,200}?)\s"
    r"(?:changed?|develop(?:ed)?|evolved?|gr[eo]wn?|var(?:y|ied)|shift(?:ed)?|moved?|risen|fallen)\b"
)
_HAS_SIZE = _pattern(rf"\b{_SIZED}\b")
_ORDERS = ((Order.HISTORY, _HISTORY), (Order.NEWEST, _NEWEST), (Order.OLDEST, _OLDEST))


def order_of(text: str) -> tuple[str, Order | None]:
    """The order that the wording asks for, and the text without the words that ask for it."""
    changed = _HOW_CHANGED.search(text)
    if changed and (_HAS_SIZE.search(changed["what"]) or _OVER_TIME.search(text)):
        return tidy(changed["what"] + _OVER_TIME.sub("", text[changed.end() :])), Order.HISTORY
    found = ((order, match) for order, patterns in _ORDERS for pattern in patterns if (match := pattern.search(text)))
    order, match = next(found, (None, None))
    return (tidy(without(text, match)), order) if match else (text, None)


def without(text: str, match: re.Match[str]) -> str:
    """The text without what was matched, but for the group "kept"."""
    kept = match.groupdict().get("kept") or ""
    return f"{text[: match.start()]}{kept} {text[match.end() :]}"


def tidy(text: str) -> str:
    """The text with single spaces, none before what ends it, and without brackets around nothing."""
    text = re.sub(r"\(\s*\)", "", text)
    return re.sub(r"\s+([?.!,;:])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:")
