"""Times, and what is said of them."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles

from bot.answers import Answerer
from bot.services import Services

QUESTIONS = Path(__file__).parents[1] / "quality/seeds.jsonl"


@dataclass(frozen=True)
class Timing:
    """What was measured, in seconds, and what it should be below."""

    name: str
    seconds: list[float]
    goal: str

    def percentile(self, percent: int) -> float:
        """In milliseconds."""
        return 1000 * quantiles(self.seconds, n=100, method="inclusive")[percent - 1]

    def figures(self) -> tuple[str, str]:
        return f"{self.percentile(50):.1f}", f"{self.percentile(99):.1f}"


def forgetful(services: Services) -> Services:
    """The services with every answer worked out anew, however often it is asked for."""
    return replace(services, answerer=Answerer(services.store, services.index, services.topics, remembered=0))


def questions() -> list[str]:
    """The questions of the quality floor on seeds/."""
    return [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
