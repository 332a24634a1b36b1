"""The sentences of a block. sentencex finds them; what it gets wrong in news is put right here."""

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from bot.models import Span

_LONG = 400
"""Characters. sentencex keeps a quotation of several sentences whole; a longer one is cut into them."""

_LONGEST = 2000
"""Characters. What goes on for longer without an end is no sentence that anybody wrote, and is cut between words."""

_AROUND = 80
"""Characters before and after a boundary that tell whether it is one."""

_LAST = 12
"""Of those before it, the last ones: more than the longest abbreviation, and what stands before that."""

_WORD = re.compile(r"[^\W_]")
_UNSPACED = re.compile(r"[.!?](?<=[^\W\d_A-Z]{3}.)[”’\"')]?(?=[“‘\"(]?[A-Z][a-z]*[ ,])")
# Two ends that sentencex passes over: dots of omission, and a bracket around whole sentences.
_MORE_ENDS = re.compile(
    r"…[”’\"')]?\s+(?=[“‘\"(]?[A-Z])|(?:^|(?<=[.!?”\"]\s))\([^()]+[.!?][”’\"]?\)\s+(?=[“‘\"]?[A-Z])"
)
_CLOSERS = re.compile(r"[”’»)\]]+(?=\s|$)|[\"'](?=\s|$)")
_ADDRESS = re.compile(r"(?:https?:|www\.|@|#)|\S+\.(?:com|org|net|gov|edu|co)\b")
_LOWER = re.compile(r"[\"'“”‘’(\[–—-]*\s*[a-z]")

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Drs|Prof|Rev|Fr|Hon|Gov|Govs|Lt|Sen|Sens|Rep|Reps|Pres|Amb|Gen|Col|Maj|Capt|Cpl|Sgt|Adm|Cmdr|Brig"
    r"|Pvt|Supt|Det|Insp|Mt|Ft|vs|e\.g|i\.e)\.$"
)
_INITIALS = re.compile(r"(?:^|[\s(“\"])(?:[A-Z]\.){2}$")
_ACRONYMS = (
    "U.S.",
    "U.K.",
    "U.N.",
    "E.U.",
    "D.C.",
    "L.A.",
    "N.Y.",
    "N.J.",
    "N.C.",
    "S.C.",
    "N.D.",
    "S.D.",
    "N.M.",
    "B.C.",
    "A.D.",
    "M.D.",
)
_LABEL = re.compile(r"\(?(?:[A-Z]|\d{1,3})[.)]")
_BEFORE_NUMBER = re.compile(r"\b(?:Nos?|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Art|Fig|Vol|pp?)\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|E[SD]?T|C[SED]?T|M[SD]?T|P[SD]?T|GMT|UTC|BST|\d|\()"
)
_STREET = re.compile(r"\d [NSEW]\.$")


def find_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order, without white space around them; together all its words."""
    starts = [int(found["start_index"]) for found in sentencex.get_sentence_boundaries("en", text)]
    starts = _mend(text, starts)
    spans = (_trim(text, start, end) for start, end in pairwise([*starts, len(text)]))
    return tuple(piece for start, end in spans if start < end for piece in cut_overlong(text, start, end))


def cut_overlong(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch that neither begins nor ends with white space, in pieces that a reader and a search can bear."""
    while end - start > _LONGEST:
        space = re.search(r"\s\S*$", text[start : start + _LONGEST])
        cut = start + (space.start() if space else _LONGEST)
        yield _trim(text, start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _mend(text: str, starts: list[int]) -> list[int]:
    patterns = (_UNSPACED, _MORE_ENDS) if "…" in text or "(" in text else (_UNSPACED,)
    more = (match.end() for ends in patterns for match in ends.finditer(text))
    starts = _drop_false(text, sorted({0, *more, *(_after_closers(text, start) for start in starts)}))
    cuts = [_cuts_in_quotation(text, *span) for span in pairwise([*starts, len(text)])]
    return sorted({*starts, *(cut for found in cuts for cut in found)})


def _after_closers(text: str, start: int) -> int:
    """A quotation mark or bracket that closes belongs to what stands before it."""
    match = _CLOSERS.match(text, start) if start else None
    return match.end() if match else start


def _drop_false(text: str, starts: list[int]) -> list[int]:
    kept = [0]
    for start in starts[1:]:
        before = text[max(kept[-1], start - _AROUND) : start].rstrip()
        after = text[start : start + _AROUND].lstrip()
        if before and after and not _goes_on(before, after, spaced=text[start - 1].isspace() or text[start].isspace()):
            kept.append(start)
    return kept


def _goes_on(before: str, after: str, *, spaced: bool) -> bool:
    """Whether what comes after is the same sentence still."""
    if not spaced:
        return not _UNSPACED.search(before[-5:] + after[:40])
    if not _WORD.search(before) or not _WORD.search(after):
        return True
    if _LOWER.match(after) and not _ADDRESS.match(after):
        return True
    last = before[-_LAST:]
    if _BEFORE_NUMBER.search(last) and after[0].isdigit():
        return True
    if _CLOCK.search(last) and _AFTER_CLOCK.match(after):
        return True
    if _INITIALS.search(last) and after[0].isupper():
        return not before.endswith(_ACRONYMS)
    return bool(_TITLE.search(last) or _STREET.search(last) or _LABEL.fullmatch(before))


def _cuts_in_quotation(text: str, start: int, end: int) -> list[int]:
    """Where a long quotation is cut. With its marks blanked out, sentencex sees the sentences in it."""
    if end - start <= _LONG:
        return []
    part = text[start:end]
    blank = re.sub(r"[“”\"()\[\]«»]", " ", part)
    cuts = [int(found["start_index"]) for found in sentencex.get_sentence_boundaries("en", blank)]
    return [start + cut for cut in _drop_false(part, [0, *(_after_closers(part, cut) for cut in cuts if cut)])][1:]


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
