"""The time that a question asks about, by its wording: when what answers was published, and in which order to show it.

The rule, by wording alone:

- "As of", "since", "until", "up to", "by", "before", "after" and "between ... and ..." with a day, week or month, and
  "articles of", "what was reported on" with any date, speak of publication: only articles of that period count.
  A year alone does so after "as of", "since" and publication words only ("who was president until 2020" asks of 2020).
- A bare "on 4 September", "in March", "in 2024", "last year" is when the thing happened: it stays in the question.
- A bare "today", "yesterday", "this week", "last month" is a wish: articles of those days are looked at first, and
  where none of them answers, all are. The day after counts too: a paper tells of yesterday.
- What may lie ahead ("will they decide by Friday?"), a date that names something ("since the March vote") and a record
  ("the highest since May") stay in the question.

A date without a year is the last such date up to today.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.answers.orders import Order, order_of, tidy, without
from bot.facts.date_terms import asked_terms
from bot.facts.days import days_meant
from bot.facts.tenses import Tense
from bot.lexicon import word_class
from bot.lexicon.dates import DAY, DAYS_MONTH, MONTH, WEEKDAY
from bot.models import Period


class Timing(NamedTuple):
    """What a question says of time. `text`: the question without the words that say so.

    `period`: when articles have to be published. `wish`: the words for it where others are looked at, too, should those
    not answer; "" where they are not.
    """

    text: str
    period: Period | None = None
    wish: str = ""
    order: Order | None = None


class NamedDay(NamedTuple):
    """Where a question names a day or a month, and the terms that it may be told by, each with how much it counts."""

    start: int
    end: int
    forms: dict[str, float]

    @property
    def term(self) -> str:
        """The term that tells it most surely."""
        return next(iter(self.forms))


_MONTH_NAME = rf"(?:{MONTH}|{DAYS_MONTH})(?!\w)"
_EDGE = r"(?:(?:early|mid|late|the\s(?:end|start|beginning)\sof|last|this)[\s-])?"
_DAY_OF_MONTH = (
    rf"(?:the\s)?(?:{WEEKDAY},?\s)?(?:the\s)?(?:{DAY}\s(?:of\s)?{_MONTH_NAME}|{_MONTH_NAME}\s(?:the\s)?{DAY}(?!\d))"
    r"(?:,?\s\d{4}\b)?"
)
_AGO = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:days?|weeks?|months?|years?)\sago"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|{_DAY_OF_MONTH}|{_EDGE}{_MONTH_NAME}(?:,?\s(?:of\s)?\d{{4}}\b)?|"
    rf"(?:last\s|this\s)?{WEEKDAY}(?!\w)|yesterday|last\snight|(?:last|this)\s(?:week|weekend|month|quarter|year)|{_AGO})"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
# Not where the date is somebody's: "since Monday's vote".
_ENDS = r"(?!['’]s|\w)(?!(?<=\d)[/.-]\d)"


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(wording, re.IGNORECASE)


_AS_OF = _pattern(rf"[,;]?\s?\bas\s(?:of|at)\s(?P<date>{_DATE}|{_YEAR}){_ENDS},?")
_SINCE = _pattern(rf"[,;]?\s?\b(?:ever\s)?since\s(?P<date>{_DATE}|{_YEAR}){_ENDS},?")
_ONWARDS = _pattern(rf"[,;]?\s?\b(?:from|starting)\s(?P<date>{_DATE})\s(?:on|onwards?)\b")
_AFTER = _pattern(rf"[,;]?\s?\bafter\s(?P<date>{_DATE}){_ENDS}")
_UNTIL = _pattern(
    rf"[,;]?\s?\b(?:and\s)?(?:(?:up\s)?until|till|up\sto|through|no\slater\sthan|by)\s(?P<date>{_DATE}){_ENDS}"
)
_BEFORE = _pattern(rf"[,;]?\s?\b(?:before|prior\sto|earlier\sthan)\s(?P<date>{_DATE}){_ENDS}")
_BETWEEN = _pattern(
    rf"[,;]?\s?\b(?:between|from)\s(?P<first>{_DATE}|{DAY})\s(?:and|to|until|till|through)\s(?P<last>{_DATE}){_ENDS}"
)
_PUBLISHED = _pattern(
    r"(?P<kept>\b(?:articles?|reports|stories|news|coverage|press|reporting)"
    r"(?:\s(?:that\s)?(?:were\s|was\s)?(?:published|printed|written|posted|released))?)"
    rf"\s(?:(?:of|from|on|in|during|for|dated|over)\s)?(?P<date>{_DATE}|today|{_YEAR}){_ENDS}"
)
_REPORTED = _pattern(
    r"(?P<kept>\bwhat\s(?:was|were|is|has\sbeen|had\sbeen)\s(?:published|printed|written|reported))"
    rf"\s(?:(?:on|in|during)\s)(?P<date>{_DATE}|{_YEAR}){_ENDS}"
)
_NEWS_OF = _pattern(
    r"\b(?P<date>today|yesterday|(?:this|last)\s(?:week|month))['’]s\s"
    r"(?P<kept>news|articles?|reports?|stories|coverage|papers?)\b"
)
_WISH = _pattern(
    r"[,;]?\s?\b(?P<date>today|yesterday|last\snight|(?:last|this)\s(?:week|weekend|month)|"
    r"(?:(?:in|over|during|within)\s)?the\s(?:past|last)\s(?:\w{1,6}\s)?(?:days?|weeks?|months?))"
    r"(?!['’]s|\w|\s(?:of|before|after)\b)"
)
_NAMED = _pattern(
    rf"\b(?P<date>\d{{4}}-\d\d-\d\d|{_DAY_OF_MONTH})(?!\w)"
    rf"|\b(?:in|during)\s(?P<month>{_MONTH_NAME}(?:,?\s(?:of\s)?\d{{4}}\b)?)(?!\w)"
)
_LEADING = re.compile(r"^(?:in|over|during|within)\s")
_COMMAND = re.compile(r"/[\w-]+")
_FOLLOWING = re.compile(r"\s*([^\W\d_]+)")
_AHEAD = _pattern(
    r"\b(?:will|would|shall|should|plan(?:s|ned|ning)?|going\sto|due|expect(?:s|ed)?|wants?|hopes?|aims?|set\sto|to\sbe|"
    r"intends?|deadline|forecast|predict(?:s|ed)?)\b"
)
_RECORD = _pattern(
    r"\b(?:first|only|most|least|worst|best|(?:high|low|bigg|larg|great|strong|weak|long|short|clos|near)est)\b"
)


def timing(question: str, today: date) -> Timing:
    """What the question says of time, seen from that day. Without any such words, its text as it is."""
    text, order = order_of(question)
    text, period = _publication(text, today)
    wish = ""
    if period is None and (match := _WISH.search(text)) and not _AHEAD.search(text):
        days = days_meant(match["date"], today, Tense.PAST)
        if days and days.until:
            text, wish = without(text, match), _LEADING.sub("", match["date"].lower())
            period = Period(days.since, days.until + timedelta(days=1))
    text = tidy(text)
    return Timing(f"{text} news" if order and _COMMAND.fullmatch(text) else text, period, wish, order)


def named_days(text: str) -> Iterator[NamedDay]:
    """The days and months that a question names."""
    for match in _NAMED.finditer(text):
        group = "date" if match["date"] else "month"
        if forms := asked_terms(match[group]):
            yield NamedDay(*match.span(group), forms)


def _publication(text: str, today: date) -> tuple[str, Period | None]:
    """The period of publication, and the text without it; None where the wording sets none."""
    since: list[date] = []
    until: list[date] = []
    for match, limits in _limits(text, today):
        text = text[: match.start()] + "\0" * len(match.group()) + text[match.end() :]
        kept = match.groupdict().get("kept")
        if kept:
            text = text[: match.start()] + kept + text[match.start() + len(kept) :]
        since += [limits.since] if limits.since else []
        until += [limits.until] if limits.until else []
    if not since and not until:
        return text, None
    return re.sub("\0+", " ", text), Period(max(since, default=None), min(until, default=None))


def _limits(text: str, today: date) -> Iterator[tuple[re.Match[str], Period]]:
    """Each wording that limits publication, with its limit. None overlaps another."""
    taken: list[tuple[int, int]] = []
    ahead = bool(_AHEAD.search(text))
    for pattern in (_BETWEEN, _AS_OF, _PUBLISHED, _REPORTED, _NEWS_OF, _SINCE, _ONWARDS, _AFTER, _UNTIL, _BEFORE):
        if ahead and pattern in (_BETWEEN, _AFTER, _UNTIL, _BEFORE):
            continue
        for match in pattern.finditer(text):
            limit = _limit(pattern, match, today)
            is_apart = all(match.end() <= a or b <= match.start() for a, b in taken)
            if limit and is_apart and not _is_content(pattern, text, match):
                taken.append(match.span())
                yield match, limit


def _is_content(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Whether the date only names something ("since the 2 May attack") or a record ("the highest since May")."""
    if pattern in (_AS_OF, _PUBLISHED, _REPORTED, _NEWS_OF):
        return False
    follows = _FOLLOWING.match(text, match.end())
    if follows and follows[1].lower() not in word_class("stop") | {"according"}:
        return True
    return pattern is _SINCE and bool(_RECORD.search(text[: match.start()]))


