"""Invented news articles, as many as asked for. The same seed gives the same ones, and more begin with the fewer.

What is like news: how long sentences, paragraphs and articles are, how often words, names and figures come, and that
several articles tell of one event. What is not: between the sentences that state facts, words make no sense.
"""

import hashlib
from collections import deque
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.benchmarks.press import words
from tests.benchmarks.press.stories import Story, make_story

SEED = 20

_RECENT = 200
"""As many articles before a copy, of which one is copied."""
_SENTENCE_SHAPE, _SENTENCE_SCALE = 3.2, 5.8
"""Gamma distribution of words between the names of a sentence: 21 in all on average."""
_ENDS_PARAGRAPH = 0.5
_TOLD_AGAIN = 0.5
_HEADING_EVERY = 7
_TOPICAL = 0.25
"""The share of content words that come from the 120 words of the article's own subject."""
_FACT_KEPT = 0.7


class Length(NamedTuple):
    """Of articles, in paragraphs: the logarithm of the median, its standard deviation, and a bound."""

    median: float
    spread: float
    most: int


FEATURES = Length(3.32, 0.8, 300)
"""38 paragraphs and 1,560 words on average, as what a search on the web brings."""
NEWS = Length(2.35, 0.6, 100)
"""12 paragraphs and 550 words on average, half of them under 470: as the news of agencies, papers and stations."""


class Press:
    """Writes articles. One instance a process: it holds the English words."""

    def __init__(self, seed: int = SEED, length: Length = FEATURES, copies: float = 0) -> None:
        """`copies`: the share of articles that are syndicated copies of one not long before, lightly edited."""
        self.seed = seed
        self.vocabulary = words.Words()
        self._length = length
        self._copies = copies

    def tellings(self) -> Iterator[tuple[Story, int]]:
        """A story an article, without end, and how often it was told before."""
        sizes = Random(f"{self.seed} sizes")
        for number in count():
            story = make_story(self.seed, number, self.vocabulary)
            yield story, 0
            for again in count(1):
                if sizes.random() > _TOLD_AGAIN:
                    break
                yield story, again

    def articles(self, number: int) -> Iterator[tuple[str, str]]:
        """The first `number` articles: id, and Markdown with front matter."""
        copying = Random(f"{self.seed} copies")
        recent: deque[tuple[Story, str]] = deque(maxlen=_RECENT)
        for at, (story, telling) in enumerate(islice(self.tellings(), number)):
            rng = Random(f"{self.seed} article {at}")
            if recent and copying.random() < self._copies:
                story, body = copying.choice(recent)
                body = f"{story.facts['place'].upper()} – {body}\n\nThis report first appeared elsewhere."
            else:
                body = self._write(rng, story, telling)
            recent.append((story, body))
            yield f"a{at:06}", _front_matter(at, rng, story, telling) + body + "\n"

    def _write(self, rng: Random, story: Story, telling: int) -> str:
        writer = _Writer(self, rng, story)
        median, spread, most = self._length
        paragraphs = max(3, min(most, round(rng.lognormvariate(median, spread))))
        facts = [fact for fact in story.statements if telling == 0 or rng.random() < _FACT_KEPT]
        stated = {min(int(rng.expovariate(0.3)), paragraphs - 1): fact for fact in facts}
        body = []
        for number in range(paragraphs):
            if number and number % _HEADING_EVERY == 0:
                body.append(f"## {writer.heading()}")
            body.append(writer.paragraph(stated.get(number)))
        # Two facts that fell on one place: the later ones stand at the end.
        return "\n\n".join([*body, *(fact for fact in facts if fact not in stated.values())])


def _front_matter(at: int, rng: Random, story: Story, telling: int) -> str:
    title = story.title if telling == 0 else f"{story.title}, told again ({telling})"
    publisher = rng.choice(words.data()["publishers"])
    return (
        f'---\ntitle: "{title}"\nurl: https://example.org/{at}\npublished: {story.happened}\n'
        f"publisher: {publisher}\n---\n"
    )


class _Writer:
    """The sentences of one article: its subject's words and its cast come again and again."""

    def __init__(self, press: Press, rng: Random, story: Story) -> None:
        self._rng, self._vocabulary = rng, press.vocabulary
        self._topic = Random(f"{press.seed} topic {story.number}").sample(press.vocabulary.content[:12_000], 120)
        self._content: list[str] = []
        self._function: list[str] = []
        facts = story.facts
        make = (words.person, words.person, words.person, words.organisation, words.place)
        others = [kind(press.seed, words.recurring(rng)) for kind in make]
        own = ("person", "surname", "surname", "organisation", "place", "country", "rival")
        self._cast = [*(facts[field] for field in own), *others, rng.choice(words.data()["countries"])]

    def heading(self) -> str:
        return " ".join(self._next_content() for _ in range(self._rng.randrange(3, 7))).capitalize()

    def paragraph(self, fact: str | None) -> str:
        sentences = [fact] if fact else [self.sentence()]
        while self._rng.random() > _ENDS_PARAGRAPH:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def sentence(self) -> str:
        rng = self._rng
        length = max(2, round(rng.gammavariate(_SENTENCE_SHAPE, _SENTENCE_SCALE)))
        pieces: list[str] = []
        while len(pieces) < length:
            pieces += self._phrase()
        text = " ".join(pieces)
        text = text[0].upper() + text[1:]
        if rng.random() < 0.15:
            speaker = rng.choice(self._cast[:3])
            return f"“{text},” {speaker} said."
        return text + "."

    def _phrase(self) -> list[str]:
        """A few words, as English mixes them; now and then a name or a figure."""
        chance = self._rng.random()
        if chance < 0.2:
            return [self._next_function(), self._rng.choice(self._cast)]
        if chance < 0.28:
            return [self._next_function(), self._figure()]
        if chance < 0.5:
            return [self._next_function(), self._next_function(), self._next_content()]
        if chance < 0.8:
            return [self._next_function(), self._next_content(), self._next_content()]
        return [self._next_content(), self._next_content()]

    def _figure(self) -> str:
        rng = self._rng
        match rng.randrange(4):
            case 0:
                return str(rng.randrange(1990, 2026))
            case 1:
                return f"{rng.randrange(1, 100)} percent"
            case 2:
                return f"${rng.randrange(1, 900)} million"
            case _:
                return f"{rng.randrange(2, 90_000):,} {rng.choice(words.data()['units'])}"

    def _next_content(self) -> str:
        if self._rng.random() < _TOPICAL:
            return self._rng.choice(self._topic)
        if not self._content:
            self._content = self._vocabulary.draw_content(self._rng, 256)
        return self._content.pop()

    def _next_function(self) -> str:
        if not self._function:
            self._function = self._vocabulary.draw_function(self._rng, 256)
        return self._function.pop()


def fingerprint(press: Press) -> str:
    """A short hash of the first articles: another one where this package writes differently."""
    texts = (text for _, text in press.articles(20))
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:8]


def write_corpus(folder: Path, number: int, press: Press) -> None:
    """The first `number` articles as files below `folder`, a thousand in each folder.

    Where it was written before, whole, nothing is done: a mark says so, which is written last.
    """
    mark = folder / f".whole-{number}"
    if mark.exists():
        return
    for article, text in press.articles(number):
        path = folder / article[:4] / f"{article}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    mark.touch()
