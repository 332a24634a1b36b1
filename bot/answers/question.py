"""What a question asks for: its kind, the type of its answer, and the words that evidence has to hold."""

import html
import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from bot.answers import patterns
from bot.answers.orders import Order
from bot.lexicon import table, word_list
from bot.lexicon.folding import fold
from bot.lexicon.roles import role_nouns
from bot.models import Kind, Period, Role
from bot.terms import terms_of, words_of

MOST_CHARACTERS = 1000
"""A question's length: what is typed beyond it is not read."""


class Wants(StrEnum):
    """The type of answer that a question's wording calls for. NAMED: something with a name, of whatever kind."""

    NUMBER = "number"
    PERSON = "person"
    COUNTRY = "country"
    PLACE = "place"
    TIME = "time"
    NAME = "name"
    NAMED = "named"
    ANYTHING = "anything"


_KIND_OF = {
    Wants.PLACE: Kind.PLACE,
    Wants.TIME: Kind.TIME,
    Wants.PERSON: Kind.PERSON,
    Wants.NUMBER: Kind.COUNT,
}
_MOST_DEFINED = 4
"""How many terms the name of a thing may have; "what is" with more asks for something about it."""
_ENDS_NOUN = frozenset(
    ["of", "is", "are", "was", "were", "do", "did", "does", "has", "have", "had", "will", "would", "can", "could"]
)


class Question(NamedTuple):
    """A question as understood. Spans point into `text`, which is what was typed without Slack's markup.

    `focus`: terms of the noun that the answer is one of ("how many *countries*"). `subject`: terms of the words that
    name what is asked about, in order, focus included. `phrases`: what stood in quotation marks. `roles`: the parts
    in a meeting that are asked for; empty for all. `measures`: the kinds of size that can answer; empty for any count.
    `published`, `wish`, `order`: what it says of time, as in Timing.
    """

    text: str
    kind: Kind
    wants: Wants
    focus: tuple[str, ...]
    subject: tuple[str, ...]
    phrases: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    measures: tuple[str, ...] = ()
    published: Period | None = None
    wish: str = ""
    order: Order | None = None

    @property
    def asks_parts(self) -> bool:
        """Whether it asks for the part that somebody had in a meeting."""
        return bool(self.roles) or self.kind is Kind.ATTENDANCE


_MARKUP = re.compile(r"<(?:[@#!][^<>|]*)(?:\|([^<>]*))?>|<([^<>|\s]+)(?:\|([^<>]*))?>")

# What a terminal colours its words with, with or without the sign that Slack leaves out.
_COLOURS = re.compile(r"\x1b?\[\d{0,3}(?:;\d{1,3}){0,4}[mK](?![^\[\]]*\])")
_CALL = re.compile(r"(?<!\S)@(?:channel|here|everyone)\b")


# Zero-width characters, soft hyphens, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("`´ʻʼ‘′", "'"))


def plain_text(typed: str) -> str:
    """What a person typed, without Slack's markup, as far as a question is read."""
    return without_markup(typed)[:MOST_CHARACTERS]


def without_markup(typed: str) -> str:
    """What a person typed, in one line: mentions and links become their labels, entities characters.

    Full-width letters become plain ones, and what cannot be seen is left out.
    """
    text = _MARKUP.sub(lambda m: m[1] or m[3] or ("" if m[0][1] in "@#!" else m[2]) or "", typed)
    text = _COLOURS.sub("", text)
    text = _CALL.sub("", html.unescape(text)).translate(_APOSTROPHES)
    text = _INVISIBLE.sub("", normalize("NFKC", text))
    return re.sub(r"\s+", " ", text).strip()


def understand(text: str, *, attendance: bool = True) -> Question:
    """The question in plain text, understood by its wording alone. Without `attendance`, as if about no meeting."""
    asked = last_question(text)
    kind, wants, roles = _kind(asked, attendance=attendance)
    focus = _focus(asked)
    phrases = tuple(match[1].strip() for match in patterns.QUOTED.finditer(text))
    wants = Wants.NUMBER if kind is Kind.COUNT else wants
    return Question(text, kind, wants, focus, _subject(text), phrases, roles, _measures(asked))


def last_question(text: str) -> str:
    """The sentence that asks, where others lead up to it."""
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if part.strip()]
    asking = [part for part in sentences if "?" in part or patterns.QUESTION_WORD.search(part)]
    return asking[-1] if asking else text


