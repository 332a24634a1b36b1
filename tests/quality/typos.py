"""Typing errors made over the words of a corpus, by kind, and words that must be left alone."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from spellchecker import SpellChecker

from bot.answers.mending import mend
from bot.lexicon.folding import fold
from bot.search import Vocabulary
from bot.search.vocabulary import is_english
from bot.services import Services
from bot.terms import term_of, terms_of

_MOST = 150
"""Cases of one kind."""
_CERTAIN = 200
"""How often the dictionary's own texts hold a word that is one for certain."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Typo(NamedTuple):
    """A word as typed, and the corpus' own that it stands for; `right` is empty where it must stay as it is."""

    kind: str
    typed: str
    right: str


class Words(NamedTuple):
    """The words of a corpus and how often each stands: names, which always have a capital, others, and neighbours."""

    names: dict[str, int]
    others: dict[str, int]
    pairs: tuple[tuple[str, str], ...]


def words_of_corpus(texts: Iterable[str]) -> Words:
    """Of at least five letters. A name is a word with a capital inside a sentence that never stands without one."""
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        found = list(_WORD.finditer(text))
        for before, word in pairwise(found):
            if text[before.end() : word.start()] == " ":
                (inside if word.group()[0].isupper() else small)[word.group()] += 1
                if min(len(before.group()), len(word.group())) >= 4 and (before.group() + word.group()).isalpha():
                    pairs.add((before.group(), word.group()))
    folded = {fold(word) for word in small}
    names = {w: n for w, n in inside.items() if w.isalpha() and len(w) > 4 and w[1:].islower() and w[-1] != "s"}
    others = {w: n for w, n in small.items() if w.isalpha() and w.isascii() and len(w) > 4 and term_of(w)}
    return Words({w: n for w, n in names.items() if fold(w) not in folded}, others, tuple(sorted(pairs)))


def typos(words: Words, seed: int = 1) -> list[Typo]:
    """Every kind of error, over words drawn with that seed."""
    chance = random.Random(seed)
    made = []
    for kind, group in (("name", words.names), ("word", words.others)):
        for slip in (swapped, dropped, doubled, neighboured):
            made += [Typo(f"{kind} {slip.__name__}", slip(word, chance), word) for word in _draw(group, chance)]
    made += [Typo("name in lower case swapped", swapped(n, chance).lower(), n) for n in _draw(words.names, chance)]
    made += [Typo("accents left out", fold(name), name) for name in words.names if not name.isascii()]
    joined = _draw(words.pairs, chance)
    made += [Typo("two words as one", a + b, f"{a} {b}") for a, b in joined]
    made += [Typo("two words as one, small", (a + b).lower(), f"{a} {b}") for a, b in joined]
    long = [word for word in (*words.names, *words.others) if len(word) > 7]
    made += [Typo("one word as two", split(word, chance), word) for word in _draw(long, chance)]
    made += [Typo("possessive without apostrophe", f"{name}s", name) for name in _draw(words.names, chance)]
    return made


def swapped(word: str, chance: random.Random) -> str:
    at = chance.choice([i for i in range(1, len(word) - 1) if word[i] != word[i + 1]])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def dropped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at] + word[at:]


def neighboured(word: str, chance: random.Random) -> str:
    """With a key struck beside the right one."""
    at = chance.choice([i for i in range(1, len(word)) if any(fold(word[i]) in row for row in _KEYS)] or [0])
    row = next((row for row in _KEYS if fold(word[at]) in row), "xx")
    place = row.index(fold(word[at])) if fold(word[at]) in row else 0
    beside = row[place - 1 : place] + row[place + 1 : place + 2]
    return word[:at] + chance.choice(beside) + word[at + 1 :]


def split(word: str, chance: random.Random) -> str:
    at = chance.randrange(3, len(word) - 2)
    return f"{word[:at]} {word[at:]}"


def left_alone(words: Words, own: Words, english: Sequence[str], seed: int = 1) -> list[Typo]:
    """Words of other corpora and of English, to be asked of a corpus that does not hold them."""
    chance = random.Random(seed)
    made = [Typo("another name", name, "") for name in _draw(_but(words.names, own.names), chance, 4)]
    made += [Typo("another word", w, "") for w in _draw(_but(words.others, own.others), chance, 4)]
    return made + [Typo("an English word", word, "") for word in _draw(english, chance, 4)]


def _but(group: Mapping[str, int], held: Mapping[str, int]) -> dict[str, int]:
    return {word: count for word, count in group.items() if word not in held}


def _draw(group: Mapping[str, int] | Sequence, chance: random.Random, times: int = 1) -> list:
    """As often as they stand in the corpus, but each once."""
    if isinstance(group, Mapping):
        return sorted(set(chance.choices(list(group), list(group.values()), k=_MOST * times)))
    return chance.sample(group, min(_MOST * times, len(group)))


class Tally(NamedTuple):
    """Of so many words typed of one kind: those that came out right, and those that became a wrong word."""

    typed: int
    right: int
    wrong: int


def tally(cases: Iterable[Typo], services: Services) -> dict[str, Tally]:
    """How each kind of error fares in a question. What English or the corpus itself holds is no error, and left out."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    vocabulary = Vocabulary(services.index)
    for case in cases:
        is_word = " " not in case.typed
        if is_word and services.index.holds(term_of(case.typed) or "-"):
            continue
        if case.right and is_word and (is_english(fold(case.typed)) or fold(case.typed) == fold(case.right)):
            continue
        mended = terms_of(mend(f"what did they say about {case.typed} there", services.index, vocabulary).text)
        is_right = set(terms_of(case.right or case.typed)) <= set(mended)
        is_wrong = not is_right and not set(terms_of(case.typed)) <= set(mended)
        found[case.kind].append((is_right, is_wrong))
    return {kind: Tally(len(all_), sum(a for a, _ in all_), sum(b for _, b in all_)) for kind, all_ in found.items()}


def english_words() -> list[str]:
    """Words that English has, for certain."""
    counts = SpellChecker(language="en").word_frequency.dictionary
    return sorted(word for word, count in counts.items() if count >= _CERTAIN and word.isalpha() and len(word) > 4)


def texts_of(services: Services) -> list[str]:
    return [article.text for article in services.store.changes(0, 10_000)]
