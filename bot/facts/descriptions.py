"""What a sentence says somebody or something is: "Jane Roe, the harbour master", "Rapid Teams | units ready to go"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.facts.mentions import mentions, people
from bot.facts.posts import Post, posts
from bot.lexicon import table, word_class
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.models import Span
from bot.terms import term_of

_STOPS = r"(?=,| who | which | that | said| says|[.;]|$)"
_ARTICLE = r"(?:the|an?|its|his|her|their|our|one of|[A-Z][\w.’'-]*['’]s?)"
_ASIDE = r"(?:\s\([^)]*\)|,\s(?:or|\d\d|also|formerly|known)\b[^,]*,|,\s\d\d(?=,))?"

_IS = r"(?:(?:is|are|was|were|became|remains|stands\sfor)|(?:has|have|had)\sbeen|(?:works|worked|serves|served)\sas)"
_CALLED = re.compile(
    r"(?P<what>\b(?i:an?|the|its|his|her|their)\s(?:[\w’'-]{2,20}\s){0,4}?[\w’'-]{2,20}),?\s"
    r"(?:called|named|known\sas|dubbed|nicknamed)\s(?:the\s)?[“\"‘']?$"
)
_INITIALS_OF = re.compile(
    r"(?P<what>(?:\b[Tt]he\s)?\b[A-Z][\w’'-]{1,20}(?:\s(?:(?:of|for|and|the|on)\s){0,2}[A-Z][\w’'-]{1,20}){1,6})\s\($"
)
_NEAR = 12
_RANK = r"(?:(?:former|deputy|acting|senior|vice|[A-Z][\w’'-]*)\s){0,2}"
# "The talks were attended by Tom Berg, Jane Roe and ...": the first half of a statement describes nobody.
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|by)\b")


def description(text: str, name: str) -> Span | None:
    """The span of a description of whoever or whatever is called by the name, or part of it, in the text; or None."""
    found = re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    if not found:
        return None
    named = mentions(text)
    whole = next((m for m in named if m.start <= found.start() and found.end() <= m.end), None)
    start, end = (whole.end - len(whole.name), whole.end) if whole else found.span()
    if called := _called(text, start, end):
        return called
    for pattern in (*_behind(), *(_behind_initials() if text[start:end].isupper() else ())):
        if described := pattern.match(text, end):
            return described.span("what")
    opens = whole.start if whole else start
    held = _post(text, posts(text, named), (start, end))
    told = _apposition_before(text, opens) or _title(text, opens, start) or _role_before(text, start)
    # "the league's treasurer" says more than "treasurer".
    return held if held and (not told or (held[0] < told[0] and told[1] <= held[1])) else told


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """What may stand behind a name, with the description as the group "what"."""
    what = rf"{_ARTICLE}\s.+?"
    return (
        re.compile(r"\s*[|:]\s*(?P<what>.+)$"),
        re.compile(rf"{_ASIDE},\s(?P<what>{what}){_STOPS}"),
        re.compile(rf",\s(?P<what>(?:[\w’'-]+\s){{0,3}}?(?:{_roles()})\b[^,;.]*)(?=[,;.]|$)"),
        re.compile(rf"{_ASIDE},\s(?:who|which)\s(?:is|are|was|were)\s(?:also\s|now\s)?(?P<what>{what}){_STOPS}"),
        re.compile(rf"{_ASIDE},\swho\s(?P<what>(?:heads|leads|chairs|runs|commands|founded)\s.+?){_STOPS}"),
        re.compile(
            rf",\s(?:also\s|better\s|best\s|widely\s)?(?:known\sas|nicknamed)\s(?P<what>[^,;]{{3,80}}?){_STOPS}"
        ),
        re.compile(r",\sor\s(?P<what>[^,;.]{4,80}),"),
        re.compile(rf"{_ASIDE}\s{_IS}\s(?:also\s|now\s|still\s)?(?P<what>{what}){_STOPS}"),
        re.compile(rf"{_ASIDE}\s{_IS}\s(?P<what>(?:{_roles()})\s(?:of|at|for)\s[^,;.]{{2,80}}?){_STOPS}"),
        re.compile(
            r"\s(?:are|were)\s(?P<what>(?:[a-z-]{2,20}\s){0,2}[a-z-]{3,20}s)\s(?:that|which|who|used|for|of|made)\b"
        ),
        re.compile(rf"\s(?:was|were)\sborn\s[^,;.]{{2,60}}?\sand\sbecame\s(?P<what>{what}){_STOPS}"),
    )


@cache
def _behind_initials() -> tuple[re.Pattern[str], ...]:
    """What may stand behind initials, spelt out."""
    return (
        re.compile(r"\s\((?P<what>[^()]{4,80})\)"),
        re.compile(rf",?\s(?:stands\sfor|is\sshort\sfor|short\sfor)\s(?P<what>[^,;]{{4,80}}?){_STOPS}"),
    )


def _called(text: str, start: int, end: int) -> Span | None:
    """ "a newsletter called Tideline", "the Harbour League Agency (HLA)"."""
    before = text[max(0, start - 100) : start]
    at = start - len(before)
    found = _CALLED.search(before)
    if not found and text[start:end].isupper() and text[end : end + 1] == ")":
        found = _INITIALS_OF.search(before)
    return (at + found.start("what"), at + found.end("what")) if found else None


def _post(text: str, held: Sequence[Post], name: Span) -> Span | None:
    """The words for the post of whoever has that name, with whose it is."""
    post = next((post for post in held if post.name == name), None)
    if post is None:
        return None
    start, end = post.post
    if 0 <= post.holder[0] < start and post.holder[1] < start:
        start = post.holder[0]
    elif post.holder[0] > end and post.holder[0] - end < _NEAR and post.holder[1] < name[0]:
        end = post.holder[1]
    return start, end


def _apposition_before(text: str, at: int) -> Span | None:
    """ "The harbour master, Jane Roe,"."""
    found = re.search(r"(?:^|[,;.]\s|\band\s)(?P<what>(?i:the|its|his|her|their)\s[^,;]{3,60}),\s$", text[:at])
    if not found or _STATES.search(found["what"]) or any(person.end == found.end("what") for person in people(text)):
        return None
    return found.span("what")


def _title(text: str, start: int, end: int) -> Span | None:
    """The title between `start` and the name at `end`; a form of address alone ("Dr.") says nothing."""
    title = text[start:end].strip()
    return (start, start + len(title)) if title and fold(title).rstrip(".") not in _addresses() else None


def _role_before(text: str, at: int) -> Span | None:
    """ "its treasurer Jane Roe"; at the head of a sentence, "Harbour master Jane Roe"."""
    role = re.search(rf"\b(?P<what>(?:(?i:the|an?|its|his|her|their)\s)?{_RANK}(?:{_roles()}))\s$", text[:at])
    if role:
        return role.span("what")
    opening = re.match(r"(?P<what>[A-Z][\w’'-]*(?:\s[a-z][\w’'-]*){0,2})\s$", text[:at])
    words = fold(opening["what"]).split() if opening else []
    other = word_class("openers") | calendar_words()
    is_phrase = all(term_of(word) and word not in other for word in words)
    return opening.span("what") if opening and is_phrase else None


@cache
def _addresses() -> frozenset[str]:
    titles = table("titles")
    return frozenset(fold(title).rstrip(".") for title in [*titles["courtesy"]["titles"], "Dr", "Prof"])


@cache
def _roles() -> str:
    roles = {role for group in table("titles").values() for role in group["roles"]}
    return "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
