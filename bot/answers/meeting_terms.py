"""The terms by which meetings are told of and asked for: kinds, towns, days and parts, from the word tables."""

from functools import cache

from bot.facts.meetings import family_of
from bot.lexicon import table
from bot.lexicon.dates import MONTHS, WEEKDAYS
from bot.lexicon.geography import country_names, town_names
from bot.models import Role
from bot.terms import term_of, terms_of


@cache
def families() -> dict[str, str]:
    """The family of each kind of meeting that a question may name, by its term; without those that fit any event."""
    kinds = [kind for kind in table("words")["meetings"]["kinds"] if " " not in kind]
    kinds += [kind for kind in table("words")["meetings"]["remote"] if " " not in kind]
    return {
        term: family for kind in kinds if (family := family_of(kind)) not in {"", "talks"} for term in terms_of(kind)
    }


@cache
def town_terms() -> frozenset[str]:
    """The terms of towns, as far as one word names them."""
    terms = map(terms_of, town_names())
    return frozenset(term for name in terms if len(name) == 1 for term in name)


@cache
def calendar_terms() -> frozenset[str]:
    """Weekdays and months."""
    return frozenset(term_of(word) for word in (*WEEKDAYS, *MONTHS))


@cache
def titles() -> frozenset[str]:
    """The terms of titles and roles before a name, countries among them ("U.S. Gen. Jane Roe")."""
    titles = {title for group in table("titles").values() for title in (*group["titles"], *group["roles"])}
    return frozenset(term for title in titles for term in terms_of(title)) | frozenset(country_names())


@cache
def kind_terms() -> frozenset[str]:
    """The words for meetings of all kinds."""
    return frozenset(term for kind in table("words")["meetings"]["kinds"] for term in terms_of(kind))


@cache
def asking_terms() -> frozenset[str]:
    """Words that ask for attendance, or for a meeting of any kind: they do not tell one meeting from another."""
    words = table("words")
    tables = ("participation", "participation_denied")
    phrases = [phrase for name in tables for role in words[name] if role != Role.REMOTE for phrase in words[name][role]]
    phrases += words["meeting_people"]["met"]
    asking = (
        "meeting talks gathering event session people country nation state participant attendee person remote invite "
        "join miss skip boycott chair host moderate lead preside convene decline invitation pull"
    )
    return frozenset(term for phrase in [*phrases, asking] for term in terms_of(phrase))


@cache
def holding_terms() -> frozenset[str]:
    """Words that ask for the holding of a meeting, whichever it is."""
    return frozenset(terms_of("hold held take place happen occur start begin open convene next last"))


@cache
def remote_terms() -> frozenset[str]:
    """Words that ask for those who took part from afar."""
    words = table("words")
    remote = [phrase for name in ("participation", "participation_in") for phrase in words[name][Role.REMOTE]]
    return frozenset(term for phrase in [*remote, *words["meeting_people"]["means"]] for term in terms_of(phrase))
