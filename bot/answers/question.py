"""What a question asks for: its kind, the type of its answer, and the words that evidence has to hold."""

import html
import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from bot.lexicon import table
from bot.models import Kind, Role
from bot.terms import terms_of, words_of

MOST_CHARACTERS = 1000
"""A question's length: what is typed beyond it is not read."""


class Wants(StrEnum):
    """The type of answer that a question's wording calls for."""

    NUMBER = "number"
    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    TIME = "time"
    NAME = "name"
    ANYTHING = "anything"


class Question(NamedTuple):
    """A question as understood. Spans point into `text`, which is what was typed without Slack's markup.

    `focus`: terms of the noun that the answer is one of ("how many *countries*"). `subject`: terms of the words that
    name what is asked about, in order, focus included. `phrases`: what stood in quotation marks. `roles`: the parts
    in a meeting that are asked for; empty for all. `measures`: the kinds of size that can answer; empty for any count.
    """

    text: str
    kind: Kind
    wants: Wants
    focus: tuple[str, ...]
    subject: tuple[str, ...]
    phrases: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    measures: tuple[str, ...] = ()


_MARKUP = re.compile(r"<(?:[@#!][^>|]*)(?:\|([^>]*))?>|<([^>|\s]+)(?:\|([^>]*))?>")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{2,200})[”\"“»]")
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_ATTEND = (
    r"(?:attend(?:s|ed|ing|ees?)?|tak(?:e|es|ing) part|took part|participat\w+|join(?:s|ed|ing)?|present|turn(?:ed)? up|"
    r"show(?:ed)? up|c[ao]me|invited|uninvited|absent|missing|missed|skip(?:ped)?|boycott(?:ed)?|stay(?:ed)? away|"
    r"dial(?:led|ed)? in|was there|were there|at the table)"
)
_WHO_ATTENDED = re.compile(
    rf"^(?:and )?(?:who(?: else)?|which (?:\w+ ){{1,3}}?|what (?:countries|nations|states|people|companies))\s*"
    rf"(?:all |also |will be |will |is |are |was |were |has |have |had |did |does |do |would |be |been |not |n't )*{_ATTEND}\b"
    r"|\b(?:participants|attendees|attendance|guest list)\b|^who (?:was|were|is|are|will be) (?:at|in) the\b"
    r"|^(?:list|name|show)(?: me)? (?:the )?(?:people|countries|those|everyone)?\s*(?:who |that )?(?:attended|took part)",
    re.IGNORECASE,
)
_CHAIRED = re.compile(
    r"^who(?: \w+){0,2} (?:(?:co-)?chair(?:s|ed|ing)?|presid(?:es?|ed|ing)|moderat(?:es?|ed|ing))\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:absent|missing|missed|skip(?:ped)?|boycott(?:ed)?|stay(?:ed)? away|not there|(?:did|was|were|does|do|has|have)(?: not|n['’]t)\b.*"
    r"(?:attend|part|participate|present|come|join|there))",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:join\w*|attend\w*|participat\w+|took part|tak\w+ part|connected|present|followed|there)\b(?:(?!\bwhen\b|\bwhere\b).){0,40}?"
    r"\b(?:remotely|virtually|online|from (?:afar|a distance)|(?:by|via|over)(?: a)? (?:video|phone|telephone|zoom|remote link))|\bdial(?:led|ed)? in\b",
    re.IGNORECASE,
)
_NOT_INVITED = re.compile(r"\b(?:not|n['’]t|un) ?(?:been )?invited\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^(?:and |but |so )?(?:is|are|was|were|am|did|does|do|has|have|had|can|could|will|would|should|shall|may|might|must|"
    r"isn['’]t|aren['’]t|wasn['’]t|weren['’]t|didn['’]t|doesn['’]t|hasn['’]t|haven['’]t|won['’]t)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\b(?:position|stance|view|views|opinion|objections?|reaction|response|attitude|demands?|arguments?|criticism|comments?|"
    r"warning|promise)\b(?! (?:of|at|in) the (?:company|league))|\bwhat (?:did|does|do|has|have|had|is|was|were|are)\b.{2,80}?\b"
    r"(?:say|saying|said|think|thinking|argue|emphasi[sz]e|stress|announce|claim|warn|promise|pledge|demand|call|want|"
    r"propose|suggest|tell|told|insist|respond|react|deny|believe|expect|express|urge)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\bhow (?:many|much|big|large|long|old|far|tall|high|deep|fast|heavy|wide|expensive|often|strong)\b|\b(?:the )?(?:number|size|amount|total|percentage|share|price|cost|value) of\b"
    r"|\b(?:what|which) (?:number|percentage|share|proportion|amount|price|sum|total)\b|\bby how much\b"
    r"|^what (?:would|will|did|does|do|has|have|is|was|were|are)\b.*\b(?:cost|costs|price|salary|bonus|budget|turnover)\??$"
    r"|^what (?:is|was)\b.*\b(?:salary|bonus|budget|turnover|population|height|weight)\b",
    re.IGNORECASE,
)
_SIZES = (
    (r"\bhow (?:tall|high|deep|wide|far)\b|\b(?:height|depth|width|distance)\b", ("length",)),
    (r"\bhow long\b|\bduration\b", ("time", "length")),
    (r"\bhow old\b|\bhow often\b", ("time",)),
    (r"\bhow heavy\b|\bweigh", ("weight",)),
    (
        r"\bpercent|\bper cent\b|\b(?:what|which) (?:share|proportion)\b|\b(?:share|proportion) of\b",
        ("percent",),
    ),
    (
        r"\bhow much (?:money|did|does|do|will|would|was|were|is|are)\b.*\b(?:cost|pa(?:y|id|ys)|worth|earn|spen[dt]|rais|invest|buy|bought|sold|sell|price)"
        r"|\bhow expensive\b|\b(?:price|cost|costs|cost of|salary|bonus|wage|fine|budget|fee|revenue|value)\b",
        ("money",),
    ),
)
_DEFINITION = re.compile(
    r"^(?:so |and )?(?:who|what)(?:['’]s| is| are| was| were)\s+(?:an? |the )?(?P<what>[^?]+?)\??$|^define (?P<word>.+)$|^what does (?P<term>.+?) mean",
    re.IGNORECASE,
)
_TYPE_WORDS = {
    Wants.COUNTRY: "country countries nation nations state states government governments",
    Wants.PLACE: "city cities town place places location venue capital region island village state province airport stadium",
    Wants.TIME: "year month day date time week weekday hour century decade season",
    Wants.NAME: "company companies firm team club organisation organization party band film movie show song brand product "
    "university agency group newspaper airline bank ship book game award title name",
    Wants.NUMBER: "percentage percent number amount price sum share total figure",
}


