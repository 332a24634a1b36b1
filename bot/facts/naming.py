"""A run of capitalised words, told as the names in it: each with its titles, and with what it stands for."""

import re
from collections.abc import Sequence

from bot.facts.kinds import Mention, MentionKind, kind_by_noun
from bot.facts.names import Token, known_at
from bot.facts.persons import MOST_WORDS, is_person, may_be_surname, without_letters
from bot.facts.surroundings import Surroundings
from bot.facts.titles import is_royal, title_length
from bot.facts.wordlore import GIVEN, THING, Lore, listed

_IN = re.compile(
    r"\b(?:in|near|outside|across|around|(?:north|south|east|west)(?:ern)?(?: of)?)\s(?:the\s)?$", re.IGNORECASE
)
_OBJECT = re.compile(r"\s(?:the|an?|your|this|that|my|our|it|me|us|them|these|for|in|on|up|out|to)\b")
_APOSTROPHE = re.compile("'")
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Le|La|Van|Fitz|Du|Des)[A-Z])[A-Z][a-z]+[A-Z]")
_LANGUAGE = re.compile(r"\b(?:sp[eo]ak\w*|spoke|fluent|learn\w*|translated|into|in)(?:\s[A-Z][a-z]+\s(?:and|or))?\s$")
_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:)”]|and\b|or\b|but\b|$)")
_COMMON_ENDING = re.compile(r"\w{3}(?:tion|tions|ment|ments|ness|ly|ing|ings|ities|ists|ive|ous|ful|less|able|ible)$")
_PERSON_NOUN = re.compile(r"\w{3}(?:er|or|ist|man|woman)$")
_NAMELIKE = GIVEN | Lore.SURNAME | Lore.CALENDAR
_NO_NAME = Lore.OPENER | Lore.STOP
_KIND_OF = {
    "organisation": MentionKind.ORGANISATION,
    "thing": MentionKind.OTHER,
    "town": MentionKind.PLACE,
    "region": MentionKind.PLACE,
    "country": MentionKind.COUNTRY,
    "people": MentionKind.COUNTRY,
}


def classify(around: Surroundings, segment: Sequence[Token]) -> list[Mention]:
    """The names in one run of capitalised words, in order."""
    tokens = list(segment)
    if (len(tokens) > 1 or not tokens[0].lore & Lore.PLAIN) and around.quotes(tokens):
        return [around.mention(tokens, MentionKind.OTHER)]
    opens = around.opens(tokens[0].start)
    while len(tokens) > 1 and _is_no_part(tokens, opens=opens):
        tokens = _after_joiners(tokens[1:])
    while len(tokens) > 1 and (tokens[-1].joins or _is_date(tokens)):
        tokens = tokens[:-1]
    if len(tokens) == 1 and _says_nothing(around, tokens[0], opens=opens and tokens[0] is segment[0]):
        return []
    return _names(around, tokens)


def _is_date(tokens: Sequence[Token]) -> bool:
    """Whether the last word says when: not in "Theresa May"."""
    last, before = tokens[-1], tokens[-2]
    return bool(last.lore & Lore.CALENDAR) and not (last.word == "may" and before.lore & (GIVEN | Lore.TITLE))


def _after_joiners(tokens: list[Token]) -> list[Token]:
    while len(tokens) > 1 and tokens[0].joins:
        tokens = tokens[1:]
    return tokens


def _is_no_part(tokens: list[Token], *, opens: bool) -> bool:
    """Whether the first word only opens the sentence, or says when."""
    first, second = tokens[0], tokens[1]
    if title_length(tokens, 0) or first.word in listed("before_places"):
        return False
    if first.text.isupper() and len(first.text) > 1 and not first.lore & Lore.CALENDAR:
        return False
    if first.lore & (Lore.OPENER | Lore.CALENDAR | Lore.STOP):
        is_given = first.lore & GIVEN and not second.lore & (THING | Lore.PLAIN)
        return known_at(tokens, 0)[0] < 2 and (second.joins or not is_given)
    is_plain = (first.lore & Lore.PLAIN or _PERSON_NOUN.search(first.word)) and not first.lore & (
        _NAMELIKE | Lore.ROLE | Lore.MODIFIER
    )
    return bool(opens and is_plain and not second.joins and _starts_name(tokens) and not known_at(tokens, 0)[0])


