"""An answer's id: made from what the answer says, short, and easy to type and to read aloud."""

import hashlib
import json
import re

_FIRST = "23456789"
"""An id begins with a digit, so that hardly a word could be taken for one."""
_REST = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: without i, l, o and u. https://www.crockford.com/base32.html"""
_LENGTH = 10
"""Characters, 48 bits: among a million answers, two share an id with a probability of 0.2 %."""

_TYPED = re.compile(rf"[{_FIRST}][{_REST}]{{{_LENGTH - 1}}}")
_MISREAD = str.maketrans("oil", "011")
_AROUND = "`'\"“”‘’.,;:?!()[] \t\n"


def make_id(said: object) -> str:
    """The id of what is said, which is anything that can be JSON: of the same words the same id, in any process."""
    number = int.from_bytes(hashlib.sha256(json.dumps(said).encode()).digest()[:8], "big")
    number, first = divmod(number, len(_FIRST))
    rest = (_REST[(number >> 5 * place) % len(_REST)] for place in range(_LENGTH - 1))
    return _FIRST[first] + "".join(rest)


def read_id(typed: str) -> str | None:
    """The id that was typed, in either case, with o for 0, i or l for 1; None for what cannot be one."""
    text = typed.strip(_AROUND).lower().translate(_MISREAD)
    return text if _TYPED.fullmatch(text) else None
