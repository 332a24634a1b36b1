"""Parts that are told beside a noun: "talks between Chile and Peru", "present were", "Roe's absence"."""

import re
from collections.abc import Iterator

from bot.facts.meetings import family_of, meeting_nouns, remote_means, told_kinds
from bot.facts.mentions import MentionKind
from bot.facts.parties import Clause, Party, listed, subject
from bot.facts.scanning import Scanner, choices, has_any
from bot.facts.speakers import saying_terms
from bot.models import Role
from bot.terms import terms_of

_INVERTED = re.compile(
    r"\W{0,3}(?:[Aa]lso\s)?(?:[Pp]resent|[Aa]ttending|[Ii]n attendance|[Aa]mong (?:those|the) [a-z]{3,12}|"
    r"(?P<absent>[Aa]bsent|[Mm]issing|[Cc]onspicuously absent|[Nn]otably absent))\b[^.;:]{0,80}?\b(?:was|were)\s"
)
_INCLUDED = Scanner(
    re.compile(
        r"\b(?:participants|attendees|delegates|guests|guest list|speakers|"
        r"those (?:present|attending|in attendance|taking part)|"
        r"(?P<invited>those invited|invitees))\s(?:at [^.,;]{0,40}\s)?(?:also\s)?included?\s"
    ),
    first=choices("participants|attendees|delegates|guests|guest|speakers|those|invitees"),
    needs=choices("include|included"),
)
_SO_WERE = re.compile(r"\W{0,3}So\s(?:was|were|did)\s")
# "Roe came, Berg did not."
_ONE_CAME = Scanner(
    re.compile(
        r"(?:came|went|attended|turned up|appeared)(?:,|;| but| and|, but)\s"
        r"(?=[^,;.]{3,60}?\s(?P<not>did(?:\snot|n['’]t))[.,;])"
    ),
    first=choices("came|went|attended|turned|appeared"),
    needs=choices("did|didn"),
)
_PLACE = r"(?:\s(?:in|at|on)\s[\w’'-]{1,30}(?:\s[A-Z][\w’'-]{1,30})?){0,2}"
_BETWEEN = re.compile(rf"{_PLACE}\s(?:between|among|involving)\s")
_BY = re.compile(rf"s?(?:\s(?:to|in|of)\s(?:the\s)?[\w’'-]{{1,30}}(?:\s[A-Z][\w’'-]{{1,30}})?)?{_PLACE}\sby\s")
_OF = re.compile(rf"{_PLACE}\sof\s")
_WITH = re.compile(rf"{_PLACE}\swith\s")
_OPENING_WITH = re.compile(r"\W{0,3}(?:After|During|Following|At|In|Before|Ahead of)\s")
_OWNER = re.compile(r"['’]s?\s(?:[\w-]{1,20}\s){0,3}$")
_NOT_REAL = re.compile(
    r"\b(?:proposed|possible|potential|requested?|calls? for|called for|calling for|urged|no|without|offer(?:ed|s)?|"
    r"ruled out|reject(?:ed|s)?|refus(?:ed|es|e)|wants?|wanted|demand(?:ed|s)?|future|any|if|cancell?ed|postponed|"
    r"seek(?:s|ing)?|sought|hopes?|hoped|until|would|could|may|might|never|not|n['’]t|"
    r"suggest(?:ed|s)?|idea of|push(?:ed|ing)? for)\b",
    re.IGNORECASE,
)
_MEETS_OF = frozenset(["meeting", "talk", "summit", "mini-summit", "gathering", "conference", "call", "conversation"])
_AND_OTHER = re.compile(r"\sand\s(?:the|its|his|her|their|several|some|other)\s")
_AHEAD = re.compile(
    r"\b(?:planned|upcoming|forthcoming|ahead of|before|next|will|due|scheduled|expected|set to|to hold|plans?)\b",
    re.IGNORECASE,
)
_SPEAKS_AT = re.compile(
    r"\W{0,3}(?:During|At|Addressing|In)\s(?:the|this|that|a|an)\s(?:(?!(?:of|that|about|on|for|after|before)\b)[\w-]{1,20}\s){0,3}$"
)
_SAID_AT = re.compile(
    r"\s(?:during|at|in)\s(?:the|this|that|a|an|his|her|their)\s(?:(?!(?:of|that|about|on|for|after|before)\b)[\w-]{1,20}\s){0,3}$"
)
_ABSENCE_OF = Scanner(re.compile(r"\b[Aa]bsence\sof\s"), first=choices("absence"))
_ABSENCE = Scanner(re.compile(r"['’]s?\sabsence\b"), first=choices("'|’"), needs=choices("absence"))
_STAND_IN = Scanner(
    re.compile(r"(?<=\s)(?:(?:stood in|deputi[sz]ed|filled in|substituted)\sfor|took the place of)\s"),
    first=choices("stood|deputised|deputized|filled|substituted|took"),
)
_SENT_DEPUTY = Scanner(
    re.compile(r"\bsent\s(?:his|her|its|their)\s(?:[\w-]{1,20}\s){0,3}[\w-]{1,20},\s"), first=choices("sent")
)
_SENT = Scanner(
    re.compile(
        r"\bsent\s(?:only\s)?(?:an?|its|two|three|some|several)\s(?:(?!peace|war)[a-z-]{1,20}\s){0,2}"
        r"(?:ministers?|deputy|deputies|officials?|delegates?|envoys?|representatives?|negotiators?|observers?|ambassadors?)\b"
    ),
    first=choices("sent"),
)
_TAKING_PART = Scanner(
    re.compile(r"\b(?:participation|attendance|presence)\sof\s(?:[a-z][a-z\s]{2,60}?\s(?:such as|including|like)\s)?"),
    first=choices("participation|attendance|presence"),
)
_FROM_AFAR = Scanner(
    re.compile(
        r"\bjoining\s(?P<means>[a-z ]{4,30}?)\sfrom\s(?:(?:countries|nations|states)\s)?"
        r"(?:(?:such as|like|including)\s)?"
    ),
    first=choices("joining"),
)
_LED = Scanner(
    re.compile(r"\bdelegation\s(?:(?:was|were|is|will be)\s)?(?:led|headed)\sby\s"), first=choices("delegation")
)
_IN_CHAIR = Scanner(
    re.compile(r"\bwith\s([^.;:]{2,90}?)\s(?:in the chair|presiding|moderating)\b"),
    first=choices("with"),
    needs=choices("chair|presiding|moderating"),
)
_TELLING = frozenset[str]().union(
    *(
        scanner.needs
        for scanner in (
            *(_INCLUDED, _TAKING_PART, _FROM_AFAR, _LED, _IN_CHAIR),
            *(_STAND_IN, _SENT_DEPUTY, _SENT, _ONE_CAME, _ABSENCE_OF, _ABSENCE),
        )
    )
)
"""Without one of these words no such part is told."""

