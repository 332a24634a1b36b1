"""From a question to an Answer: understand, find evidence, rank, compose, or say that nothing is there."""

from bot.answers.answerer import Answerer

__all__ = ["Answerer"]
