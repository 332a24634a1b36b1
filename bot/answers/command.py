"""What was typed after a slash, as a plain question."""

import re

from bot.answers.question import plain_text
from bot.errors import UnknownTopic
from bot.models import Topic

_COMMAND = re.compile(r"^/([\w-]+)\s*(.*)$", re.DOTALL)
_ASKS_ALREADY = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|"
    r"list|name|define|tell)\b",
    re.IGNORECASE,
)


def question_in(typed: str, topics: tuple[Topic, ...]) -> str:
    """The question in what was typed: "/coalition size", or "coalition size", stands for the topic's own question.

    Raises UnknownTopic for a slash command that nobody defines.
    """
    text = plain_text(typed)
    match = _COMMAND.match(text)
    if not match:
        return _topic_question(text, topics) or text
    name, rest = match[1].lower(), match[2].strip()
    match name:
        case "ask":
            return rest
        case "who":
            return rest if re.match(r"who", rest, re.IGNORECASE) else f"who {rest}".strip()
        case "attended":
            return f"who attended {rest}".strip()
    topic = next((topic for topic in topics if topic.name == name), None)
    if topic is None:
        known = ", ".join(f"/{name}" for name in [topic.name for topic in topics] + ["ask", "who", "attended"])
        raise UnknownTopic(name=name, known=known)
    return _about(topic, rest)


def asks_already(text: str) -> bool:
    """Whether it begins as a question does."""
    return _ASKS_ALREADY.match(text) is not None


def _topic_question(text: str, topics: tuple[Topic, ...]) -> str | None:
    """The topic's own question that a topic's name and one of its words stand for: "the merger votes?"."""
    plain = re.sub(r"^the\s|\s?\?$", "", text.lower())
    for topic in topics:
        for ask, asked in topic.asks.items():
            if plain in {f"{name.lower()} {ask}" for name in (topic.name, *topic.aliases)}:
                return asked
    return None


def _about(topic: Topic, rest: str) -> str:
    """A word of the topic stands for its question; anything else is asked about the topic."""
    if asked := topic.asks.get(rest.lower()):
        return asked
    if not rest:
        return f"what is the {topic.name}?"
    return rest if asks_already(rest) else f"{topic.name} {rest}"
