"""Our own words as a message: a notice, or how a command is used."""

from collections.abc import Sequence

from handlers.blocks.elements import bullets, plain, rich, section, styled
from handlers.blocks.message import MOST_TEXT, Message
from handlers.blocks.text import cut, fit

_MOST_NOTICE = 3000
_MOST_EXAMPLES = 25
_MOST_EXAMPLE = 150


def notice(sentence: str) -> Message:
    """One sentence. It may hold foreign text, which is shown as it is."""
    shown = cut(sentence, _MOST_NOTICE)
    return Message(text=fit(shown, MOST_TEXT), blocks=(rich([section(plain(shown))]),))


def notices(sentences: Sequence[str]) -> Message:
    """Some sentences, each on a line of its own, as `notice` has one."""
    shown = [cut(sentence, _MOST_NOTICE) for sentence in sentences]
    return Message(text=fit("\n".join(shown), MOST_TEXT), blocks=(rich([section(plain("\n".join(shown)))]),))


def usage(introduction: str, examples: Sequence[tuple[str, str]]) -> Message:
    """What can be typed: each example with what it asks."""
    shown = [(cut(typed, _MOST_EXAMPLE), cut(asks, _MOST_EXAMPLE)) for typed, asks in examples[:_MOST_EXAMPLES]]
    lines = [section(styled(typed, "code"), plain(f"  {asks}")) for typed, asks in shown]
    text = "\n".join([introduction, *(f"{typed} – {asks}" for typed, asks in shown)])
    return Message(text=fit(text, MOST_TEXT), blocks=(rich([section(plain(introduction))]), rich([bullets(lines)])))
