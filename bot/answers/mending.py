"""Mends what was typed: words misspelt, two typed as one, one typed as two. What the corpus holds is let be."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answers.initials import spell_out
from bot.lexicon import table, word_class
from bot.lexicon.folding import fold
from bot.lexicon.geography import joined_names
from bot.search import Correction, Index, Vocabulary
from bot.search.vocabulary import LONGEST, is_english, question_words
from bot.terms import Word, terms_of, words_of

_MOST_TRIED = 8
"""Unknown words of one question that are looked into; who types more of them asks nothing that the corpus holds."""
_SHORTEST_JOINED = 6
_SHORTEST_PART = 4
_SPLITS_TRIED = 3
_BLOCKS_TO_READ = 20
_COMMON = 10_000
"""What a function word counts, as if it stood in so many blocks."""
_HOW = re.compile(r" (?:many|much|long|big|large|often|far|old|did|do|does|is|are|will)\b", re.IGNORECASE)
_GAP = re.compile(r"[ \-‐‑–]")


class Mended(NamedTuple):
    """The text with each word as the corpus spells it, and what was changed, in order."""

    text: str
    corrections: tuple[Correction, ...]


class Change(NamedTuple):
    """What stands in a text from `start` to `end`, and what is put in its place."""

    start: int
    end: int
    shown: str


def mend(text: str, index: Index, vocabulary: Vocabulary) -> Mended:
    """Mends words that the corpus does not hold, where something near stands there, and spells out initials."""
    text, spelt_out = spell_out(text, index)
    changes = tuple(_changes(text, index, vocabulary))
    mended, at = "", 0
    for change in changes:
        mended += text[at : change.start] + _in_the_case_of(text, change.shown)
        at = change.end
    shown = dict.fromkeys(Correction(text[c.start : c.end], c.shown) for c in changes)
    return Mended(mended + text[at:], (*spelt_out, *shown))


def _changes(text: str, index: Index, vocabulary: Vocabulary) -> Iterator[Change]:
    words = words_of(text)
    taken, tried = -1, 0
    for at, word in enumerate(words):
        if at <= taken or tried >= _MOST_TRIED:
            continue
        is_known = _is_known(word, index)
        tried += not is_known
        if _is_one(text, words[at : at + 2], index, is_known=is_known and _next_is_known(words, at, index)):
            taken = at + 1
            joined = _joined(text, words[at : at + 2])
            yield Change(word.start, words[taken].end, vocabulary.shown(joined))
        elif not is_known and (shown := _mended(text, word, index, vocabulary)):
            yield Change(word.start, word.end, shown)


def _in_the_case_of(text: str, shown: str) -> str:
    """In a text of capitals alone, or of words with capitals, they do not tell of names: none must stand out."""
    if text.isupper():
        return shown.upper()
    return shown.title() if text.istitle() else shown


def _is_known(word: Word, index: Index) -> bool:
    return not word.term or word.term[0] == "@" or word.term[0].isdigit() or index.holds(word.term)


def _next_is_known(words: Sequence[Word], at: int, index: Index) -> bool:
    return at + 1 < len(words) and _is_known(words[at + 1], index)


def _is_one(text: str, pair: Sequence[Word], index: Index, *, is_known: bool) -> bool:
    """Whether two neighbouring words are one word of the corpus: "corona virus". `is_known`: it holds both of them."""
    if len(pair) < 2 or not _GAP.fullmatch(text[pair[0].end : pair[1].start]):
        return False
    joined = _joined(text, pair)
    if len(joined) < _SHORTEST_JOINED or not joined.isalpha() or not index.has_word(joined):
        return False
    if not is_known:
        return True
    one, other = (fold(text[word.start : word.end]) for word in pair)
    return all(word.term for word in pair) and not _stand_together(one, other, index)


def _joined(text: str, pair: Sequence[Word]) -> str:
    return "".join(fold(text[word.start : word.end]) for word in pair)


def _mended(text: str, word: Word, index: Index, vocabulary: Vocabulary) -> str:
    """As the corpus spells it; "" where nothing near stands there."""
    typed = text[word.start : word.end]
    name, term = joined_names().get(fold(typed), ("", ""))
    if name and index.holds(term):
        return name
    if meant := table("english")["chat"].get(typed if word.start else typed.lower()):
        return str(meant)
    if asking := _asking_word(typed, text[word.end :]):
        return asking
    if typed.endswith("s") and _is_place(typed[:-1], index):
        return typed[:-1]
    is_name = typed[0].isupper() and word.start > 0 and not text.isupper() and not text.istitle()
    correction = vocabulary.correct(typed, is_name=is_name)
    return correction.shown if correction else _split(typed, index, vocabulary)


def _asking_word(typed: str, rest: str) -> str:
    """The word of three letters that questions are made with, two of them swapped: "teh", "hwo many"."""
    if len(typed) != _SHORTEST_PART - 1 or not typed[1:].islower() or is_english(fold(typed)):
        return ""
    small = typed.lower()
    meant = {small[1] + small[0] + small[2], small[0] + small[2] + small[1]} & question_words()
    return min(meant - ({"who"} if _HOW.match(rest) else {"how"} if len(meant) > 1 else set()), default="")


def _is_place(name: str, index: Index) -> bool:
    return any(term[0] == "@" and index.holds(term) for term in terms_of(name))


def _split(typed: str, index: Index, vocabulary: Vocabulary) -> str:
    """Two words of the corpus that were typed as one: "mayorsaid"."""
    folded = fold(typed)
    if not folded.isalpha() or not _SHORTEST_JOINED <= len(folded) <= LONGEST:
        return ""
    cuts = [(folded[:at], folded[at:]) for at in range(2, len(folded) - 1)]
    weighed = sorted(((_weight(one, index) * _weight(other, index), one, other) for one, other in cuts), reverse=True)
    likely = [(one, other) for weight, one, other in weighed if weight][:_SPLITS_TRIED]
    is_word = is_english(folded)
    for one, other in likely:
        if not (is_word and (_is_small(one) or _is_small(other))) and _stand_together(one, other, index):
            return f"{_shown(one, vocabulary)} {_shown(other, vocabulary)}"
    for one, other in likely if not is_word else []:
        shown = _shown(one, vocabulary), _shown(other, vocabulary)
        if all(shown) and _may_be_parted(typed, *shown):
            return " ".join(shown)
    return ""


def _weight(part: str, index: Index) -> int:
    """How common a part of a word is by itself; 0 for what is none."""
    return _COMMON if part in question_words() else index.rough_frequency(part)


def _is_small(part: str) -> bool:
    return part in word_class("stop") or len(part) < _SHORTEST_PART - 1


def _stand_together(one: str, other: str, index: Index) -> bool:
    """Whether the two words stand side by side somewhere, or with a hyphen between them."""
    side_by_side = re.compile(rf"(?<!\w){one}[ \-‐‑–]{other}(?!\w)")
    hits = index.blocks_with_words([one, other], _BLOCKS_TO_READ)
    return any(side_by_side.search(_folded(sentence.text)) for hit in hits for sentence in hit.sentences)


def _folded(text: str) -> str:
    return " ".join(map(fold, text.split(" ")))


def _may_be_parted(typed: str, one: str, other: str) -> bool:
    """Whether two words that never stand together may have been typed as one, and it is no name that looks like two.

    "mayorsaid" and "theleague" may be; "Bradford" and "Washington" are names.
    """
    stop = word_class("stop")
    if other[0].isupper() and not (one in stop and typed.islower()):
        return False
    if typed[0].isupper() and not (one[0].isupper() or (one in stop and len(one) >= _SHORTEST_PART - 1)):
        return False
    return (one in stop or len(one) >= _SHORTEST_PART) and len(other) >= _SHORTEST_PART


def _shown(part: str, vocabulary: Vocabulary) -> str:
    return part if part in question_words() else vocabulary.shown(part)
