"""`python -m tests.quality.stories FILE CORPUS`: how well a digest's stories agree with labelled events.

FILE has lines of {"article": ID, "story": LABEL}; CORPUS is the folder of the articles, those without a label included.
Two things are measured by B-cubed (Bagga and Baldwin, Algorithms for scoring coreference chains, 1998): all articles in
one digest, and one after the other as they come in, in ten orders drawn by chance. The first line is for the threshold
that the bot has; the others show that it is no lucky one.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.digest.profiles import Profile, profile
from bot.digest.stories import ALIKE, gather
from bot.errors import DatelineError
from bot.models import Article
from bot.services import open_services
from bot.settings import Settings
from bot.wording import of_error
from tests.quality.sets import UnusableSet

ORDERS = 10
THRESHOLDS = (0.12, 0.14, 0.16, 0.17, 0.18, 0.19, 0.2, 0.21, 0.22, 0.24)
WRONG = 2

Labels = Mapping[str, Hashable]
_EVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Agreement(NamedTuple):
    """B-cubed, each 0 to 1: how much of an article's story, and of its event, is of both; averaged over articles."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"F1 {self.f1:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"


def agreement(stories: Iterable[Sequence[str]], labels: Labels) -> Agreement:
    """How those stories agree with the labelled events. Articles without a label count for nothing."""
    story_of = {article: frozenset(story) & labels.keys() for story in stories for article in story}
    events: dict[Hashable, set[str]] = defaultdict(set)
    for article, label in labels.items():
        events[label].add(article)
    both = {article: len(story_of[article] & events[label]) for article, label in labels.items()}
    return Agreement(
        precision=mean(both[article] / len(story_of[article]) for article in labels),
        recall=mean(both[article] / len(events[label]) for article, label in labels.items()),
    )


def at_once(profiles: Sequence[Profile], labels: Labels, alike: float = ALIKE) -> Agreement:
    """All articles in one digest: their order makes no difference."""
    return agreement(gather([profiles], alike), labels)


def one_by_one(profiles: Sequence[Profile], labels: Labels, alike: float = ALIKE) -> list[Agreement]:
    """Each article gathered when it comes, in ORDERS orders."""
    found = []
    for order in range(ORDERS):
        shuffled = sorted(profiles, key=lambda one: one.id)
        Random(order).shuffle(shuffled)
        found.append(agreement(gather(([one] for one in shuffled), alike), labels))
    return found


def read_labels(path: Path) -> dict[str, Hashable]:
    """The event of each article. Raises UnusableSet."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        labels = {row["article"]: row["story"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnusableSet(f'{path}: each line must be {{"article": "...", "story": "..."}}') from error
    if not labels:
        raise UnusableSet(f"{path}: there are no labels in it")
    return labels


def read_articles(corpus: Path, labels: Labels) -> list[Article]:
    """The articles of a folder, as an ingest takes them in. Raises DatelineError, and UnusableSet where labelled ones
    are not among them."""
    with TemporaryDirectory() as data, closing(open_services(Settings(dateline_data=Path(data)), corpus)) as services:
        services.refresh()
        articles = services.store.landed(*_EVER)
    if missing := sorted(labels.keys() - {article.id for article in articles}):
        raise UnusableSet(f"{corpus}: {len(missing)} labelled articles are not there, such as {missing[0]}")
    return articles


def _report(profiles: Sequence[Profile], labels: Labels) -> Iterator[str]:
    for alike in (ALIKE, *THRESHOLDS):
        together = at_once(profiles, labels, alike)
        in_turn = one_by_one(profiles, labels, alike)
        worst = min(one.f1 for one in in_turn)
        average = Agreement(mean(one.precision for one in in_turn), mean(one.recall for one in in_turn))
        yield f"{alike:.2f}  at once  {together}   one by one  {average}  worst F1 {worst:.3f}"


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return WRONG
    try:
        labels = read_labels(Path(arguments[0]))
        articles = read_articles(Path(arguments[1]), labels)
    except (DatelineError, UnusableSet) as error:
        print(of_error(error) if isinstance(error, DatelineError) else error, file=sys.stderr)
        return WRONG
    print(f"{len(labels)} labelled articles of {len(articles)}, {len(set(labels.values()))} events")
    for line in _report([profile(article) for article in articles], labels):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