def _starts_name(tokens: list[Token]) -> bool:
    """Whether a name begins with the second of the words."""
    rest = tokens[1:]
    is_person = len(rest) > 1 and rest[0].lore & Lore.GIVEN
    return bool(is_person or known_at(rest, 0)[0] == len(rest) or title_length(rest, 0))


def _says_nothing(around: Surroundings, token: Token, *, opens: bool) -> bool:
    """Whether a single word is no name: a day, a language's common word, or a sentence's first."""
    known = known_at([token], 0)[0]
    if token.lore & Lore.CALENDAR:
        return True
    if known:
        return False
    if token.text.isupper() and token.lore & _NO_NAME and len(token.text) > 1:
        return True
    if token.lore & _NO_NAME or (len(token.text) == 1 and not token.text.isalpha()):
        return not (token.text.isupper() and len(token.text) > 1)
    if opens and token.lore & Lore.ALSO_GIVEN and token.lore & Lore.PLAIN and around.follows(_OBJECT, token.end):
        return True
    if not opens or token.lore & Lore.GIVEN or (token.text.isupper() and len(token.text) > 1):
        return False
    is_common = bool(token.lore & (Lore.PLAIN | Lore.ROLE | Lore.REMIT | Lore.MODIFIER)) or _looks_common(token.word)
    return is_common and not (token.owns and around.follows(_APOSTROPHE, token.end))


def _looks_common(word: str) -> bool:
    """Whether a word has an ending that names seldom have."""
    return bool(_COMMON_ENDING.search(word))


def _names(around: Surroundings, tokens: list[Token]) -> list[Mention]:
    length, what = known_at(tokens, 0)
    if length == len(tokens):
        is_language = what == "people" and _is_language(around, tokens)
        return [] if is_language else [around.mention(tokens, _KIND_OF[what])]
    begin, titled = _head(tokens)
    if titled:
        return _titled(around, tokens, begin)
    if at := _title_within(tokens):
        return [*classify(around, tokens[:at]), *classify(around, tokens[at:])]
    rest = tokens[length:]
    if length and rest[0].joins:
        length = 0
    if not length:
        return _unknown(around, tokens)
    kind = _KIND_OF[what]
    if length == 1 and tokens[0].lore & Lore.ALSO_GIVEN and may_be_surname(tokens[-1]) and not known_at(tokens, 1)[0]:
        return [around.mention(tokens, MentionKind.PERSON)]
    if (head := kind_by_noun(tokens)) and not is_person(around, rest):
        return [around.mention(tokens, head)]
    if what == "organisation" and tokens[0].lore & (Lore.GIVEN | Lore.SURNAME):
        return _unknown(around, tokens)
    if kind is MentionKind.PLACE and not known_at(rest, 0)[0] and not is_person(around, rest):
        is_team = not any(token.joins or token.lore & Lore.PLAIN for token in rest) and rest[-1].word.endswith("s")
        return [around.mention(tokens, MentionKind.ORGANISATION) if is_team else around.mention(tokens[:length], kind)]
    if what == "thing" or (kind is MentionKind.ORGANISATION and not is_person(around, rest)):
        return [around.mention(tokens, MentionKind.OTHER)]
    return [around.mention(tokens[:length], kind), *classify(around, rest)]


def _is_language(around: Surroundings, tokens: Sequence[Token]) -> bool:
    return around.follows(_ENDS_CLAUSE, tokens[-1].end) and bool(_LANGUAGE.search(around.before(tokens[0].start, 40)))


