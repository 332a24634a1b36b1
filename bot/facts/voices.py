"""Who speaks in a sentence, by its own words: "said Jane Roe", "the ministry, which ..., said", "he told reporters"."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.facts.kinds import Mention, MentionKind
from bot.facts.mentions import mentions_in_article
from bot.facts.posts import post_spans
from bot.facts.quotations import outside
from bot.facts.scanning import Scanner, choices, first_word, one_of
from bot.lexicon import table
from bot.lexicon.roles import common_role_nouns
from bot.models import Span

_ASIDE = r"(?:\s?\([^()]{1,60}\)|,\s[^,;“”\"]{1,120},|,\s[^,;“”\"]{1,60},\s[^,;“”\"]{1,80},)?"
_ADVERBS = r"(?:(?:has|had|have|is|was|also|later|then|first|again|even|once|just|further|\w{2,14}ly)\s){0,3}"
_AT = r"(?:\s(?:of|from|for|at)\sthe\s[a-z’'-]{2,20}(?:\s[a-z’'-]{2,20})?)?"
""" "Jane Roe of the union said"."""
_BETWEEN = re.compile(rf"{_AT}{_ASIDE}(?:['’]s\s(?:office|spokesman|spokeswoman|spokesperson|lawyer))?\s{_ADVERBS}$")
_CLOSES = re.compile(rf",\s{_ADVERBS}")
# "the harbour master, Jane Roe, said"
_APPOSED = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)|['’]s?)\s(?:[\w’'-]{2,20}\s){0,4}[a-z][a-z’'-]{1,20},\s$"
)
_BEHIND = re.compile(r"[ ]?(?:the\s|by\s)?$", re.IGNORECASE)
_ACCORDING = Scanner(
    re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of)\s"),
    first=choices("according|in"),
    needs=choices("according|words"),
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
_PERSONAL = frozenset(["he", "she"])
_FROM = re.compile(r"\s(?:of|from|for|at|with|in)\s(?:the\s)?")
_ENDS = re.compile(r"\s?(?:[.;]|$|,\swho\b)")
_ROLE_BETWEEN = re.compile(r"(?:['’]s)?\s(?:[a-z-]{2,20}\s){0,4}|['’]s?(?:\s[a-z-]{2,20}){1,4},\s")
_LABEL = re.compile(
    r"^(?P<who>(?P<article>An?\s)?[^:“”\"'‘]{2,50}?)(?:\s(?:is|are|was|were)\s[^:“”\"'‘]{2,40})?:\s{0,2}(?=[“\"‘'])"
)
""" "Jane Roe: “Never”", "A senior official was hopeful: “Soon”"."""
LOOK_BACK = 4
"""Sentences up to which a pronoun, or a quotation that goes on, points back."""
_LONGEST_POST = 60
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:(?:\w{2,14}ly|also|even|not|later|again)\s)?$")
_WIDEST = 300
"""Characters that may stand between a pronoun and its verb: all that `_BETWEEN` can match."""
_REACH = 200
"""Characters before a verb in which its subject is looked for."""


_OFFICES = (
    "ministry government office company agency department police army court council union committee party authority "
    "embassy commission report statement group firm bank opposition institute coastguard insurer association board "
    "trust charity hospital university brigade"
)
_PEOPLE = "person source man woman witness critic opponent supporter insider"


class SpeakerKind(StrEnum):
    """Who speaks: somebody named, somebody described ("a senior official"), or nobody that the article tells."""

    NAMED = "named"
    DESCRIBED = "described"
    UNATTRIBUTED = "unattributed"


class Voice(NamedTuple):
    """Who speaks: the sentence and the span in it where they are named or described; -1 where nobody is."""

    kind: SpeakerKind
    sentence: int
    span: Span


NOBODY = Voice(SpeakerKind.UNATTRIBUTED, -1, (-1, -1))


class Scene(NamedTuple):
    """An article's sentences, without what they quote, with the names in them."""

    sentences: Sequence[str]
    bare: Sequence[tuple[str, bool]]
    named: Sequence[tuple[Mention, ...]]


def scene_of(sentences: Sequence[str]) -> Scene:
    """The scene of an article, whose sentences are given in order."""
    return Scene(sentences, outside(sentences), mentions_in_article(sentences))


