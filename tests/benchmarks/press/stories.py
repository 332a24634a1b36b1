"""Stories that never happened: each an event with its facts, the sentences that state them, and questions on them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import NamedTuple

from tests.benchmarks.press import words

_FIRST_DAY = date(2019, 1, 1)
_DAYS = 2000
_UNWRITTEN = 10**9
"""Stories from this number on are told in no article."""
_NOUNS = slice(300, 4000)
"""From which ranks of English words the thing that a story is about is taken."""


class Story(NamedTuple):
    """One event. `facts` fill the fields of its kind's sentences and questions."""

    number: int
    kind: int
    happened: date
    facts: dict[str, str]

    @property
    def title(self) -> str:
        return self._kind["title"].format_map(self.facts)

    @property
    def statements(self) -> list[str]:
        return [sentence.format_map(self.facts) for sentence in self._kind["statements"]]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """Each with the words that an answer holds."""
        return [(text.format_map(self.facts), self.facts[field]) for text, field in self._kind["questions"]]

    @property
    def _kind(self) -> dict:  # type: ignore[type-arg]
        kind: dict = words.data()["event"][self.kind]  # type: ignore[type-arg]
        return kind


class Asked(NamedTuple):
    """A question, and words that a right answer holds; None where no article answers it."""

    text: str
    answer: str | None


def make_story(seed: int, number: int, vocabulary: words.Words) -> Story:
    """The story of that number: always the same for a seed. Popular names come up in many."""
    rng = Random(f"{seed} story {number}")
    data = words.data()
    who = words.recurring(rng)
    happened = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    planned = happened + timedelta(days=rng.randrange(10, 200))
    facts = {
        "person": words.person(seed, who),
        "surname": words.surname(seed, who),
        "organisation": words.organisation(seed, words.recurring(rng)),
        "rival": words.organisation(seed, words.recurring(rng) + 1),
        "place": words.place(seed, words.recurring(rng)),
        "country": rng.choice(data["countries"]),
        "role": rng.choice(data["roles"]),
        "product": " ".join(rng.sample(vocabulary.content[_NOUNS], 2)),
        "figure": f"{rng.choice((rng.randrange(12, 99), rng.randrange(100, 999), rng.randrange(1000, 60000))):,}",
        "amount": str(rng.randrange(3, 900)),
        "percent": str(rng.randrange(2, 20)),
        "day": f"{happened:%A}",
        "date": f"{planned.day} {planned:%B %Y}",
    }
    return Story(number, rng.randrange(len(data["event"])), happened, facts)


def draw_questions(seed: int, stories: int, number: int, vocabulary: words.Words) -> Iterator[Asked]:
    """Questions on the first `stories` stories, and one in five on stories that no article tells."""
    rng = Random(f"{seed} questions")
    told = [question for at in range(stories) for question in make_story(seed, at, vocabulary).questions]
    texts = {text for text, _ in told}
    beyond = _unwritten(seed, rng, vocabulary)
    for place in range(number):
        if place % 5 == 4:
            yield Asked(next(text for text in beyond if text not in texts), None)
        else:
            yield Asked(*rng.choice(told))


def _unwritten(seed: int, rng: Random, vocabulary: words.Words) -> Iterator[str]:
    """Questions on stories that no article tells. Where their names are popular, one may be asked of others, too."""
    for number in count(_UNWRITTEN):
        yield rng.choice(make_story(seed, number, vocabulary).questions)[0]
