"""A message taken apart: its sentences in plain words, with what each of them states."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.answers.question import without_markup
from bot.corpus.page import Line
from bot.corpus.split import lay_out
from bot.digest.signs import is_own_voice
from bot.facts.attendance import Participation
from bot.facts.record import SentenceFacts, take
from bot.models import BlockKind, Draft

MOST_CHARACTERS = 12_000
"""Of a message; what comes after them is not read."""
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_EMOJI = re.compile(r":(?!\d+:)[a-z0-9_+'-]{1,60}:(?::skin-tone-\d:)?", re.IGNORECASE)
_STYLE = re.compile(r"(?<!\w)[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)")
_BULLET = re.compile(r"^(?:(?:[>•◦▪*–—-]|\d{1,2}[.)])\s+)+")
_AFTER_MAY = re.compile(r"(?<=\d May\.)\s+(?=[A-Z“])")
"""Where sentences are told apart, "May." is taken for a month cut short, as "Sept." is."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_ASKS = re.compile(r"[?？؟][\"'”’»)\]]*$")


class Claimed(NamedTuple):
    """A sentence of a message and what it states. `before`: the sentence that it follows, or "".

    `parts`: the parts in meetings that it tells of, each with the words for who had it. `day`: that of the message.
    """

    text: str
    facts: SentenceFacts
    parts: tuple[tuple[str, Participation], ...]
    before: str
    day: date | None

    @property
    def states_facts(self) -> bool:
        """Whether it states anything that has a value."""
        return bool(self.facts.counts or self.facts.times or self.facts.posts or self.parts)


def read_message(typed: str, day: date | None) -> list[Claimed]:
    """The sentences that claim something: no questions, and no talk of "I", "you" and "we" without a fact in it."""
    text, blocks = lay_out(Line(line, BlockKind.PARAGRAPH) for line in _lines(typed[:MOST_CHARACTERS]))
    draft = Draft(id="message", source="message", title="", published=day, text=text, blocks=blocks)
    facts = take(draft)
    told = [text[start:end] for block in blocks for start, end in block.sentences]
    sentences = [
        Claimed(
            sentence,
            stated,
            tuple(
                (told[part.sentence][part.start : part.end], part)
                for part in facts.attendance.parts
                if part.told == number
            ),
            told[number - 1] if number else "",
            day,
        )
        for number, (sentence, stated) in enumerate(zip(told, facts.sentences, strict=True))
    ]
    return [sentence for sentence in sentences if _claims(sentence)]


def _claims(sentence: Claimed) -> bool:
    if _ASKS.search(sentence.text) or not _WORDS.search(sentence.text):
        return False
    return sentence.states_facts or not is_own_voice(sentence.text)


def _lines(typed: str) -> Iterator[str]:
    whole = typed.replace("`", " ").encode("utf-8", "replace").decode()  # half a surrogate pair is no character
    for line in _AFTER_MAY.sub("\n", whole).splitlines():
        shown = _STYLE.sub("", _EMOJI.sub(" ", _ADDRESS.sub(" ", without_markup(line))))
        if plain := " ".join(_BULLET.sub("", shown.strip()).split()):
            yield plain
