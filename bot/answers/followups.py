"""What is said in a thread, as a whole question: "and Canada?" goes on from the question before it.

By wording alone. The whole question is what is then asked and shown, so that everybody sees how it was understood. What
has no better form is put behind the question before it ("Who attended the talks? Who was absent?"), which is
understood as such. What can stand alone is left alone.
"""

import re
from datetime import date

from bot.answers.clauses import (
    ASKS,
    AUXILIARY,
    LINKED,
    adverbial,
    asked_with,
    be_of,
    denied,
    is_acted_on,
    is_past,
    is_plural,
    noun_phrases,
    taken_apart,
)
from bot.answers.further import further
from bot.answers.patterns import QUOTED
from bot.answers.periods import timing
from bot.answers.question import plain_text, understand
from bot.answers.referents import lead_of, meeting_in, with_referents
from bot.answers.sought import asking_terms
from bot.answers.substitution import acts, elsewhere, of_another
from bot.answers.whole_questions import ASKING, FollowUp, behind, whole
from bot.facts.kinds import MentionKind
from bot.facts.mentions import mentions
from bot.models import Kind, Role
from bot.store import Thread
from bot.terms import terms_of

_MOST_WORDS = 6
"""Words that a fragment may have."""
_CUT_SHORT = 2
"""Words up to which a question is no whole one: "who chaired?"."""
_MOST_VALUE = 80
"""Characters up to which a value of the answer fits into a question."""
_OPENING = re.compile(
    r"(?:(?:and|but|or|so|okay|ok|also)[,\s]+)?(?:(?:what|how)\sabout\s+|what\sof\s+)?", re.IGNORECASE
)
_IS = re.compile(r"^(who|what|when|where|how)['’]s\b", re.IGNORECASE)
_ASIDE = re.compile(r"(?:when|where|why|how\slong)\b", re.IGNORECASE)
"""What asks for no more than the time, place or reason of what was asked about before."""
_SAID_SO = re.compile(r"who\s(?:said|says)(?:\s(?:so|that|this|it))?|says\swho|according\sto\swhom?", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?P<asks>{LINKED}{ASKS})"
    r"(?:\s(?:(?P<denies>not)|so|exactly|ones?|(?:is|was)\s(?:it|this|that)))?",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    rf"(?i:{AUXILIARY})\s(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*)*)(?:\s(?P<verb>[a-z]+))?",
)
_TIME = re.compile(
    r"(?:last|this|next|the same)\s(?:year|season|quarter|month|week|spring|summer|autumn|winter)", re.IGNORECASE
)
_NO_THING = re.compile(
    r"then|afterwards?|later|now|before|since|next|"
    r"(?:the\s|an?\s)?(?:(?:other|second|third|first|last|next|old|new|same)(?:\sones?)?|others)",
    re.IGNORECASE,
)
"""What cannot take the place of anything that was asked about: "and then?", "and the other one?"."""
_VERB = re.compile(rf"\b(?:{AUXILIARY}|{ASKS})\b", re.IGNORECASE)
_STATES = ("absent", "present", "missing", "there", "responsible", "invited", "uninvited")


def resolve(said: str, before: Thread, today: date) -> FollowUp | None:
    """The whole question that is meant where something is said after another one; None where it is a question itself.

    `today`: from which "last week" is reckoned.
    """
    text = plain_text(said)
    opening = _OPENING.match(text)
    rest = _IS.sub(r"\1 is", text[opening.end() if opening else 0 :].strip(" ?!.,"))
    lead = lead_of(before.question)
    if not rest or not lead or QUOTED.search(text) or _is_twofold(text):
        return None
    if more := further(rest, before):
        return more
    if _SAID_SO.fullmatch(rest):
        return FollowUp(whole(_who_said_so(before)), is_aside=True)
    found = (
        _asked_again(rest, before)
        or _of_another_kind(rest, lead)
        or _at_another_time(rest, lead, today)
        or _of_other_things(rest, before, has_opening=rest != text.strip(" ?!.,"))
        or _of_one_asked(rest, lead)
        or _pointing_back(rest, before)
        or _cut_short(rest, lead)
    )
    return FollowUp(whole(found)) if found else None


def _who_said_so(before: Thread) -> str:
    lead = lead_of(before.question)
    clause = taken_apart(lead)
    value = next(iter(before.named), "")
    if clause.of_subject and value and len(value) <= _MOST_VALUE and _is_simple(before):
        return f"who said {value} {clause.predicate}"
    return behind("who said so", before.question.rstrip("?!. "))


