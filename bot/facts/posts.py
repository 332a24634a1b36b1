"""Who holds which post, as a sentence says: "Ukraine's President Jane Roe", "Jane Roe, chief executive of the firm"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.facts.kinds import Mention, MentionKind
from bot.facts.wordlore import listed
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.models import Span

_WORD = re.compile(r"[^\W\d_][\w’']*")
_REACH = 100
"""Characters beside a name in which its post is looked for."""
_NOWHERE = (-1, -1)
_FORMER = frozenset({"former", "ex", "late", "onetime", "previous", "then"})
_ADDRESSES = frozenset({"dr", "prof", "sir", "dame"})
_SEP = re.compile(r"\.?,?\s$")
_GOES_ON = re.compile(
    r"$|[,.;:)”\"]|\s(?:of|for|at|in|to|with|from|and|on|who|since|until|when|as|under|by|during|said|says)\b"
)
"""What follows a post: not the rest of a compound, as in "chief investment officer"."""
_IS = re.compile(
    r"\s(?P<verb>is|was|remains)\s(?:now\s|still\s)?(?:(?:an?|the)\s[^,;:.]{2,60},\s|the\s)?(?:[a-z]+\s)?$"
)
_REMIT_OR_END = re.compile(r"(?:\s(?:of|for|at|in)\s(?:the\s)?[^,;:.]{2,60})?")
_APPOSED = re.compile(r",|[.;)]|$")
# "its manager, the 41-year-old Dane Jane Roe,"
_DESCRIBED = re.compile(r",\s(?:the|an?)\s(?=[\dA-Z])(?:\d\d-year-old\s)?(?P<from>[A-Z][a-z]{2,20}\s)?$")
_REMIT = re.compile(r"\s(?:of|for|at|in|to|on)\s(?:the\s)?[^,;:()“”\"]{2,60}?,?\s$")
_CAPITALISED = re.compile(r"\s(?:of|for)\s(?:the\s|and\s|[A-Z][\w’'-]*,?\s){1,6}$")
_OF = re.compile(r"(?:\sand\s(?:[\w-]{1,20}\s){0,3}?[\w-]{1,20})?\s(?:of|for|at|in|to|with)\s(?:the\s)?")
_OF_NOUN = re.compile(
    r"\s(?:of|for|at)\s(?P<of>(?:the|its|his|her|their|an?)\s[\w’'-]{1,20}(?:\s[\w’'-]{1,20}){0,3}?)(?=[,.;)]|$|\s(?:until|from|since|in|on|at|for|who|which|and|has|was|is|said|says)\b)"
)
_WHOSE = re.compile(
    r"(?P<of>(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s(?:[\w-]{1,20}\s){0,2}[\w-]{1,20})['’]s?\s$"
)
_NOUNS = re.compile(r"['’]s?\s(?P<nouns>(?:[a-z-]{2,20}\s){1,2})$")
_JOINS_HOLDER = re.compile(r"(?:['’]s?|:)?\s$")
_BEHIND = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,\s(?:(?:aged\s)?\d\d,\s)?(?:who\s(?:is|(?P<was>was))\s)?|\s(?:is|(?P<past>was)|became|remains)\s)"
    r"(?:also\s|now\s|then\s|still\s|currently\s)?"
)
_LEADING_IN = re.compile(
    r"(?:(?:[Tt]he|an?|its|his|her|their|our|one\sof\sthe|[\w.-]{1,20}(?:\s[\w.-]{1,20}){0,3}['’]s?"
    r"|(?:[A-Z][\w.’'-]{0,20}\s(?:and\s)?){0,3}[A-Z][\w.’'-]{0,20})\s)?(?P<nouns>(?:[a-z-]{2,20}\s){0,3})$"
)
_HEADS = re.compile(
    r"(?:,\s[^,;.]{2,60})?,\swho\s(?:also\s|now\s|has\s)?"
    r"(?P<verb>heads|leads|chairs|runs|commands|directs|governs|owns|headed|led|chaired|ran|commanded|founded)\s"
    r"(?P<of>[^,;:.()“”\"]{2,60}?)(?=[,;:.)]|\s(?:and|who|that|which|said)\b|$)"
)
_DONE = frozenset({"headed", "led", "chaired", "ran", "commanded"})


class Post(NamedTuple):
    """A person in a post. Spans point into the sentence: of the name, the post, and whose it is (-1 where not said).

    `person`: the name in full, where the article gives it. `is_former`: the post is no longer theirs.
    """

    person: str
    name: Span
    post: Span
    holder: Span
    is_former: bool = False


def posts(text: str, named: Sequence[Mention]) -> tuple[Post, ...]:
    """The posts that a sentence with those names says people hold, in the order of their names."""
    found: dict[Span, Post] = {}
    for person in named:
        if person.kind is MentionKind.PERSON:
            told = (
                _before(text, person, named),
                _behind(text, person, named),
                _heads(text, person),
                _is(text, person, named),
            )
            for post in filter(None, told):
                found.setdefault(post.post, post)
    return tuple(found.values())


def posts_in_article(sentences: Sequence[str], named: Sequence[Sequence[Mention]]) -> list[tuple[Post, ...]]:
    """The posts in each sentence of an article; whoever it names in full elsewhere is named so."""
    found = [posts(text, names) for text, names in zip(sentences, named, strict=True)]
    if not any(found):
        return found
    full = _full_names(named)
    return [tuple(post._replace(person=full.get(fold(post.person), post.person)) for post in here) for here in found]


def post_spans(text: str) -> list[Span]:
    """The spans of the words for posts in a text, the longest from each place, without what qualifies them."""
    if _phrases().keys().isdisjoint(map(fold, _WORD.findall(text))):  # as in most texts
        return []
    words = [(*match.span(), fold(match[0])) for match in _WORD.finditer(text)]
    found: list[Span] = []
    at = 0
    while at < len(words):
        length = _length([word for _, _, word in words[at : at + 6]]) if words[at][2] in _phrases() else 0
        if length:
            found.append((words[at][0], words[at + length - 1][1]))
        at += length or 1
    return found


def _length(words: Sequence[str]) -> int:
    for phrase in _phrases()[words[0]]:
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _before(text: str, person: Mention, named: Sequence[Mention]) -> Post | None:
    """ "French President Jane Roe", "the company's chief executive, Jane Roe"."""
    name = person.end - len(person.name)
    since = max(0, name - _REACH, *(m.end for m in named if m.kind is MentionKind.PERSON and m.end <= person.start), 0)
    if name == since:
        return None
    last = next(reversed(post_spans(text[since:name])), None)
    if last is None:
        return None
    start, end = since + last[0], since + last[1]
    between = text[end:name]
    is_title = person.start <= start
    if _SEP.match(between) or _is_described(between, end, named):
        end += between.startswith(".")
        if "," in between and not _APPOSED.match(text, person.end):
            return None
        holder = _NOWHERE
    elif (_REMIT.match(between) and "," in between[-2:]) or (is_title and _CAPITALISED.match(between)):
        holder = _of(text, end, named)
    else:
        return None
    post = _post(text, person, (start, end), holder, named)
    return post._replace(holder=_of(text, person.end, named)) if is_title and post.holder == _NOWHERE else post


def _is_described(between: str, at: int, named: Sequence[Mention]) -> bool:
    """Whether the words behind a post, which begin at `at`, say but where its holder is from, or how old they are."""
    found = _DESCRIBED.match(between)
    if found is None or not found["from"]:
        return found is not None
    return any(m.kind is MentionKind.COUNTRY and m.start == at + found.start("from") for m in named)


def _behind(text: str, person: Mention, named: Sequence[Mention]) -> Post | None:
    """ "Jane Roe, the mayor of Larvik", "Jane Roe is a pilot"."""
    opening = _BEHIND.match(text, person.end)
    if not opening:
        return None
    at = opening.end()
    window = text[at : at + _REACH]
    first = next((span for span in post_spans(window) if _GOES_ON.match(window, span[1])), None)
    if first is None or window.startswith("and "):
        return None
    before = _LEADING_IN.match(window[: first[0]])
    start, end = at + first[0], at + first[1]
    is_others = any(m.kind is MentionKind.PERSON and m.start <= end + 1 and m.end > start for m in named)
    if not before or is_others or _begins_list(text, end, named):
        return None
    if not set(before["nouns"].split()).isdisjoint(_verbs()):
        return None
    if "," in opening.group() and before.group() == before["nouns"] and not _all_modify(before["nouns"]):
        return None
    was = bool(opening["was"] or opening["past"])
    post = _post(text, person, (start - len(before["nouns"]), end), _of(text, end, named), named)
    return post._replace(is_former=post.is_former or was)


def _begins_list(text: str, end: int, named: Sequence[Mention]) -> bool:
    """Whether a post is that of whoever is named behind it, in a list: "Jane Roe, the police chief, Tom Berg, and"."""
    after = next((m for m in named if m.start == end + 2 and text[end] == "," and m.kind is MentionKind.PERSON), None)
    return after is not None and bool(_APPOSED.match(text, after.end))


def _is(text: str, person: Mention, named: Sequence[Mention]) -> Post | None:
    """ "The chair of the board is a former minister, Jane Roe"."""
    start = person.end - len(person.name)
    verb = _IS.search(text, max(0, start - _REACH), person.start)
    if not verb or text[person.end : person.end + 1] in {"'", "’"}:
        return None
    since = max(0, verb.start() - _REACH)
    span = next(reversed(post_spans(text[since : verb.start()])), None)
    if span is None or not _REMIT_OR_END.fullmatch(text, since + span[1], verb.start()):
        return None
    post, holder = (since + span[0], since + span[1]), _of(text, since + span[1], named)
    told = _post(text, person, post, holder, named)
    return told._replace(is_former=told.is_former or verb["verb"] == "was")


def _heads(text: str, person: Mention) -> Post | None:
    """ "Jane Roe, who heads the agency": the verb stands for the post."""
    found = _HEADS.match(text, person.end)
    if not found:
        return None
    name = (person.end - len(person.name), person.end)
    return Post(person.name, name, found.span("verb"), found.span("of"), found["verb"] in _DONE)


def _post(text: str, person: Mention, span: Span, holder: Span, named: Sequence[Mention]) -> Post:
    """The post with the words before it that qualify it, and whose it is, where those or a name before them say so."""
    start = span[0]
    while before := re.search(r"([^\W\d_][\w’']*)[\s-]$", text[max(0, start - 30) : start]):
        opens = start == len(before.group())
        is_name = before[1][0].isupper() and text[span[0]].islower() and not opens
        if fold(before[1]) not in _modifiers() or is_name:
            break
        start -= len(before.group())
    if holder == _NOWHERE:
        if nouns := _NOUNS.search(text[max(0, start - 60) : start]):
            start -= len(nouns["nouns"])
        holder = _owner(text, start, person, named)
    name = (person.end - len(person.name), person.end)
    qualifiers = {fold(word) for word in _WORD.findall(text[start : span[1]])}
    return Post(person.name, name, (start, span[1]), holder, not qualifiers.isdisjoint(_FORMER))


def _owner(text: str, at: int, person: Mention, named: Sequence[Mention]) -> Span:
    """Whose the post is by the words right before it: "Ukraine's", "French", "the company's", "Russia:"."""
    if person.start < at < person.end and (own := text[person.start : at].strip()):
        return person.start, person.start + len(re.sub(r"['’]s?$", "", own))
    for mention in named:
        if (
            mention.end <= at
            and _JOINS_HOLDER.fullmatch(text, mention.end, at)
            and mention.kind is not MentionKind.PERSON
        ):
            return mention.start, mention.end
    whose = _WHOSE.search(text[max(0, at - 60) : at])
    return (at - len(whose.group()), at - len(whose.group()) + len(whose["of"])) if whose else _NOWHERE


def _of(text: str, at: int, named: Sequence[Mention]) -> Span:
    """Whose a post is by the words behind it: "of France", "at the Harbour League"."""
    of = _OF.match(text, at)
    if not of:
        return _NOWHERE
    for mention in named:
        if mention.kind is not MentionKind.PERSON and of.end() <= mention.start <= of.end() + 16:
            between = text[of.end() : mention.start]
            if re.fullmatch(r"(?:[a-z-]+\s){0,2}", between):
                return mention.start, mention.end
    noun = _OF_NOUN.match(text, at)
    return noun.span("of") if noun else _NOWHERE


def _full_names(named: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """For each surname of one person only, folded, the name in full."""
    found: dict[str, set[str]] = {}
    for mention in (m for names in named for m in names if m.kind is MentionKind.PERSON and " " in m.name):
        found.setdefault(fold(mention.name.split()[-1]), set()).add(mention.name)
    return {surname: min(names) for surname, names in found.items() if len(names) == 1}


def _all_modify(nouns: str) -> bool:
    return all(fold(noun) in _modifiers() for noun in nouns.split())


@cache
def _modifiers() -> frozenset[str]:
    return listed("before_titles") | _FORMER


@cache
def _verbs() -> frozenset[str]:
    return frozenset(verb for group in table("words")["speech"].values() for verb in group)


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """For the first word of each post, folded, the words of those that begin with it: the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    groups = [group for name, group in table("titles").items() if name != "courtesy"]
    for phrase in (phrase for group in groups for phrase in [*group["roles"], *group["titles"]]):
        words = tuple(fold(word) for word in _WORD.findall(phrase))
        if words[0] not in _ADDRESSES:
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}
