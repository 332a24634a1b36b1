"""Claims on the invented stories, each with what a careful reader finds the articles to say to it, and their score.

In claims_swapped.jsonl many put a number, a day or a name of the articles in the place of another. A line is one
claim: `text` is what is checked, `claim` the words of it that are looked at.
stated   quotes that state it: one of them has to be shown, and no quote without one of them
differs  values that the articles give instead: each has to be shown
also     other values that a reader would not mind to be shown beside those
day      when it was said, as a date; the stories' own time by default
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.claims import Checker
from bot.models import ClaimCheck, Finding
from bot.services import open_services
from bot.settings import Settings
from tests.quality.sets import FOLDERS, HERE

_CORPORA = {**FOLDERS, **{name: HERE / name for name in ("events", "paintworks", "runoff")}}


class Label(BaseModel):
    """A claim and what is to be said of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: str
    text: str
    claim: str
    stated: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    day: date = date(2026, 3, 1)


class Judged(NamedTuple):
    """What was shown for a claim: how much, and how much of it was right; what was wanted, and how much of it came."""

    label: Label
    shown: int
    right: int
    wanted: int
    found: int


class ClaimScore(NamedTuple):
    """The claims of all stories, judged."""

    judged: tuple[Judged, ...]

    @property
    def precision(self) -> float:
        """Of what was shown as stating a claim or as another value, the share that a reader would accept."""
        return sum(one.right for one in self.judged) / sum(one.shown for one in self.judged)

    @property
    def recall(self) -> float:
        """Of what the articles say to the claims, the share that was shown."""
        return sum(one.found for one in self.judged) / sum(one.wanted for one in self.judged)

    def __str__(self) -> str:
        faults = [
            f"  {one.label.corpus}: {one.label.text} [{one.label.claim}] {one.right}/{one.shown} right, "
            f"{one.found}/{one.wanted} found"
            for one in self.judged
            if one.right < one.shown or one.found < one.wanted
        ]
        numbers = f"{len(self.judged)} claims: precision {self.precision:.3f}, recall {self.recall:.3f}"
        return "\n".join([numbers, *faults])


def labels(name: str = "claims") -> list[Label]:
    """All of a file, those of one story together."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return sorted(map(Label.model_validate_json, lines), key=lambda label: label.corpus)


def score_claims(labelled: Iterable[Label], data: Path) -> ClaimScore:
    """Each story is brought into a fresh bot below `data`, and every claim on it is checked there."""
    judged: list[Judged] = []
    for name, group in groupby(labelled, key=lambda label: label.corpus):
        with closing(open_services(Settings(dateline_data=data), _CORPORA[name])) as services:
            services.refresh()
            judged += [judge(label, _check(services.checker, label)) for label in group]
    return ClaimScore(tuple(judged))


def judge(label: Label, check: ClaimCheck | None) -> Judged:
    """None where the claim was not found in its text."""
    wanted = bool(label.stated) + len(label.differs)
    if check is None:
        return Judged(label, 0, 0, wanted, 0)
    stating, giving = list(_stating(label, check)), list(_giving(label, check))
    found = any(stating) + sum(_gives(check, value) for value in label.differs)
    return Judged(label, len(stating) + len(giving), sum(stating) + sum(giving), wanted, found)


def _check(checker: Checker, label: Label) -> ClaimCheck | None:
    checked = checker.check(label.text, label.day)
    checks = [check for sentence in checked.sentences for check in sentence.checks]
    very = [check for check in checks if check.claim == label.claim]
    return next((check for check in (*very, *checks) if label.claim in check.claim), None)


def _stating(label: Label, check: ClaimCheck) -> Iterator[bool]:
    """Of each quote that is shown to state the claim, whether it does."""
    for citation in check.stated.citations if check.stated else ():
        yield any(words in citation.quote for words in label.stated)


def _giving(label: Label, check: ClaimCheck) -> Iterator[bool]:
    """Of each other value that is shown, whether it is one of the same thing."""
    return (any(value in _said(found) for value in (*label.differs, *label.also)) for found in check.differs)


def _gives(check: ClaimCheck, value: str) -> bool:
    return any(value in _said(found) for found in check.differs)


def _said(found: Finding) -> str:
    """The value, or the quotes of a finding that has none."""
    return found.value or " ".join(citation.quote for citation in found.citations)
