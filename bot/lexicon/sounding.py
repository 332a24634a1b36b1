"""One key for the spellings that a name takes when it is brought over from another language or heard."""

import re
from functools import lru_cache
from typing import NamedTuple

# What stands for one sound in the usual transliterations, longest first.
_SOUNDS = {
    "tsch": "C",
    "tch": "C",
    "sch": "S",
    "ch": "C",
    "cz": "C",
    "sh": "S",
    "sz": "S",
    "ts": "T",
    "tz": "T",
    "kh": "h",
    "gh": "g",
    "dh": "d",
    "th": "t",
    "ph": "f",
    "ck": "k",
    "qu": "kv",
    "q": "k",
    "x": "ks",
    "w": "v",
    "ae": "a",
    "oe": "o",
    "ue": "u",
    "ou": "u",
    "oo": "u",
    "ee": "i",
}
_SOUND = re.compile("|".join(_SOUNDS))
_HARD_C = re.compile(r"c(?![eiy])")
_DIPHTHONG = re.compile(r"[ae][yij]")
_I = re.compile(r"[yij]+")
_DOUBLE = re.compile(r"(.)\1")
_FAMILY_ENDING = re.compile(r"([oe])(?:ff|f|w)$")
_SON_OF = re.compile(r"v(?:ich|itch|ic|icz)$")
_LOOSE = str.maketrans("euzg", "aosk")


class Sound(NamedTuple):
    """How a name sounds: `close` is equal for its transliterations, `loose` also for what is only heard alike."""

    close: str
    loose: str


@lru_cache(maxsize=65536)
def sound(folded: str) -> Sound:
    """The keys of a folded word: "zelenskyy" and "zelenskiy" are close, "selenskyj" is heard alike."""
    plain = folded.replace("'", "")
    plain = _FAMILY_ENDING.sub(r"\1v", plain)
    plain = re.sub(r"^[yj](?=e)", "", plain)
    plain = _SON_OF.sub("vic", plain.replace("w", "v"))
    key = _HARD_C.sub("k", _SOUND.sub(lambda match: _SOUNDS[match[0]], plain))
    key = _I.sub("i", _DIPHTHONG.sub("ei", key))
    key = _DOUBLE.sub(r"\1", key).removesuffix("h")
    # The last letter tells a woman's name from a man's.
    return Sound(key, _DOUBLE.sub(r"\1", key[:-1].translate(_LOOSE) + key[-1:]))