def _kind(asked: str, *, attendance: bool) -> tuple[Kind, Wants, tuple[Role, ...]]:
    """By the first rule that fits; the order matters."""
    if attendance and patterns.WHO_CHAIRED.search(asked) and not patterns.CHAIRS_BODY.search(asked):
        return Kind.ATTENDANCE, Wants.PERSON, (Role.CHAIRED,)
    if attendance and patterns.WHO_ATTENDED.search(asked):
        wants = Wants.COUNTRY if patterns.COUNTRIES.search(asked) else Wants.PERSON
        return Kind.ATTENDANCE, wants, _asked_roles(asked)
    if patterns.WHO_SAID.search(asked):
        return Kind.PERSON, Wants.PERSON, ()
    if patterns.HOW_MUCH.search(asked) or (patterns.SIZE.search(asked) and not patterns.WHICH_OR_WHO.search(asked)):
        return Kind.COUNT, Wants.NUMBER, ()
    if patterns.YES_NO.search(asked):
        return Kind.YES_NO, Wants.ANYTHING, tuple(Role) if patterns.TOOK_PART.search(asked) else ()
    if patterns.STATEMENT.search(asked) and not asked.lower().startswith("who"):
        return Kind.STATEMENT, Wants.ANYTHING, ()
    return _kind_by_question_word(asked)


def _kind_by_question_word(asked: str) -> tuple[Kind, Wants, tuple[Role, ...]]:
    if _is_definition(asked):
        return Kind.DEFINITION, Wants.ANYTHING, ()
    word = _question_word(asked)
    match word.group().lower() if word else "":
        case "who" | "whom" | "whose":
            return Kind.PERSON, Wants.PERSON, ()
        case "when":
            return Kind.TIME, Wants.TIME, ()
        case "where":
            return Kind.PLACE, Wants.PLACE, ()
        case "which" | "what" if word:
            noun, wants = _asked_noun(asked[word.end() :])
            if wants is Wants.ANYTHING and word.group().lower() == "which":
                wants = Wants.NAMED
            is_list = noun.endswith("s") and wants in (Wants.COUNTRY, Wants.NAME)
            return _KIND_OF.get(wants, Kind.LIST if is_list else Kind.OPEN), wants, ()
    orders = re.match(r"(?:list|name)\b", asked, re.IGNORECASE)
    return (Kind.LIST if orders else Kind.OPEN), Wants.ANYTHING, ()


def _question_word(asked: str) -> re.Match[str] | None:
    """The word that asks: the first where the question begins with it, else the last ("struck which city?")."""
    words = list(patterns.QUESTION_WORD.finditer(asked))
    if not words:
        return None
    return words[0] if words[0].start() == 0 else words[-1]


def _asked_roles(asked: str) -> tuple[Role, ...]:
    if patterns.NOT_INVITED.search(asked):
        return (Role.NOT_INVITED,)
    if patterns.INVITED.search(asked):
        return (Role.INVITED, Role.NOT_INVITED)
    if patterns.ABSENT.search(asked):
        return (Role.ABSENT, Role.NOT_INVITED)
    if patterns.REMOTE.search(asked):
        return (Role.REMOTE,)
    return ()


def _is_definition(asked: str) -> bool:
    match = patterns.DEFINITION.match(asked.strip())
    if not match:
        return False
    done = patterns.IS_DONE.match(asked)
    if done and fold(done["verb"]) not in _given_names():
        return False
    what = match["what"] or match["word"] or match["term"]
    if asked.lower().startswith("who"):
        # "who is the minister of ..." asks for a person, "who is Jane Roe" for who she is.
        return not re.match(r"(?:the|a|an|in|on|at|behind|to|being)\b", what) and not (
            _people_nouns() & set(re.findall(r"[a-z]+", what))
        )
    return len(terms_of(what)) <= _MOST_DEFINED and not patterns.NOT_DEFINED.search(what)


def _measures(asked: str) -> tuple[str, ...]:
    """What kinds of size the wording asks for: "how tall" a length, "what share" a percentage."""
    kinds = dict.fromkeys(kind for wording, kinds in patterns.MEASURES if wording.search(asked) for kind in kinds)
    return tuple(kinds) or (patterns.ANY_MEASURE if patterns.ANY_AMOUNT.search(asked) else ())


def _asked_noun(rest: str) -> tuple[str, Wants]:
    """The noun behind "which" that shows the type of the answer, and that type; ("", ANYTHING) where none does."""
    for word in re.findall(r"[\w’'-]+", rest.lower())[:4]:
        if word in _ENDS_NOUN:
            break
        for wants, nouns in table("words")["asked_for"].items():
            if word in nouns:
                return word, Wants(wants)
        if word in _people_nouns():
            return word, Wants.PERSON
    return "", Wants.ANYTHING


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word_list("given_names"))


@cache
def _people_nouns() -> frozenset[str]:
    roles = role_nouns()
    return roles | {role + "s" for role in roles} | {"person", "man", "woman", "celebrity", "star"}


def _focus(asked: str) -> tuple[str, ...]:
    """The terms of the noun phrase right after "how many", "which" or "what"."""
    match = patterns.FOCUS.search(asked)
    if not match:
        return ()
    noun = patterns.AFTER_PLURAL.split(match["noun"].strip())[0]
    return tuple(terms_of(noun))[:3]


def _subject(text: str) -> tuple[str, ...]:
    """The question's terms in order, without those that only ask."""
    asking = frozenset(terms_of("tell show list name define mean happen please question answer"))
    return tuple(dict.fromkeys(word.term for word in words_of(text) if word.term and word.term not in asking))
