"""What people type that is no question, or none in English. Knowledge of language; pure."""

import re
import unicodedata

from bot import wording

_ASK = re.compile(r"^\s*/ask\s+", re.IGNORECASE)
_COMMAND = re.compile(r"\s*/\w")
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
"""How Slack sends them."""
_WORD = re.compile(r"[^\W_]+")
_TO_WHOM = r"(?: (?:there|all|everyone|everybody|team|folks|again|bot|dateline))*"
_GREETING = re.compile(rf"(?:hello|hi|hiya|hey|howdy|greetings|good (?:morning|afternoon|evening|day)){_TO_WHOM}")
_PRAISE = r"(?:ok|okay|great|perfect|cool|nice|super|good|wonderful|excellent)"
_THANKS = re.compile(
    rf"(?:{_PRAISE} ?)+|"
    rf"(?:{_PRAISE} )*(?:thanks|thank you|thx|cheers)(?: (?:a lot|so much|very much|you|for that))?{_TO_WHOM}"
)


def said_to(typed: str) -> str | None:
    """What is said back to a greeting, to thanks and to marks alone, behind /ask or not; None for all else."""
    text = _ASK.sub("", typed).lower()
    if _COMMAND.match(text):
        return None
    words = " ".join(_WORD.findall(_EMOJI.sub(" ", text)))
    if not words:
        return wording.NOTHING_ASKED
    if _GREETING.fullmatch(words):
        return wording.HELLO
    return wording.WELCOME if _THANKS.fullmatch(words) else None


def is_in_other_script(text: str) -> bool:
    """Whether most letters are not those that English is written with."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(map(_is_latin, letters)) < len(letters)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
