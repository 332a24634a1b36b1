"""What an article's people and offices say: quoted or reported, each statement with its speaker."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.facts.kinds import MentionKind
from bot.facts.voices import LOOK_BACK, NOBODY, Scene, SpeakerKind, Voice, scene_of, voice_in
from bot.lexicon.folding import fold

__all__ = ["SpeakerKind", "Statement", "statements"]

_LETTER = re.compile(r"\w{2}")


class Statement(NamedTuple):
    """A statement in the sentences `first` to `last`, quoted or reported.

    `speaker`: the words for its speaker, in full where the article names them so, or "" where unattributed; they
    stand in sentence number `sentence` at `start`, `end` (-1 where unattributed).
    """

    first: int
    last: int
    is_quoted: bool
    kind: SpeakerKind
    speaker: str
    sentence: int
    start: int
    end: int


def statements(sentences: Sequence[str]) -> tuple[Statement, ...]:
    """The statements of an article, whose sentences are given in order; those of one speaker in a row are one."""
    scene = scene_of(sentences)
    found: list[Statement] = []
    voice, last_spoken = NOBODY, -1
    for number, (bare, is_quoted) in enumerate(scene.bare):
        told = voice_in(scene, number, voice if number - last_spoken <= LOOK_BACK else NOBODY)
        goes_on = is_quoted and not _LETTER.search(bare)
        if told is None and not is_quoted:
            continue
        if told is None:
            told = NOBODY if not goes_on else voice if last_spoken == number - 1 else _ahead(scene, number)
        told = _in_full(scene, told)
        last = found[-1] if found else None
        if last and last.last == number - 1 and goes_on and last.is_quoted and (told == voice):
            found[-1] = last._replace(last=number)
        else:
            found.append(_statement(scene, number, told, is_quoted=is_quoted))
        voice, last_spoken = told, number
    return tuple(found)


def _statement(scene: Scene, number: int, voice: Voice, *, is_quoted: bool) -> Statement:
    words = scene.sentences[voice.sentence][slice(*voice.span)] if voice.sentence >= 0 else ""
    return Statement(number, number, is_quoted, voice.kind, words, voice.sentence, *voice.span)


def _ahead(scene: Scene, number: int) -> Voice:
    """Who a quotation's next sentence says has said it, where it goes on there."""
    after = number + 1
    if after < len(scene.bare) and scene.bare[after][1]:
        return voice_in(scene, after, NOBODY) or NOBODY
    return NOBODY


def _in_full(scene: Scene, voice: Voice) -> Voice:
    """Where the speaker is named with a given name before, if here only by surname."""
    if voice.kind is not SpeakerKind.NAMED:
        return voice
    here = next((m for m in scene.named[voice.sentence] if (m.start, m.end) == voice.span), None)
    if here is None or here.kind is not MentionKind.PERSON or " " in here.name:
        return voice
    so_called = [
        (at, person)
        for at in range(voice.sentence + 1)
        for person in scene.named[at]
        if person.kind is MentionKind.PERSON and " " in person.name and _is_called(person.name, here.name)
    ]
    if len({fold(person.name) for _, person in so_called}) != 1:
        return voice
    at, person = so_called[-1]
    return Voice(SpeakerKind.NAMED, at, (person.start, person.end))


def _is_called(full: str, short: str) -> bool:
    words = full.split()
    return fold(short) in (fold(words[-1]), fold(words[0]))