_NEAR = 45
Told = tuple[Party, Role, int]


def of_meetings(clause: Clause, last: Role | None) -> Iterator[Told]:
    """The parts told beside nouns, with where. `last` is the role that the sentence before told of ("So was Roe")."""
    yield from _openings(clause, last)
    if has_any(clause.text, _TELLING):
        yield from _lists(clause)
        yield from _stand_ins(clause)
    for noun in meeting_nouns().find_all(clause.text):
        yield from _of_noun(clause, noun)
        yield from _speakers(clause, noun)


def _openings(clause: Clause, last: Role | None) -> Iterator[Told]:
    """What a sentence may begin with: "Present were", "So was"."""
    text = clause.text
    if match := _INVERTED.match(text):
        role = Role.ABSENT if match["absent"] else Role.ATTENDED
        yield from ((party, role, match.end()) for party in listed(clause, match.end()))
    if last and (match := _SO_WERE.match(text)):
        yield from ((party, last, match.end()) for party in listed(clause, match.end()))


def _lists(clause: Clause) -> Iterator[Told]:
    text = clause.text
    for included in _INCLUDED.find_all(text):
        role = Role.INVITED if included["invited"] else Role.ATTENDED
        yield from ((party, role, included.end()) for party in listed(clause, included.end()))
    if match := _TAKING_PART.search(text):
        yield from ((party, Role.ATTENDED, match.end()) for party in listed(clause, match.end()))
    if (match := _FROM_AFAR.search(text)) and remote_means().fullmatch(match["means"]):
        yield from ((party, Role.REMOTE, match.end()) for party in listed(clause, match.end()))
    if match := _LED.search(text):
        yield from ((party, Role.ATTENDED, match.end()) for party in listed(clause, match.end()))
    if match := _IN_CHAIR.search(text):
        yield from ((p, Role.CHAIRED, match.end()) for p in clause.parties if match.start(1) <= p.start < match.end(1))