def voice_in(scene: Scene, number: int, before: Voice) -> Voice | None:
    """Who speaks by the sentence's own words; None where no verb of saying has a subject."""
    bare, is_quoted = scene.bare[number]
    label = _LABEL.match(scene.sentences[number])
    if label and not any(_verbs(label["who"])):
        kind = SpeakerKind.DESCRIBED if label["article"] else SpeakerKind.NAMED
        return Voice(kind, number, label.span("who"))
    according = _ACCORDING.search(bare)
    if according and (voice := _starting(scene, number, according.end())):
        return voice
    for start, end in _verbs(bare):
        voice = _subject(scene, number, start, before)
        if voice := voice or (_starting(scene, number, end + 1) if is_quoted else None):
            return voice
    return None


def _subject(scene: Scene, number: int, at: int, before: Voice) -> Voice | None:
    """Who stands as the subject before a verb of saying, an aside between them or not."""
    bare = scene.bare[number][0]
    found = [
        Voice(SpeakerKind.NAMED, number, (mention.start, mention.end))
        for mention in scene.named[number]
        if mention.end <= at and _is_bare(bare, mention) and _speaks(mention)
    ]
    found += [
        Voice(SpeakerKind.DESCRIBED, number, match.span())
        for match in _described().find_all(bare, max(0, at - _REACH), at)
    ]
    standing = [voice for voice in found if _BETWEEN.match(bare[voice.span[1] : at])]
    standing = standing or [voice for voice in found if _is_apposed(bare, voice, at)]
    if not standing:
        near = max(0, at - _WIDEST)
        pronouns = [m for m in _PRONOUN.finditer(bare, near, at) if _BETWEEN.match(bare[m.end() : at])]
        return _meant(scene, number, pronouns[-1], before) if pronouns else None
    first = min(standing, key=lambda voice: voice.span)
    # "The company's chief executive, Jane Roe, said": the name is what the aside is for.
    aside = bare[first.span[1] : at].strip().partition(",")[2].rpartition(",")[0].strip()
    in_aside = next((voice for voice in found if bare[slice(*voice.span)] == aside), None)
    if first.kind is SpeakerKind.DESCRIBED and in_aside:
        return in_aside
    is_aside = bare[first.span[1] : at].lstrip().startswith((",", "("))
    return _whose(bare, first if is_aside else max(standing, key=lambda voice: voice.span), found)


def _is_apposed(bare: str, voice: Voice, at: int) -> bool:
    """Whether a name stands behind the noun that it explains and right before the verb of saying at `at`."""
    start, end = voice.span
    is_between = voice.kind is SpeakerKind.NAMED and _CLOSES.fullmatch(bare, end, at)
    return bool(is_between and _APPOSED.search(bare, max(0, start - _REACH), start))


def _whose(bare: str, voice: Voice, found: Sequence[Voice]) -> Voice:
    """Whom the words before it show to speak: the senator, not the state, in "Senator Jane Roe of Ohio"."""
    for other in found:
        if other.kind is SpeakerKind.NAMED and _FROM.fullmatch(bare[other.span[1] : voice.span[0]]):
            return other
    return voice


def _speaks(mention: Mention) -> bool:
    """Whether what is so named can speak."""
    return mention.kind is not MentionKind.COUNTRY or mention.name[-1:] not in "nhei"


def _starting(scene: Scene, number: int, at: int) -> Voice | None:
    """Who begins at `at`: behind "according to" or "said"."""
    bare = scene.bare[number][0]
    described = _described().pattern.match(bare, at)
    for mention in scene.named[number]:
        near = bare[at : mention.start].strip()
        is_aside = near.endswith(",") and _ENDS.match(bare, mention.end)  # "the minister, Jane Roe."
        led_by = near.removesuffix(",") if is_aside else near
        is_led = led_by in ("", "the") or bool(described and led_by == described.group()) or _is_post(near)
        if at <= mention.start and is_led and _is_bare(bare, mention):
            behind = (m for m in scene.named[number] if m.kind is MentionKind.PERSON and m.start > mention.end)
            person = next((m for m in behind if _ROLE_BETWEEN.fullmatch(bare[mention.end : m.start])), mention)
            mention = mention if mention.kind is MentionKind.PERSON else person
            return Voice(SpeakerKind.NAMED, number, (mention.start, mention.end))
    return Voice(SpeakerKind.DESCRIBED, number, described.span()) if described else None


