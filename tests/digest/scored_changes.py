"""Precision and recall of what is told as new, on the invented stories of two_days/."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.corpus.page import Line
from bot.corpus.split import lay_out
from bot.digest.changes import News, news
from bot.digest.reported import Reported
from bot.facts.record import take
from bot.models import Article, Change, Draft

LABELLED = Path(__file__).with_name("two_days")
"""What a careful editor would list of each story's second day; all that is not listed must not be told."""
Told = tuple[str, ...]


class Scores(NamedTuple):
    """By what is told (a kind of change, or "quotes"): how many are right, told and labelled; and what is not right."""

    right: dict[str, int]
    told: dict[str, int]
    labelled: dict[str, int]
    wrong: tuple[str, ...]

    def precision(self, *kinds: str) -> float:
        return sum(self.right[kind] for kind in kinds) / max(1, sum(self.told[kind] for kind in kinds))

    def recall(self, *kinds: str) -> float:
        return sum(self.right[kind] for kind in kinds) / max(1, sum(self.labelled[kind] for kind in kinds))


KINDS = ("figures", "dates", "participants", "positions", "quotes")


def stories() -> list[Path]:
    return sorted(LABELLED.glob("*.toml"))


def read(path: Path) -> tuple[list[Reported], list[Reported], dict[str, Any]]:
    """The known articles of a story, the new ones, and what is new: `fair` is what may be told and need not."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    known = [_reported(f"{path.stem}-{n}", one, day=1) for n, one in enumerate(told["before"])]
    new = [_reported(f"{path.stem}-new-{n}", one, day=2) for n, one in enumerate(told["after"])]
    return known, new, told["says"]


def _reported(article_id: str, told: dict[str, Any], day: int) -> Reported:
    text, blocks = lay_out(Line(line) for line in told["text"].strip().split("\n\n"))
    published: date | None = told.get("published")
    draft = Draft(
        id=article_id, source=f"{article_id}.txt", title=told["title"], published=published, text=text, blocks=blocks
    )
    landed = datetime(2025, 1, day, 8, tzinfo=UTC)
    article = Article(**draft.model_dump(), version=1, seen=landed, seq=1, landed=landed, copy_of=told.get("copy_of"))
    return Reported(article, take(draft))


def score() -> Scores:
    """How the labelled stories are told."""
    right, told, labelled = (dict.fromkeys(KINDS, 0) for _ in range(3))
    wrong: list[str] = []
    for path in stories():
        known, new, says = read(path)
        found = news(known, new)
        for kind, listed in _listed(found).items():
            expected, fair = _labels(says[kind]), _labels(says.get(f"fair_{kind}", []))
            good = [one for one in listed if any(_same(one, other) for other in expected)]
            bad = [one for one in listed if one not in good and not any(_same(one, other) for other in fair)]
            missed = [other for other in expected if not any(_same(one, other) for one in listed)]
            is_quote = kind == "quotes"
            right[kind] += len(good) if is_quote else len(expected) - len(missed)
            told[kind] += len(good) + len(bad)
            labelled[kind] += min(2, len(expected)) if is_quote else len(expected)
            wrong += [f"{path.stem}: {kind} told wrongly: {one}" for one in bad]
            if not is_quote or len(good) < min(2, len(expected)):
                wrong += [f"{path.stem}: {kind} not told: {one}" for one in missed]
    return Scores(right, told, labelled, tuple(wrong))


def _labels(written: list[Any]) -> list[Told]:
    """What may be found in what is told; written as one text where it has one part."""
    return [(one,) if isinstance(one, str) else tuple(one) for one in written]


def _listed(found: News) -> dict[str, list[Told]]:
    listed: dict[str, list[Told]] = {kind: [] for kind in KINDS}
    for change in found.changes:
        listed[f"{change.kind.value}s"].append(tuple(_told(change)))
    listed["quotes"] = [(citation.quote,) for citation in found.citations]
    return listed


def _told(change: Change) -> Iterator[str]:
    if change.kind in ("figure", "date"):
        yield " · ".join(f.value or "" for f in change.before)
    yield " · ".join(f.value or "" for f in change.after)
    if change.after[0].role:
        yield change.after[0].role.value


def _same(told: Told, labelled: Told) -> bool:
    return len(told) == len(labelled) and all(
        (wanted in said) if wanted else not said for said, wanted in zip(told, labelled, strict=True)
    )


if __name__ == "__main__":
    scores = score()
    for kind in KINDS:
        print(
            f"{kind}: precision {scores.precision(kind):.2f}, recall {scores.recall(kind):.2f}", scores.labelled[kind]
        )
    print(f"all: precision {scores.precision(*KINDS):.3f}, recall {scores.recall(*KINDS):.3f}")
    print(*scores.wrong, sep="\n")
