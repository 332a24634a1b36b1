"""A plain question asked of somebody, something or some place else. Knowledge of English alone."""

import re
from functools import cache

from bot.answers.clauses import AUXILIARY, agreeing, asked_with, is_plural, noun_phrases, taken_apart, whether
from bot.answers.question import understand
from bot.answers.referents import meeting_in
from bot.facts.kinds import MentionKind
from bot.facts.mentions import mentions
from bot.lexicon import table
from bot.lexicon.dates import calendar_words
from bot.lexicon.folding import fold
from bot.lexicon.roles import role_nouns
from bot.terms import words_of

_SPEAKER = re.compile(
    rf"(?P<asks>what\s{AUXILIARY})\s(?P<who>.+?)\s(?=(?:say|said|saying|think|want|tell|told|promise|demand|propose|warn|"
    r"argue|claim)\b)",
    re.IGNORECASE,
)
_LINKS = r"(?:according to|in|at|on|to|from|for|by|with|about|near|after|before|during|since|until|against|under)"
_LINKED = re.compile(rf"(?P<link>{_LINKS})\s(?P<what>.+)", re.IGNORECASE)
_AUXILIARY = re.compile(rf"\b(?:{AUXILIARY})(?=\s$)", re.IGNORECASE)
"""A verb right before what is put in the place of something else, with which it has to agree."""
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_PEOPLE = (
    "people",
    "persons",
    "children",
    "men",
    "women",
    "families",
    "volunteers",
    "residents",
    "workers",
    "countries",
)
_YEAR = re.compile(r"\d{4}")


def of_another(question: str, somebody: str) -> str | None:
    """ "Who attended the talks?", and "Canada": "did Canada attend the talks".

    A name takes the place of one of its kind, and a noun that of a like one; somebody else may have done what is asked
    about. None where there is nothing to put it in the place of.
    """
    clause = taken_apart(question)
    speaker = _SPEAKER.match(question)
    kind = next((mention.kind for mention in mentions(somebody)), None)
    may_act = kind is not MentionKind.PLACE and (kind is not None or acts(somebody))
    if speaker and may_act:
        return f"{speaker['asks']} {somebody} {question[speaker.end() :]}"
    if clause.of_subject and may_act and understand(question).asks_parts:
        return whether(clause, somebody)
    if may_act and clause.asks in ("when", "where") and (meeting := meeting_in(question)):
        return f"did {somebody} attend {meeting}"
    if kind is None:
        return _with_noun(question, somebody)
    # Canada may be one of the ports in the league, but does not leak as oil does.
    may_be_one = (
        not clause.asks.startswith("how") or acts(clause.noun) or clause.auxiliary in ("is", "are", "was", "were")
    )
    if clause.of_subject and may_act and may_be_one and not _names_like(question, kind):
        return whether(clause, somebody)
    link = {MentionKind.PLACE: "in", MentionKind.COUNTRY: "for", MentionKind.ORGANISATION: "for"}.get(kind)
    return _with_name(question, somebody) or (f"{question} {link} {somebody}" if link and may_be_one else None)


def elsewhere(question: str, linked: str) -> str | None:
    """ "Who attended the Oslo talks?", and "in Paris": "who attended the Paris talks".

    What is linked takes the place of what the same word links, or else of a name of its kind, or comes last. None where
    it does not begin with a word that links.
    """
    placed = _LINKED.fullmatch(linked)
    if placed is None:
        return None
    is_time = _is_time(placed["what"])
    same = [
        match
        for match in re.finditer(rf"\b{placed['link']}\s(.+?)(?=\s{_LINKS}\s|$)", question, re.IGNORECASE)
        if _is_time(match[1]) == is_time
    ]
    if same:
        return f"{question[: same[-1].start()]}{linked}{question[same[-1].end() :]}"
    if placed["link"].lower() == "about":
        return None
    is_place = placed["link"].lower() in ("in", "at", "near", "from") and not is_time and mentions(placed["what"])
    return (is_place and _with_name(question, placed["what"])) or f"{question} {linked}"


def _names_like(question: str, kind: MentionKind) -> bool:
    """Whether the question names something of that kind; where the kind is not told, anything."""
    return any(kind in (mention.kind, MentionKind.OTHER) for mention in mentions(question))


def _with_name(question: str, name: str) -> str | None:
    """Another name in the place of one of its kind, or of one whose kind is not told."""
    kind = next((mention.kind for mention in mentions(name)), MentionKind.OTHER)
    named = [mention for mention in mentions(question) if fold(mention.name) not in calendar_words()]
    same = [mention for mention in named if mention.kind is kind]
    maybe = [mention for mention in reversed(named) if MentionKind.OTHER in (mention.kind, kind)]
    if not same and not maybe:
        return None
    one = (same or maybe)[0]
    before = question[: one.start]
    if name.lower().startswith("the ") and before.lower().endswith("the "):
        before = before[: -len("the ")]
    return f"{before}{name}{question[one.end :]}"


def _with_noun(question: str, noun: str) -> str | None:
    """Another noun in the place of what is asked for, of the same noun, or of a like one."""
    clause = taken_apart(question)
    bare = _ARTICLE.sub("", noun)
    if clause.noun and (is_plural(bare) or bare == noun):
        return asked_with(clause, clause.asks, bare)
    spans = noun_phrases(question)
    same = [span for span in spans if _head(question[slice(*span)]) == _head(noun)]
    alike = [span for span in spans if acts(question[slice(*span)]) == acts(noun)]
    if not same and not alike and acts(noun):
        is_what = _ARTICLE.match(clause.rest) is not None  # "what was the fine?", which nobody can be
        return whether(clause, noun) if clause.of_subject and not is_what else None
    found = same or alike or spans
    if not found:
        return None
    # "Is the bank against the takeover?" asks of the bank, "who leads the league of the islands?" of the islands.
    start, end = found[-1] if clause.asks else found[0]
    before, after = question[:start], question[end:]
    if not clause.asks.startswith(("who", "what", "which")) and not after.strip() and len(before.split()) == 1:
        return None  # "Is the road open?", of which nothing would be left
    return f"{_AUXILIARY.sub(lambda verb: agreeing(verb[0], noun), before)}{noun}{after}"


def _head(phrase: str) -> str:
    """The term of a phrase's last word."""
    return next((word.term for word in reversed(words_of(phrase))), "")


def acts(phrase: str) -> bool:
    """Whether a noun is of somebody: a person by what he or she is, or a body of people."""
    noun = next(iter(phrase.split()[-1:]), "").lower()
    return noun in _PEOPLE or not {noun, noun.removesuffix("s")}.isdisjoint(role_nouns() | _bodies())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(table("organisations")["words"])


def _is_time(text: str) -> bool:
    return bool(_YEAR.search(text)) or any(fold(word) in calendar_words() for word in text.split())
