"""To whom what a verb says is done: "Jane Roe was arrested", "police arrested Jane Roe"."""

import re
from collections.abc import Collection, Iterator

from bot.facts.parties import Clause, Party, listed, subject
from bot.models import Span
from bot.terms import words_of

_IS_DONE = re.compile(
    r"\s(?:(?:has|have|had|will|would|is|are|was|were|be|been|being|got|gets|also|then|later|already|now|[a-z]{2,12}ly)\s)*"
    r"(?:is|are|was|were|be|been|being|got|gets)\s(?:(?:also|then|later|already|now|[a-z]{2,12}ly)\s)*$"
)
_NEVER = re.compile(r"(?:\b(?:not|never|nor)|n['’]t)\s(?:[a-z]{2,12}\s){0,2}$", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:after|before|since|until|when|while|because|that|where)\s(?=[A-Z][^,;:]*$)")
"""What a clause within a sentence begins with, before a name."""
_REACH = 80


def undergone(text: str, verbs: Collection[str]) -> Iterator[Span]:
    """Whom the text names as those to whom what one of the verbs (as terms) says is done."""
    clause = Clause(text, frozenset, frozenset)
    for verb in words_of(text):
        if verb.term not in verbs or _NEVER.search(text[max(0, verb.start - 40) : verb.start]):
            continue
        is_done = _IS_DONE.search(text, max(0, verb.start - 60), verb.start)
        parties = _subject(clause, is_done.start()) if is_done else listed(clause, verb.end)
        if parties:
            yield parties[0].start, parties[-1].end


def _subject(clause: Clause, at: int) -> list[Party]:
    """The subject of what stands at `at`, also of a clause within the sentence: "after Jane Roe was arrested"."""
    if found := subject(clause, at):
        return found
    opens = _OPENS.search(clause.text[:at], max(0, at - _REACH))
    last = clause.ending_at(at)
    return [clause.parties[last]] if opens and last >= 0 and clause.parties[last].start == opens.end() else []