def _asked_again(rest: str, before: Thread) -> str | None:
    """ "When?": the same, asked for its time."""
    alone = _ALONE.fullmatch(rest)
    if alone is None:
        return None
    lead, asks = lead_of(before.question), alone["asks"].lower()
    clause, meeting, question = taken_apart(lead), meeting_in(lead), understand(lead)
    if meeting and asks in ("when", "where", "how long") and (question.asks_parts or clause.of_subject):
        return f"{asks} {be_of(meeting, is_past=clause.auxiliary not in ('will', 'is', 'are'))} {meeting}"
    if meeting and asks in ("who", "how many") and question.kind is not Kind.ATTENDANCE and not clause.noun:
        return f"{'who' if asks == 'who' else 'how many people'} attended {meeting}"
    if asks == "how many":
        return asked_with(clause, asks, clause.noun or "people") or behind(rest, lead)
    if asks in ("who", "which", "what"):
        is_of_them = clause.noun and (asks != "who" or acts(clause.noun))
        return (is_of_them and asked_with(clause, "which", clause.noun)) or behind(rest, lead)
    if not _is_simple(before):
        return behind(rest, before.question.rstrip("?!. "))
    if asks == "how much" or (asks == "by whom" and not is_acted_on(clause)):
        return behind(rest, lead)
    names_who = clause.asks == "who" and question.kind is not Kind.DEFINITION and len(set(before.named)) == 1
    told = denied(clause) if alone["denies"] else clause
    return adverbial(told, asks, before.named[0] if names_who else "") or behind(rest, lead)


def _of_another_kind(rest: str, lead: str) -> str | None:
    """ "Which countries?", "how many ships?": the same, asked for other things."""
    clause = taken_apart(rest)
    if not clause.noun or clause.auxiliary or clause.rest:
        return None
    if Role.CHAIRED in understand(lead).roles and (meeting := meeting_in(lead)):  # one person chairs, many attend
        return f"{rest} attended {meeting}"
    asked = taken_apart(lead)
    # France sells ships to countries: those who act do not take the place of what is done with.
    is_alike = asked.of_subject or acts(clause.noun) is acts(asked.noun)
    return (is_alike and asked_with(asked, clause.asks, clause.noun)) or behind(rest, lead)


def _at_another_time(rest: str, lead: str, today: date) -> str | None:
    """ "Since March?": of what was published then, in place of what the question said of that."""
    said = timing(rest, today)
    is_time = (said.period or said.order) and not said.text.strip(" ?")
    if not is_time and not _TIME.fullmatch(rest):
        return None
    return f"{timing(lead, today).text} {rest}"


def _of_other_things(rest: str, before: Thread, *, has_opening: bool) -> str | None:
    """ "And Canada?", "in Paris?", "and the fee?". Without "and", only a name is taken for such a fragment."""
    lead = lead_of(before.question)
    if len(rest.split()) > _MOST_WORDS or _VERB.search(rest):
        return None
    if not ASKING.match(lead):
        return behind(rest, lead) if has_opening else None
    if has_opening and _NO_THING.fullmatch(rest):
        return behind(f"and {rest}", lead)
    if has_opening and (pointed_to := with_referents(rest, before)) is not None:
        return behind(f"and {pointed_to or rest}", lead)
    if moved := elsewhere(lead, rest):
        return moved
    names = mentions(rest)
    is_name = bool(names) and names[0].start <= len("the ") and names[-1].end == len(rest)
    if not is_name and not has_opening:
        return None
    is_of_who = before.who and is_name and names[0].kind is not MentionKind.PLACE and _ASIDE.match(lead)
    asked = lead_of(before.who.question) if before.who and is_of_who else lead
    return of_another(asked, rest) or behind(_beside(rest, lead), lead)


def _beside(noun: str, lead: str) -> str:
    """Something else to be asked for beside what was: "how many volunteers?", after "how much oil leaked?"."""
    is_number = taken_apart(lead).asks in ("how many", "how much") and not mentions(noun) and not noun_phrases(noun)
    return f"{'how many' if is_plural(noun) else 'how much'} {noun}" if is_number else f"and {noun}"


def _of_one_asked(rest: str, lead: str) -> str | None:
    """ "Did Canada?", "did Canada attend?": of somebody else, to be answered with yes or no."""
    asked = _OF_ONE.fullmatch(rest)
    if asked is None or not mentions(asked["who"]) or not set(terms_of(asked["verb"] or "")) <= set(terms_of(lead)):
        return None
    return of_another(lead, asked["who"]) or behind(rest, lead)


def _pointing_back(rest: str, before: Thread) -> str | None:
    """ "What did she say?": with what the pronoun stands for, or behind the question where that is not known."""
    meant = with_referents(rest, before)
    return None if meant is None else meant or behind(rest, lead_of(before.question))


def _cut_short(rest: str, lead: str) -> str | None:
    """ "Who chaired?": a verb alone, of what was asked about before."""
    clause = taken_apart(rest)
    told = set(terms_of(clause.rest)) - asking_terms()
    if (
        not (clause.of_subject or not clause.rest)
        or clause.noun
        or mentions(rest)
        or noun_phrases(rest)
        or len(told) > 1
    ):
        return None
    verb = clause.rest.split()[-1].lower() if clause.rest else ""
    is_verb = not clause.rest or not clause.auxiliary or is_past(verb) or verb in _STATES
    return behind(rest, lead) if is_verb else None


def _is_twofold(text: str) -> bool:
    """Whether it is a whole question with another behind it, as a follow-up comes to be."""
    lead = lead_of(text)
    return lead != text.rstrip("?!. ") and ASKING.match(lead) is not None and len(lead.split()) > _CUT_SHORT


def _is_simple(before: Thread) -> bool:
    """Whether nothing was put behind the question, which what was found would belong to."""
    return lead_of(before.question) == before.question.rstrip("?!. ")