def plain_text(typed: str) -> str:
    """What a person typed, without Slack's markup: mentions and links become their labels, entities characters."""
    text = _MARKUP.sub(lambda m: m[1] or m[3] or ("" if m[0][1] in "@#!" else m[2]) or "", typed)
    return re.sub(r"\s+", " ", html.unescape(text)).strip()[:MOST_CHARACTERS]


def understand(text: str, *, attendance: bool = True) -> Question:
    """The question in plain text, understood by its wording alone. Without `attendance`, as if about no meeting."""
    asked = _last_question(text)
    kind, wants, roles = _kind(asked, attendance=attendance)
    focus = _focus(asked)
    phrases = tuple(match[1].strip() for match in _QUOTED.finditer(text))
    wants = Wants.NUMBER if kind is Kind.COUNT else wants
    return Question(text, kind, wants, focus, _subject(text), phrases, roles, _measures(asked))


def _last_question(text: str) -> str:
    """The sentence that asks, where others lead up to it."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if part.strip()]
    asking = [part for part in sentences if re.search(rf"\b{_WH}\b|\?", part, re.IGNORECASE)]
    return asking[-1] if asking else text


def _kind(asked: str, *, attendance: bool) -> tuple[Kind, Wants, tuple[Role, ...]]:
    """By the first rule that fits; the order matters."""
    if attendance and _CHAIRED.search(asked):
        return Kind.ATTENDANCE, Wants.PERSON, (Role.CHAIRED,)
    if attendance and _WHO_ATTENDED.search(asked):
        wants = (
            Wants.COUNTRY
            if re.search(r"^(?:which|what) (?:\w+ )?(?:countries|nations|states)\b", asked, re.IGNORECASE)
            else Wants.PERSON
        )
        return Kind.ATTENDANCE, wants, _asked_roles(asked)
    if re.search(r"^who\b.*\b(?:said|says|say|told|asked)\b", asked, re.IGNORECASE):
        return Kind.PERSON, Wants.PERSON, ()
    if _SIZE.search(asked):
        return Kind.COUNT, Wants.NUMBER, ()
    if _YES_NO.search(asked):
        return Kind.YES_NO, Wants.ANYTHING, ()
    if _STATEMENT.search(asked) and not asked.lower().startswith("who"):
        return Kind.STATEMENT, Wants.ANYTHING, ()
    return _kind_by_question_word(asked)


def _kind_by_question_word(asked: str) -> tuple[Kind, Wants, tuple[Role, ...]]:
    if _is_definition(asked):
        return Kind.DEFINITION, Wants.ANYTHING, ()
    word = re.search(rf"\b{_WH}\b", asked, re.IGNORECASE)
    rest = asked[word.end() :].lower() if word else ""
    match word.group().lower() if word else "":
        case "who" | "whom" | "whose":
            return Kind.PERSON, Wants.PERSON, ()
        case "when":
            return Kind.TIME, Wants.TIME, ()
        case "where":
            return Kind.PLACE, Wants.PLACE, ()
        case "which" | "what":
            noun = re.match(r"\s+((?:[\w’'-]+\s+){0,3}?)(\w+)", rest)
            wants = _type_of(rest)
            if wants is Wants.PLACE:
                return Kind.PLACE, wants, ()
            if wants is Wants.TIME:
                return Kind.TIME, wants, ()
            if wants is Wants.PERSON:
                return Kind.PERSON, wants, ()
            plural = noun and re.search(r"^\s+(?:\w+ ){0,2}?\w+s\b", rest) and wants is not Wants.ANYTHING
            return (Kind.LIST if plural else Kind.OPEN), wants, ()
    return (
        (Kind.LIST if re.match(r"(?:list|name)\b", asked, re.IGNORECASE) else Kind.OPEN),
        Wants.ANYTHING,
        (),
    )


def _asked_roles(asked: str) -> tuple[Role, ...]:
    if _NOT_INVITED.search(asked):
        return (Role.NOT_INVITED,)
    if re.search(r"\binvited\b", asked, re.IGNORECASE):
        return (Role.INVITED, Role.NOT_INVITED)
    if _ABSENT.search(asked):
        return (Role.ABSENT, Role.NOT_INVITED)
    if _REMOTE.search(asked):
        return (Role.REMOTE,)
    return ()


def _is_definition(asked: str) -> bool:
    match = _DEFINITION.match(asked.strip())
    if not match:
        return False
    what = match["what"] or match["word"] or match["term"]
    if asked.lower().startswith("who"):
        # "who is the minister of ..." asks for a person, "who is Jane Roe" for who she is.
        return not re.match(r"(?:the|a|an|in|on|at|behind|to|being)\b", what) and not (
            _people_nouns() & set(re.findall(r"[a-z]+", what))
        )
    return len(terms_of(what)) <= 4 and not re.search(
        r"['’]s\b|\b(?:for|happening|going|being|next|wrong)\b", what
    )


def _measures(asked: str) -> tuple[str, ...]:
    """What kinds of size the wording asks for: "how tall" a length, "what share" a percentage."""
    return tuple(
        dict.fromkeys(
            kind for pattern, kinds in _SIZES for kind in kinds if re.search(pattern, asked, re.IGNORECASE)
        )
    )


def _type_of(rest: str) -> Wants:
    """The type of "which ..." by the first nouns after it."""
    words = re.findall(r"[\w’'-]+", rest)[:4]
    for word in words:
        for wants, nouns in _TYPE_WORDS.items():
            if word in nouns.split():
                return wants
        if word in _people_nouns():
            return Wants.PERSON
        if word in {"is", "are", "was", "were", "did", "does", "has", "have", "of", "will", "can", "could"}:
            break
    return Wants.ANYTHING


@cache
def _people_nouns() -> frozenset[str]:
    roles = {role.split()[-1].lower() for group in table("titles").values() for role in group["roles"]}
    return frozenset({"person", "man", "woman", "celebrity", "star"} | roles | {role + "s" for role in roles})


def _focus(asked: str) -> tuple[str, ...]:
    """The terms of the noun phrase right after "how many", "which" or "what"."""
    match = re.search(
        r"\b(?:how many|how much|which|what|number of|size of|amount of|percentage of|share of)\s+(?P<noun>(?:(?!\b(?:is|are|was|were|did|do|does|has|have|had|will|would|could|can|of|in|"
        r"on|at|to|that|for|by|from|with)\b)[\w.’'-]+\s*){1,4})",
        asked,
        re.IGNORECASE,
    )
    if not match:
        return ()
    noun = re.split(r"(?<=s)\s+(?=[a-z]+(?:ed|ing|t|e)?\b)", match["noun"].strip())[0]
    return tuple(terms_of(noun))[:3]


def _subject(text: str) -> tuple[str, ...]:
    """The question's terms in order, without those that only ask."""
    asking = frozenset(terms_of("tell show list name define mean happen please question answer"))
    return tuple(dict.fromkeys(word.term for word in words_of(text) if word.term and word.term not in asking))
