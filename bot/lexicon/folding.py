"""One spelling for words that differ only in case, accents, apostrophes or possessive endings."""

import re
import unicodedata
from functools import lru_cache

_POSSESSIVE = re.compile(r"'s?$")
# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "’": "'",
        "ʼ": "'",
    }
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in lower case without accents, possessive and final dots: "Glavaš’s" -> "glavas", "U.S." -> "u.s"."""
    plain = word.lower()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
        plain = "".join(char for char in apart if not unicodedata.combining(char))
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain)
    return plain.rstrip(".")


def fold_name(name: str) -> tuple[str, ...]:
    """The folded words of a name, those with a hyphen between them apart: as names are looked up."""
    return tuple(fold(word) for word in name.replace("-", " ").split())
