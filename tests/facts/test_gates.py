"""What is looked at only where its words stand, or is known from before, is the same as when all is looked at anew."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.facts import counts, events, frames, mentions, names, no_counts, qualifiers, scanning, tenses, times
from bot.facts.record import Facts, _take
from tests.drafting import make_draft

ROOT = Path(__file__).parents[2]
SEEDS = sorted(path for path in (ROOT / "seeds").glob("*.md"))
CACHED = (mentions.mentions, mentions._settled, names.parted, names._word, times.times, counts._hedge_before)
FRAGMENTS = [
    "Jane Roe", "Roe", "“Roe”", "President Tom Berg", "the mayor of Larvik, Ana Lind,", "ash-Shaab", "iPhone", "US-led",
    "OSLO", "The Hague", "Acme plc", "Frenchman", "in English.", "met", "attended the talks in Oslo", "chaired it",
    "was invited to the call", "did not come", "he", "She", "they", "said", "pointed out", "was asked", "according to",
    "a senior official", "two people familiar with the plan", "about 30 ministers", "not a single boat", "half of them",
    "more than 40%", "aged 43", "Ana Lind, 43,", "12 years old", "another 15", "up from 9", "rather than 7", "COVID-19",
    "3-1", "on Monday", ". On Monday he dialled in", "In March 2024",
    "ahead of the vote on 4 May", "since 2019", "last week", "will open",
    "were due to meet", "closed", "and", "but", ",", ";", "—", ". ", ".\n\n", "?\n\n", "“", "”", "# Mayor Wins\n\n",
]  # fmt: skip


@contextmanager
def all_looked_at() -> Iterator[None]:
    """Everything is tried everywhere, and nothing is known from before."""

    def find_all(self: scanning.Scanner, text: str, at: int = 0, end: int | None = None) -> list[re.Match[str]]:
        return list(self.pattern.finditer(text, at, len(text) if end is None else end))

    def search(self: scanning.Scanner, text: str, at: int = 0, end: int | None = None) -> re.Match[str] | None:
        return self.pattern.search(text, at, len(text) if end is None else end)

    with pytest.MonkeyPatch.context() as patch:
        for module in (events, frames, no_counts, tenses):
            patch.setattr(module, "has_any", lambda *_: True)
        patch.setattr(no_counts, "_HYPHEN", re.compile(""))
        patch.setattr(qualifiers, "_LEADS", re.compile(""))
        patch.setattr(scanning.Scanner, "find_all", find_all)
        patch.setattr(scanning.Scanner, "search", search)
        patch.setattr(mentions, "_settled", lambda *_: None)
        yield


def facts_of(text: str, looking: Callable[[str], Facts]) -> Facts:
    for cached in CACHED:
        cached.cache_clear()
    return looking(text)


def looking_once(text: str) -> Facts:
    return _take(make_draft("story.md", f"The rain fell on the harbour all night, and it goes on. {text}".encode()))


def looking_everywhere(text: str) -> Facts:
    with all_looked_at():
        return looking_once(text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_article_states_the_same_when_all_is_looked_at(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert facts_of(text, looking_once) == facts_of(text, looking_everywhere)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=60).map(" ".join))
@example("Jane Roe attended the talks. “The Hague” is calm. TIMELINE. Tom Berg said that he will join.")
def test_any_text_states_the_same_when_all_is_looked_at(text: str) -> None:
    assert facts_of(text, looking_once) == facts_of(text, looking_everywhere)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join))
def test_the_runs_of_capitals_are_those_of_their_pattern(text: str) -> None:
    assert list(names.runs(text)) == [(run.start(), run.group()) for run in names._RUN.finditer(text)]