def _limit(pattern: re.Pattern[str], match: re.Match[str], today: date) -> Period | None:
    """The days in which that wording wants articles to be published; None where it names no days up to today."""
    if pattern is _BETWEEN:
        return _stretch(match["first"], match["last"], today)
    days = days_meant(match["date"], today, Tense.PAST)
    if not days or not days.since or not days.until or days.since > today:
        return None
    if pattern is _AS_OF or pattern is _UNTIL:
        return Period(None, days.until)
    if pattern is _SINCE or pattern is _ONWARDS:
        return Period(days.since, None)
    if pattern is _AFTER:
        return Period(days.until + timedelta(days=1), None)
    return Period(None, days.since - timedelta(days=1)) if pattern is _BEFORE else days


def _stretch(first: str, last: str, today: date) -> Period | None:
    """ "1" and "5 September", "March" and "May 2025": the later date says what the earlier one leaves out."""
    end = days_meant(last, today, Tense.PAST)
    if not end or not end.until or not end.since:
        return None
    if re.fullmatch(DAY, first, re.IGNORECASE):
        start = days_meant(re.sub(rf"\b{DAY}(?!\d)", first, last, count=1, flags=re.IGNORECASE), today, Tense.PAST)
    else:
        start = days_meant(first, end.until, Tense.PAST)
    return Period(start.since, end.until) if start and start.since and start.since <= end.until else None
