"""Whether what happens at a time lies behind or ahead, by the words of its clause: "met on Monday", "will meet"."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from bot.facts.scanning import choices, has_any, one_of
from bot.lexicon import table, word_class


class Tense(StrEnum):
    """Seen from the day of the text."""

    PAST = "past"
    FUTURE = "future"


_CLAUSE_END = re.compile(r"[,;:—–()“”\"]\s*|\b(?:but|while|although|which|who|that|whether|if|as|where|when)\b")
_BEFORE = re.compile(r"\b(?:ahead of|in time for|in the run-up to)\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_BEFORE_WORDS = choices("ahead|time|run")
_SINCE = re.compile(r"\b(?:since|after|following)\s$", re.IGNORECASE)
_LEADS = (
    r"(?:due|set|expected|scheduled|planned|slated|poised|going|likely|about|agreed|agrees?|invited|urged|ordered|"
    r"plans?|planning|hopes?|hoping|intends?|vowed|promised|pledged|decided|prepar(?:es?|ing)|wants?)"
)
_VERB = r"(?:\s(?:not|also|now|be|have|been|\w{1,20}ly)\b){0,4}(?:\s[a-z]{2,30}\b)?"
"""What belongs to an auxiliary, so that the "opened" of "will be opened" is not taken for a past."""
_TENSE_OF = {"past": Tense.PAST, "future": Tense.FUTURE, "future_": Tense.FUTURE, "open": None}
_WORD = re.compile(r"[a-z]{2,30}")
_FAR = 1000
"""Characters to either side of a time in which its clause is looked for: a text without an end costs no more a time."""
_NEAR = 120
"""Characters beside a clause in which another verb may still show when its time was."""


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the verb that the words `text[start:end]` go with: the last one before them in their clause, else
    the first one after them. None where there is none, or where it leaves both open: "was due to meet on Friday".
    """
    if _SINCE.search(text[max(0, start - 12) : start]):
        return Tense.PAST
    if has_any(text, _BEFORE_WORDS) and _BEFORE.search(text[max(0, start - 60) : start]):
        return Tense.FUTURE
    begin, stop = _clause(text, start, end)
    if before := list(_cues(text[begin:start])):
        return before[-1]
    for stretch in (text[end:stop], text[end : end + _NEAR]):
        for tense in _cues(stretch):
            return tense
    earlier = list(_cues(text[max(0, begin - _NEAR) : begin]))
    return earlier[-1] if earlier else None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a stretch begins and stops."""
    first = max(0, start - _FAR)
    begin = max((match.end() for match in _CLAUSE_END.finditer(text, first, start)), default=first)
    stop = _CLAUSE_END.search(text, end, end + _FAR)
    return begin, stop.start() if stop else min(len(text), end + _FAR)


def _cues(text: str) -> Iterator[Tense | None]:
    """The tense of each verb in the text that shows one, in order; None for one that leaves it open."""
    return (_TENSE_OF[match.lastgroup or ""] for match in _cue().finditer(text))


@cache
def _cue() -> re.Pattern[str]:
    """A verb that shows a tense; the group that is set names it."""
    never = one_of(filter(_WORD.fullmatch, word_class("no_past")))
    forms = one_of(filter(_WORD.fullmatch, _past_forms()))
    return re.compile(
        rf"""
      \b(?:
        (?P<open>(?:was|were|had\sbeen|been)\s(?:originally\s|initially\s)?(?:{_LEADS}\s)?(?:to\b{_VERB}|for\b))
      | (?P<future>
          (?:will|won['’]t|shall|would|may|might|can|could|must|should)\b{_VERB}
        | {_LEADS}\s(?:\w{{1,30}}\s){{0,2}}?to\b{_VERB}
        | (?:is|are)\s(?:to\b{_VERB}|(?:due|scheduled|planned|expected)\b)
        | (?:is|are)\s(?:also\s|now\s)?\w{{1,30}}ing\b
        | (?:begins|starts|opens|meets|votes|travels|convenes|holds|hosts|returns|arrives|speaks|visits|resumes|ends|
             closes|expires|leaves|decides|takes\splace)\b)
      | (?P<past>(?:did|had|was|were)n['’]t\b | (?!{never}\b)(?:[a-z]{{0,28}}ed|{forms})\b)
      )
    | (?P<future_>['’]ll\b{_VERB})
    """,
        re.VERBOSE,
    )


@cache
def _past_forms() -> frozenset[str]:
    """The irregular past forms; one that is a present form, too, is none."""
    irregular: dict[str, str] = table("english")["irregular"]
    forms = {form for plain, given in irregular.items() for form in given.split() if form != plain}
    return frozenset(form for form in forms if not form.endswith(("s", "ing"))) | word_class("past")
