"""Whether what happens at a time lies behind or ahead, by the words of its clause: "met on Monday", "will meet"."""

import re
from enum import StrEnum
from functools import cache

from bot.lexicon import table, word_class


class Tense(StrEnum):
    """Seen from the day of the text."""

    PAST = "past"
    FUTURE = "future"


_CLAUSE_END = re.compile(r"[,;:—–()“”\"]\s*|\b(?:but|while|although|which|who|that|whether|if|as|where|when)\b")
_BEFORE = re.compile(r"\b(?:ahead of|in time for|in the run-up to)\s(?:the\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|after|following)\s$", re.IGNORECASE)
_LEADS = (
    r"(?:due|set|expected|scheduled|planned|slated|poised|going|likely|about|agreed|agrees?|invited|urged|ordered|"
    r"plans?|planning|hopes?|hoping|intends?|vowed|promised|pledged|decided|prepar(?:es?|ing)|wants?)"
)
_VERB = r"(?:\s(?:not|also|now|be|have|been|\w{1,20}ly)\b){0,4}(?:\s[a-z]{2,30}\b)?"
"""What belongs to an auxiliary, so that the "opened" of "will be opened" is not taken for a past."""
_CUE = re.compile(
    rf"""
      (?P<open>\b(?:was|were|had\sbeen|been)\s(?:originally\s|initially\s)?(?:{_LEADS}\s)?(?:to\b{_VERB}|for\b))
    | (?P<future>
        (?:\b(?:will|won['’]t|shall|would|may|might|can|could|must|should)\b|['’]ll\b){_VERB}
      | \b{_LEADS}\s(?:\w{{1,30}}\s){{0,2}}?to\b{_VERB}
      | \b(?:is|are)\s(?:to\b{_VERB}|(?:due|scheduled|planned|expected)\b)
      | \b(?:is|are)\s(?:also\s|now\s)?\w{{1,30}}ing\b
      | \b(?:begins|starts|opens|meets|votes|travels|convenes|holds|hosts|returns|arrives|speaks|visits|resumes|ends|
           closes|expires|leaves|decides|takes\splace)\b)
    | (?P<past>\b(?:did|had|was|were)n['’]t\b | \b(?P<word>[a-z]{{2,30}})\b)
    """,
    re.VERBOSE,
)


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the verb that the words `text[start:end]` go with: the last one before them in their clause, else
    the first one after them. None where there is none, or where it leaves both open: "was due to meet on Friday".
    """
    if _SINCE.search(text[max(0, start - 12) : start]):
        return Tense.PAST
    if _BEFORE.search(text[max(0, start - 60) : start]):
        return Tense.FUTURE
    begin, stop = _clause(text, start, end)
    before = _cues(text[begin:start])
    if before:
        return before[-1]
    after = _cues(text[end:stop]) or _cues(text[end : end + 120])
    if after:
        return after[0]
    earlier = _cues(text[max(0, begin - 120) : begin])
    return earlier[-1] if earlier else None


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a stretch begins and stops."""
    begin = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = _CLAUSE_END.search(text, end)
    return begin, stop.start() if stop else len(text)


def _cues(text: str) -> list[Tense | None]:
    """The tense of each verb in the text that shows one, in order; None for one that leaves it open."""
    found: list[Tense | None] = []
    for match in _CUE.finditer(text):
        if match["open"]:
            found.append(None)
        elif match["future"]:
            found.append(Tense.FUTURE)
        elif not match["word"] or _is_past(match["word"]):
            found.append(Tense.PAST)
    return found


def _is_past(word: str) -> bool:
    return word not in word_class("no_past") and (word.endswith("ed") or word in _past_forms())


@cache
def _past_forms() -> frozenset[str]:
    """The irregular past forms; one that is a present form, too, is none."""
    irregular: dict[str, str] = table("english")["irregular"]
    forms = {form for plain, given in irregular.items() for form in given.split() if form != plain}
    return frozenset(form for form in forms if not form.endswith(("s", "ing"))) | word_class("past")
