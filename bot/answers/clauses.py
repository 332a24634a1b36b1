"""A plain question taken apart, and put together as another one on the same matter. Knowledge of English alone."""

import re
from functools import cache
from typing import NamedTuple

from bot.lexicon import table, word_class, word_list
from bot.models import Span

_MODAL = "will|would|can|could|shall|should|may|might|must"
_DO = "did|does|do"
_BE = "is|are|was|were"
_HAVE = "has|have|had"
AUXILIARY = rf"(?:{_MODAL}|{_DO}|{_BE}|{_HAVE})(?:n['’]t)?"
ASKS = r"(?:how\s(?:many|much|long|often|far|old|big|large|tall|high)|who|whom|what|which|when|where|why|how)"
LINKED = r"(?:(?:by|with|for|to|from|since|until|in|at)\s)?"
"""What may stand before a word that asks."""
_PARTS = re.compile(rf"(?:(?P<asks>{LINKED}{ASKS})\b\s*)?(?P<tail>.*)", re.IGNORECASE | re.DOTALL)
_AUXILIARY = re.compile(rf"({AUXILIARY})\b\s*", re.IGNORECASE)
_ACTED_ON = re.compile(rf"(?:{_DO})(?:n['’]t)?$", re.IGNORECASE)
_SOMEBODY = re.compile(r"(?:the|a|an|this|that|these|those|he|she|they|it|we|you|[A-Z][\w’'.-]*)\b")
_BETWEEN = re.compile(rf"(?:{_MODAL}|{_HAVE})(?:n['’]t)?$", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s(?=(?:to|in|at|for|by|on|from|with|since|until|about|of|after|before|during|over)\s)")
_DETERMINER = re.compile(r"\b(?:the|an?|this|that|these|those)\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_MOST_WORDS = 5
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_SHORT = {"will": "won’t", "can": "can’t"}
_DENIABLE = re.compile(rf"{_DO}|{_BE}|{_HAVE}|will|would|can|could|should")
_PLURAL = {one: many for many, one in _SINGULAR.items()}
_GROWN = re.compile(r"(?:at|is|iz|ut|us|iv|ov|rv|lv|nc|rc|dg|rg|uc|ac|ag|as|os|u)ed$")
"""The ends of past forms whose plain form has an e."""


class Clause(NamedTuple):
    """A question in its parts: "how many" "ports" "are" "in the league".

    `asks`: the words that ask, "" where it is to be answered with yes or no. `noun`: what they ask for. `auxiliary`: ""
    where the verb stands in `rest`. `of_subject`: whether what is asked for does what `rest` says.
    """

    asks: str
    noun: str
    auxiliary: str
    rest: str
    of_subject: bool

    @property
    def predicate(self) -> str:
        """What is said of the subject that is asked for."""
        return f"{self.auxiliary} {self.rest}".strip()


def taken_apart(question: str) -> Clause:
    """The parts of a plain question."""
    text = question.strip().rstrip("?!. ")
    parts = _PARTS.match(text)
    asks, tail = ((parts["asks"] or "").lower(), parts["tail"]) if parts else ("", text)
    noun = _noun(tail) if asks in ("which", "what", "how many", "how much") else ""
    tail = tail[len(noun) :].strip()
    found = _AUXILIARY.match(tail)
    auxiliary, rest = (found[1].lower(), tail[found.end() :]) if found else ("", tail)
    may_act = asks in ("who", "what", "which", "how many") or bool(noun)
    is_acted_on = bool(_ACTED_ON.search(auxiliary)) or (
        bool(_BETWEEN.search(auxiliary)) and _SOMEBODY.match(rest) is not None
    )
    return Clause(asks, noun, auxiliary, rest, may_act and not is_acted_on)


def whether(clause: Clause, somebody: str) -> str:
    """ "Who attended the talks?", of somebody: "did Canada attend the talks?"."""
    if clause.auxiliary:
        return f"{agreeing(clause.auxiliary, somebody)} {somebody} {clause.rest}"
    verb, _, rest = clause.rest.partition(" ")
    return f"{_did(verb, plural=is_plural(somebody))} {somebody} {plain_form(verb)} {rest}".strip()


def denied(clause: Clause) -> Clause:
    """The same of what is not so: "did Norway sign it" with "didn’t"."""
    short = _SHORT.get(clause.auxiliary, f"{clause.auxiliary}n’t")
    return clause._replace(auxiliary=short) if _DENIABLE.fullmatch(clause.auxiliary) else clause


def adverbial(clause: Clause, asks: str, somebody: str = "") -> str | None:
    """ "Who won the cup?", asked for its time, place, reason or way: "when did Rovers win the cup?".

    `somebody`: who is known to do what the question says. None where the question has no such form.
    """
    if clause.of_subject:
        who = (clause.noun if is_plural(clause.noun) else f"the {clause.noun}") if clause.noun else somebody
        return f"{asks} {whether(clause, who)}" if who else None
    if clause.noun and clause.auxiliary:
        before, *after = _PREPOSITION.split(clause.rest, maxsplit=1)
        return " ".join([asks, clause.auxiliary, before, clause.noun, *after])
    is_whole = clause.asks == "" or clause.asks.endswith(
        ("when", "where", "why", "how", "how long", "how often", "whom")
    )
    return f"{asks} {clause.auxiliary} {clause.rest}" if is_whole and clause.auxiliary else None


def asked_with(clause: Clause, asks: str, noun: str) -> str | None:
    """The same asked for something else: "how many ships will France send?". None where it asks for no such thing, or
    where that is no English: "how much oil leaked" of volunteers."""
    if not (clause.of_subject or clause.noun) or (asks == "how much" and is_plural(noun)):
        return None
    are_many = clause.of_subject and is_plural(noun)
    auxiliary = _PLURAL.get(clause.auxiliary, clause.auxiliary) if are_many else clause.auxiliary
    return " ".join(filter(None, [asks, noun, auxiliary, clause.rest]))


def is_acted_on(clause: Clause) -> bool:
    """Whether the question tells what was done to somebody or something: "when was the dam built"."""
    return re.fullmatch(_BE, clause.auxiliary) is not None and any(map(is_past, clause.rest.lower().split()))


def noun_phrases(question: str) -> list[Span]:
    """Where a question names things with an article: "the dam" of "when was the dam built?"."""
    found: list[Span] = []
    for determiner in _DETERMINER.finditer(question):
        words: list[re.Match[str]] = []
        ends = ""
        for word in _WORD.finditer(question, determiner.end()):
            if len(words) == _MOST_WORDS or word[0].lower() in word_class("ends_noun_phrase"):
                ends = word[0].lower()
                break
            words.append(word)
        follows = re.search(rf"\b(?:{_MODAL}|{_DO})\s+$", question[: determiner.start()], re.IGNORECASE)
        is_verb = words and ((follows and ends not in ("of", "be", "have")) or is_past(words[-1][0]))
        kept = words[:-1] if len(words) > 1 and is_verb else words
        if kept:
            found.append((determiner.start(), kept[-1].end()))
    return found


def agreeing(auxiliary: str, noun: str) -> str:
    """The form of an auxiliary verb that goes with a noun: "are" with "lawyers"."""
    return (_PLURAL if is_plural(noun) else _SINGULAR).get(auxiliary.lower(), auxiliary)


def be_of(phrase: str, *, is_past: bool) -> str:
    """The form of "be" that goes with what a question names: "were" with "the talks in Oslo"."""
    start, end = next(iter(noun_phrases(phrase)), (0, len(phrase)))
    one = "was" if is_past else "is"
    return _PLURAL[one] if is_plural(phrase[start:end]) else one


def is_plural(noun: str) -> bool:
    """Whether a noun, or several, take the plural. Names do not: "the Netherlands has"."""
    last = noun.split()[-1] if noun.split() else ""
    return " and " in noun or last in _many() or (last.islower() and last.endswith("s") and not last.endswith("ss"))


def is_past(word: str) -> bool:
    """Whether a word is a verb's past form, as far as its looks tell."""
    folded = word.lower()
    is_regular = folded.endswith("ed") and folded not in word_class("no_past") and len(folded) > 3
    return is_regular or folded in word_class("past") or folded in _plain_forms()


def plain_form(verb: str) -> str:
    """The form of a verb that stands after "did"."""
    word = verb.lower()
    if word in _plain_forms():
        return _plain_forms()[word]
    if not word.endswith(("ed", "s")) or word.endswith("ss") or len(word) < 4:
        return word
    fits = [form for form in _stripped(word) if form in _known()]
    return fits[0] if fits else _stripped(word)[0]


def _did(verb: str, *, plural: bool) -> str:
    return "did" if is_past(verb) else "do" if plural else "does"


def _stripped(word: str) -> list[str]:
    """What a word may be the past or the present form of, the likeliest first."""
    if word.endswith(("ied", "ies")):
        return [f"{word[:-3]}y", word[:-1]]
    if word.endswith("s"):
        return [word[:-2] if word.endswith(("shes", "ches", "sses", "xes", "zes", "oes")) else word[:-1]]
    if re.search(r"([bdgklmnprt])\1ed$", word):
        return [word[:-2], word[:-3]] if word.endswith("lled") else [word[:-3], word[:-2]]
    return [word[:-1], word[:-2]] if _GROWN.search(word) else [word[:-2], word[:-1]]


def _noun(tail: str) -> str:
    """The noun that "how many" or "which" asks for: it ends before a verb, which follows its plural."""
    words = list(_WORD.finditer(tail))
    end = 0
    for number, word in enumerate(words):
        if word[0].lower() in word_class("ends_noun_phrase") or _AUXILIARY.match(tail, word.start()):
            break
        is_verb = word[0].islower() and is_past(word[0]) and not any(is_plural(w[0]) for w in words[number + 1 :][:1])
        if is_verb or (end and is_plural(tail[:end])):
            break
        end = word.end()
    return tail[:end]


@cache
def _plain_forms() -> dict[str, str]:
    """The plain form of each irregular past one."""
    told = {form: plain for plain, forms in table("english")["irregular"].items() for form in forms.split()}
    past = {form: plain for form, plain in told.items() if not form.startswith(plain) and not form.endswith("ing")}
    others = {"came": "come", "went": "go", "got": "get", "did": "do", "had": "have", "was": "be", "were": "be"}
    return {form: plain for form, plain in past.items() if plain not in _NOUNS} | others


@cache
def _known() -> frozenset[str]:
    words = [*word_list("common_words"), *word_list("plain_words")]
    return frozenset([*words, *(word for group in table("synonyms")["groups"] for word in group)])


@cache
def _many() -> frozenset[str]:
    return frozenset(form for noun in _NOUNS for form in table("english")["irregular"].get(noun, "").split())


_NOUNS = ("man", "woman", "child", "person", "foot", "analysis", "crisis", "mouse", "tooth", "die")
"""Those of the irregular words that are no verbs, or whose forms are nouns, too."""