def _is_post(near: str) -> bool:
    """Whether words name a post and nothing behind it: "chief executive" before the name."""
    return 0 < len(near) < _LONGEST_POST and any(end == len(near) for _, end in post_spans(near))


def _is_bare(bare: str, mention: Mention) -> bool:
    """Whether a name stands outside quotation marks."""
    return not bare[mention.start : mention.end].isspace()


def _meant(scene: Scene, number: int, pronoun: re.Match[str], before: Voice) -> Voice | None:
    """Whom a pronoun means: who spoke last, or who is named last, first in their sentence."""
    is_personal = pronoun.group().lower() in _PERSONAL
    earlier = [m for m in scene.named[number] if m.end <= pronoun.start()]
    bare = scene.bare[number][0]
    for mention in earlier:
        if (mention.kind is MentionKind.PERSON) == is_personal and _is_bare(bare, mention):
            return Voice(SpeakerKind.NAMED, number, (mention.start, mention.end))
    if before.sentence >= 0 and _is_person(scene, before) == is_personal and number - before.sentence >= 0:
        newer = _named_last(scene, number, max(before.sentence, number - 2), is_personal=is_personal)
        return newer or before
    return _named_last(scene, number, number - LOOK_BACK - 1, is_personal=is_personal)


def _named_last(scene: Scene, number: int, since: int, *, is_personal: bool) -> Voice | None:
    """Who is named last in a sentence before, but not before `since`; people only outside quotations."""
    for at in range(number - 1, max(-1, since), -1):
        bare = scene.bare[at][0]
        kinds = (MentionKind.PERSON,) if is_personal else (MentionKind.ORGANISATION,)
        named = [m for m in scene.named[at] if m.kind in kinds and _is_bare(bare, m)]
        if named:
            return Voice(SpeakerKind.NAMED, at, (named[0].start, named[0].end))
    return None


def _is_person(scene: Scene, voice: Voice) -> bool:
    if voice.kind is SpeakerKind.DESCRIBED:
        return True
    return any(m.kind is MentionKind.PERSON and m.start <= voice.span[0] < m.end for m in scene.named[voice.sentence])


def _verbs(bare: str) -> Iterator[Span]:
    """The spans of the verbs of saying, but for passives: whoever "was asked" says nothing."""
    for verb in _saying().find_all(bare):
        is_active = verb.group().partition(" ")[0].endswith("ing")
        if is_active or not _PASSIVE.search(bare, max(0, verb.start() - 24), verb.start()):
            yield verb.span()


@cache
def _saying() -> Scanner:
    """A verb of saying in small letters, with what belongs to it: "said", "pointed out"."""
    verbs = [verb for group in table("words")["speech"].values() for verb in group]
    longer, single = one_of(verb for verb in verbs if " " in verb), one_of(verb for verb in verbs if " " not in verb)
    return Scanner(re.compile(rf"(?<=\s)(?:{longer}|{single}\b)"), first=map(first_word, verbs))


@cache
def _described() -> Scanner:
    """ "a high-ranking Ukrainian official", "two people familiar with the talks", "the ministry"."""
    nouns = {*common_role_nouns(), *_OFFICES.split(), *_PEOPLE.split()}
    plurals = {f"{word}s" for word in nouns} | {"people", "police", "authorities"}
    noun = one_of({*nouns, *(f"{word}s" for word in nouns)})
    these = "an?|one|the|its|his|her|their|two|three|four|five|several|some|other|another|many|all|[A-Za-z]{2,20}['’]s"
    pattern = (
        rf"\b(?i:one\sof\s(?:them|the\s\w{{2,20}})|(?:{these})\s(?:[\w’'.-]{{1,20}}\s){{0,4}}?{noun}(?:\s{noun})?"
        r"|(?:[a-z]{2,20}\s){0,2}?"
        rf"{one_of(plurals)})\b(?!['’-])"
        r"(?:\s(?:for|of|from|at|in|with|close\sto|familiar\swith|briefed\son)\s(?:the\s)?[\w’'-]{2,20}(?:\s[A-Z][\w’'-]{1,20})?)?"
    )
    return Scanner(re.compile(pattern), needs={"one", *map(first_word, (*nouns, *plurals))}, reach=110)
