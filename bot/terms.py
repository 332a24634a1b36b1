"""Words as search terms: one analysis for the index and for questions, so that both speak alike.

A term is a word folded (case, accents, typographic apostrophes), brought to one spelling where English has two, and
stemmed (Snowball English). Numbers lose their thousands separators; "U.S." and "U.K." become one word.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from bot.lexicon.folding import fold
from bot.lexicon.geography import first_words, longest_name, places

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W\d_])"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*"  # 30,000 and 2.5
    r"|[^\W_]+(?:['’][^\W_]+)*"  # words, with what follows an apostrophe
)
STOP_WORDS = frozenset(
    """a about above after again against all also although am an and any are as at be because been before being
    below between both but by can could did do does doing done down during each either else ever few for from further
    get gets getting give given go going got had has have having he her here hers herself him himself his how however
    i if in into is it its itself just know let may me might mine more most much must my myself nor not now of off on
    once one only onto or other our ours out over own per please rather really same shall she should show since so
    some such tell than that the their theirs them themselves then there these they this those though through to too
    under until up upon us very was we were what when where whether which while who whom whose why will with within
    without would yes yet you your yours many no any anyone anybody someone somebody everyone thing things cannot
    i'm i'd i'll i've you're you've we're we've they're they've he'd she'd it'll""".split()
)

# Where British and American spelling leave different stems: the first is the one kept.
_SPELLINGS = {
    variant: kept
    for kept, variants in {
        "defense": "defence", "offense": "offence", "license": "licence", "center": "centre", "theater": "theatre",
        "color": "colour", "labor": "labour", "harbor": "harbour", "neighbor": "neighbour", "honor": "honour",
        "favor": "favour", "behavior": "behaviour", "rumor": "rumour", "program": "programme", "gray": "grey", "plow": "plough", "maneuver": "manoeuvre", "meter": "metre", "liter": "litre",
        "fiber": "fibre", "catalog": "catalogue", "dialog": "dialogue", "aluminum": "aluminium", "jewelry": "jewellery",
        "skeptic": "sceptic", "pediatric": "paediatric", "anesthetic": "anaesthetic",
        "traveled": "travelled", "canceled": "cancelled", "signaled": "signalled", "labeled": "labelled",
        "modeled": "modelled", "fueled": "fuelled",
    }.items()
    for variant in (variants, variants + "s")
    for kept in (kept if variant == variants else kept + "s",)
}  # fmt: skip
_IRREGULAR = {
    form: base
    for base, forms in {
        "say": "said says saying", "meet": "met meets meeting meetings", "take": "took taken", "hold": "held",
        "win": "won wins winning", "lose": "lost", "make": "made", "become": "became", "begin": "began begun",
        "speak": "spoke spoken", "leave": "left", "send": "sent", "buy": "bought", "sell": "sold", "pay": "paid",
        "tell": "told", "think": "thought", "find": "found", "lead": "led", "rise": "rose risen", "fall": "fell fallen",
        "grow": "grew grown", "break": "broke broken", "choose": "chose chosen", "write": "wrote written",
        "give": "gave given", "fly": "flew flown", "drive": "drove driven", "steal": "stole stolen", "sing": "sang sung",
        "man": "men", "woman": "women", "child": "children", "person": "people", "die": "died dies dying dead death",
        "shoot": "shot", "build": "built", "spend": "spent", "bring": "brought", "fight": "fought", "catch": "caught",
        "teach": "taught", "wear": "wore worn", "throw": "threw thrown", "hide": "hid hidden", "sink": "sank sunk",
        "withdraw": "withdrew withdrawn", "overturn": "overturned", "foot": "feet", "analysis": "analyses",
    }.items()
    for form in forms.split()
}  # fmt: skip
# Stop words that mean something else with these capitals.
_CAPITALISED_WORDS = frozenset({"May", "US", "IT", "WHO"})
_stemmer = Stemmer.Stemmer("english")


class Word(NamedTuple):
    """One word of a text, or one name of a country or place: where it stands, and its term.

    `term` is empty for a stop word, and starts with "@" for a country or place, whatever its spelling.
    """

    start: int
    end: int
    term: str


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """The search term of one word as it stands; empty for a stop word."""
    folded = fold(word)
    if folded.endswith("n't") or (folded in STOP_WORDS and word not in _CAPITALISED_WORDS):
        return ""
    if folded[:1].isdigit():
        return folded.replace(",", "")
    base = _SPELLINGS.get(folded, folded)
    stem: str = _stemmer.stemWord(_IRREGULAR.get(base, base.replace(".", "")))
    return stem


def words_of(text: str) -> list[Word]:
    """Every word of the text, in order, stop words included; a name of several words is one."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        start, end, token = tokens[at]
        taken, term = _place(tokens, at) if fold(token) in first_words() else (0, "")
        words.append(
            Word(start, tokens[at + taken - 1][1], term) if taken else Word(start, end, term_of(token))
        )
        at += taken or 1
    return words


def terms_of(text: str) -> list[str]:
    """The search terms of a text, in order, without stop words."""
    return [word.term for word in words_of(text) if word.term]


def _place(tokens: list[tuple[int, int, str]], at: int) -> tuple[int, str]:
    """How many tokens from `at` name a country or place, and its term; (0, "") where they name none."""
    folded = tuple(fold(token) for _, _, token in tokens[at : at + longest_name()])
    for length in range(len(folded), 0, -1):
        place = places().get(folded[:length])
        if place and (not place.needs_capital or tokens[at][2][0].isupper()):
            return length, place.term
    return 0, ""
