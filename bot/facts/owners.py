"""Who owns what, told without the verb's plain form: "Acme, a subsidiary of Berg", "the Berg-owned yard"."""

import re
from collections.abc import Iterator, Sequence

from bot.facts.agents import Doing, phrase_at, subject_end
from bot.facts.mentions import Mention
from bot.facts.scanning import choices, has_any

_TELLING = choices("belong|belongs|belonged|subsidiary|unit|arm|division|property|hands|owner|owners|owned")
_VERB = choices("own|owns")
_PART_OF = re.compile(
    r"\b(?:belongs?\sto|(?:subsidiary|unit|arm|division|property)\sof|in\sthe\shands\sof)\s+", re.IGNORECASE
)
_OWNED = re.compile(r"[-‑]owned\b", re.IGNORECASE)
_OWNER = re.compile(r"\bowners?\b(?:\sof\s[^,;:.]{2,60}?)?(?:,\s|\s(?:is|are)\s)")
_BEHIND = re.compile(r",\s(?:the\s|[^,;:.]{2,40}['’]s?\s)?owners?\b(?:\sof\s[^,;:.]{2,60})?")
# "Mill Lane, which the city council owns", "The city council owns Mill Lane"
_OWNS = re.compile(
    r"(?:(?P<which>,?\s(?:which|that)\s)|(?:^|[,;]\s|\s(?:and|but|because)\s))"
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?P<who>(?!of\b)[a-z][a-z’'-]*(?:\s[a-z’'-]+){0,3}?)\s"
    r"(?:(?:also|still|now|already)\s)?(?P<verb>owns?)\b"
)
_BESIDE = re.compile(r"\s(?:to|at|near|beside|opposite|behind|from|where|that|which)\s|[,;:.]|$")
_FORMER = re.compile(r"\b(?:once|formerly|previously|former|no longer|not)\s(?:[a-z]{1,12}\s){0,2}$", re.IGNORECASE)


def is_former(text: str, at: int) -> bool:
    """Whether what the words from `at` on say of owning is over, or denied."""
    return bool(_FORMER.search(text[max(0, at - 40) : at]))


def unnamed_owners(text: str) -> Iterator[Doing]:
    """Who owns something today and is told by no name: "the city council owns the yard", "which the council owns"."""
    for told in _OWNS.finditer(text) if has_any(text, _VERB) else ():
        if phrase_at(told["who"], 0, (), plain=True) == (0, len(told["who"])):
            thing = _BESIDE.search(text, told.end() + 1)
            behind = (told.end(), thing.start() if thing else len(text))
            yield Doing(told.span("who"), (0, told.start()) if told["which"] else behind)


def owners(text: str, named: Sequence[Mention]) -> Iterator[Doing]:
    """Who owns something today, and where the text names what."""
    if not has_any(text, _TELLING):
        return
    for part in _PART_OF.finditer(text):
        if (owner := phrase_at(text, part.end(), named, plain=True)) and not is_former(text, part.start()):
            yield Doing(owner, (0, subject_end(text, part.start())))
    for compound in _OWNED.finditer(text):
        before = next((mention for mention in named if mention.end == compound.start()), None)
        if before and not is_former(text, before.start):
            yield Doing((before.start, before.end), (compound.end(), len(text)))
            yield Doing((before.start, before.end), (0, before.start))
    for noun in _OWNER.finditer(text):
        if (owner := phrase_at(text, noun.end(), named, plain=False)) and not is_former(text, noun.start()):
            yield Doing(owner, (0, noun.end()))
    for noun in _BEHIND.finditer(text):
        before = next((mention for mention in named if mention.end == noun.start()), None)
        if before:
            yield Doing((before.start, before.end), noun.span())