def _stand_ins(clause: Clause) -> Iterator[Told]:
    """Who came for somebody else, and who therefore was not there."""
    text = clause.text
    if match := _STAND_IN.search(text):
        others = listed(clause, match.end())
        yield from ((party, Role.ABSENT, match.end()) for party in others)
        yield from ((party, Role.ATTENDED, match.end()) for party in subject(clause, match.start()) if others)
    if match := _SENT_DEPUTY.search(text):
        yield from ((party, Role.ATTENDED, match.end()) for party in listed(clause, match.end()))
    if match := _ONE_CAME.search(text):
        yield from ((party, Role.ATTENDED, match.end()) for party in subject(clause, match.start()))
        yield from ((party, Role.ABSENT, match.end("not")) for party in subject(clause, match.start("not")))
    if match := _SENT.search(text):
        told = (party for party in subject(clause, match.start()) if party.kind is not MentionKind.PERSON)
        yield from ((party, Role.ATTENDED, match.end()) for party in told)
    if match := _ABSENCE_OF.search(text):
        yield from ((party, Role.ABSENT, match.end()) for party in listed(clause, match.end()))
    if match := _ABSENCE.search(text):
        number = clause.ending_at(match.start())
        if number >= 0:
            yield clause.parties[number], Role.ABSENT, match.end()


def _of_noun(clause: Clause, noun: re.Match[str]) -> Iterator[Told]:
    """ "a visit to Oslo by officials from Chile", "talks between Chile and Peru", "Roe's meeting with Berg"."""
    text = clause.text
    left = text[max(0, noun.start() - 60) : noun.start()]
    if _NOT_REAL.search(left) or (next(told_kinds([noun])) and family_of(next(told_kinds([noun]))) == "match"):
        return
    role = Role.EXPECTED if _AHEAD.search(left) else Role.ATTENDED
    if match := _BETWEEN.match(text, noun.end()):
        several = listed(clause, match.end())
        if len(several) > 1 or (several and several[0].kind is None) or _is_list(text, several):
            yield from ((party, role, match.end()) for party in several)
    elif noun.group().lower().rstrip("s") in {"visit", "trip"} and (match := _BY.match(text, noun.end())):
        yield from ((party, role, match.end()) for party in listed(clause, match.end()))
    elif (match := _OF.match(text, noun.end())) and noun.group().lower().rstrip("s") in _MEETS_OF:
        yield from ((p, role, match.end()) for p in listed(clause, match.end()) if p.kind is None)
    elif match := _WITH.match(text, noun.end()):
        others = listed(clause, match.end())
        owners = _owners(clause, noun.start())
        if others and not owners and _OPENING_WITH.match(text):
            owners = _speaker_after(clause, others[-1].end)
        if others and owners:
            yield from ((party, role, match.end()) for party in [*owners, *others])


def _is_list(text: str, found: list[Party]) -> bool:
    """Whether what is one party for the text is several, or another is named beside it: "Acme and its staff"."""
    if len(found) != 1:
        return False
    return " and " in text[found[0].start : found[0].end] or bool(_AND_OTHER.match(text, found[0].end))


def _owners(clause: Clause, at: int) -> list[Party]:
    """Whose meeting it is: "Roe's Oslo meeting"."""
    left = clause.text[:at]
    owner = _OWNER.search(left[-70:])
    if not owner:
        return []
    end = at - len(left[-70:]) + owner.start()
    number = clause.ending_at(end)
    return [clause.parties[number]] if number >= 0 else []


def _speaker_after(clause: Clause, at: int) -> list[Party]:
    """ "After talks with Berg, Roe said": Roe."""
    comma = clause.text.find(",", at)
    found = next((p for p in clause.parties if comma >= 0 and comma < p.start <= comma + 40), None)
    return [found] if found and found.kind is MentionKind.PERSON and _speaks(clause.text[found.end :]) else []


def _speakers(clause: Clause, noun: re.Match[str]) -> Iterator[Told]:
    """ "During the talks, Gen. Roe said", "Roe said at the hearing": who speaks at a meeting attends it."""
    text = clause.text
    if _SPEAKS_AT.match(text[: noun.start()]):
        comma = text.find(",", noun.end(), noun.end() + 60)
        if comma >= 0:
            for party in clause.parties:
                if party.start > comma and party.kind is MentionKind.PERSON:
                    if party.start - comma < _NEAR and _speaks(text[party.end :]):
                        yield party, Role.ATTENDED, noun.end()
                    return
    elif match := _SAID_AT.search(text[max(0, noun.start() - 60) : noun.start()]):
        at = max(0, noun.start() - 60) + match.start()
        word = re.search(r"([\w’'-]+)$", text[:at])
        if word and any(term in saying_terms() for term in terms_of(word[1])):
            yield from (
                (p, Role.ATTENDED, noun.end())
                for p in subject(clause, word.start())
                if p.kind is not MentionKind.COUNTRY
            )


def _speaks(after: str) -> bool:
    return any(term in saying_terms() for term in terms_of(after[:40])[:2])