def _head(tokens: Sequence[Token]) -> tuple[int, bool]:
    """How many of the first words are titles, or countries and organisations before one; and whether any is a title."""
    begin, titled = 0, False
    while begin < len(tokens) and not tokens[begin].joins:
        if length := title_length(tokens, begin):
            begin, titled = begin + length, True
        elif not titled and (length := _holder(tokens, begin)):
            begin += length
        else:
            break
    return begin, titled


def _title_within(tokens: Sequence[Token]) -> int:
    """Where a title with a name behind it begins after other names: "Arkansas Gov. Jane Roe"; 0 for nowhere."""
    for at in range(1, len(tokens) - 1):
        if not tokens[at].lore & (Lore.TITLE | Lore.MODIFIER) or tokens[at - 1].joins:
            continue
        length = title_length(tokens, at)
        if length and at + length < len(tokens) and tokens[at + length].lore & GIVEN:
            return at
    return 0


def _holder(tokens: Sequence[Token], at: int) -> int:
    """How many words from `at` say whose a title is: "French" in "French President", "UN" in "UN Secretary-General"."""
    if at + 1 == len(tokens):
        return 0
    length = known_at(tokens, at)[0] or int(tokens[at].text.isupper() and len(tokens[at].text) > 1)
    after = at + length
    return length if length and after < len(tokens) and not tokens[after].joins and title_length(tokens, after) else 0


def _titled(around: Surroundings, tokens: list[Token], begin: int) -> list[Mention]:
    """A name behind its titles; a title alone is no name."""
    rest = without_letters(tokens[begin:]) if begin < len(tokens) and not tokens[begin].joins else tokens[begin:]
    if not (rest and rest[0].joins) and (head := kind_by_noun(tokens)):
        is_name = len(rest) > 1 and rest[0].lore & Lore.GIVEN and not kind_by_noun(rest)
        if not is_name:
            return [around.mention(tokens, head)]
    holder, what = known_at(tokens, 0)
    if not rest:
        return [around.mention(tokens[:holder], _KIND_OF[what])] if holder else []
    if rest[0].joins:
        if is_royal(tokens[begin - 1].word) and rest[0].text == "of":
            return [around.mention(tokens, MentionKind.PERSON)]
        behind = _after_joiners(rest)
        whose = [around.mention(tokens[:holder], _KIND_OF[what])] if holder else []
        return whose + ([] if behind[0].joins else classify(around, behind))
    if len(rest) > MOST_WORDS or (rest[0].lore & (Lore.PLAIN | THING) and not rest[0].lore & _NAMELIKE):
        return _unknown(around, rest) if not holder else classify(around.without_surnames(), tokens[:holder])
    if known_at(rest, 0)[0] == len(rest) and not rest[-1].lore & _NAMELIKE:
        return [m for part in (tokens[:holder], rest) if part for m in classify(around.without_surnames(), part)]
    return [around.mention([*tokens[:begin], *rest], MentionKind.PERSON, name=rest)]


def _unknown(around: Surroundings, tokens: list[Token]) -> list[Mention]:
    if tokens[0].joins:
        return []
    if is_person(around, tokens):
        return [around.mention(without_letters(tokens), MentionKind.PERSON)]
    if kind := kind_by_noun(tokens):
        return [around.mention(tokens, kind)]
    whole = around.words(tokens[0].start, tokens[-1].end)
    if len(tokens) == 1 and len(whole) > 1 and whole.replace(".", "").isupper():
        is_word = tokens[0].lore & (Lore.NO_ORGANISATION | Lore.PLAIN)
        is_none = is_word or around.is_upper()
        return [around.mention(tokens, MentionKind.OTHER if is_none else MentionKind.ORGANISATION)]
    if len(tokens) == 1 and _CAMEL.match(whole):
        return [around.mention(tokens, MentionKind.ORGANISATION)]
    is_common = any(token.lore & (Lore.PLAIN | Lore.SURNAME) or token.owns for token in tokens)
    if len(tokens) <= 2 and not is_common and _IN.search(around.before(tokens[0].start, 16)):
        return [around.mention(tokens, MentionKind.PLACE)]
    return [around.mention(tokens, MentionKind.OTHER)]
