"""Most typing errors are mended, on every set's corpus; words that are right and not there are let be."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot.services import Services, open_services
from bot.settings import Settings
from tests.quality.sets import FOLDERS
from tests.quality.typos import Tally, Words, english_words, left_alone, tally, texts_of, typos, words_of_corpus

FLOORS = {
    "swapped": 0.97,
    "doubled": 0.97,
    "dropped": 0.85,
    "neighboured": 0.85,
    "as one": 0.95,
    "as two": 0.95,
    "possessive": 0.8,
}
"""The share of each kind that is mended to the right word."""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Services, Words]]]:
    with ExitStack() as stack:
        opened = {}
        for name, folder in FOLDERS.items():
            data = tmp_path_factory.mktemp(name)
            services = stack.enter_context(open_services(Settings(dateline_data=data), folder))
            services.refresh()
            opened[name] = services, words_of_corpus(texts_of(services))
        yield opened


def added_up(tallies: dict[str, Tally], kind: str) -> Tally:
    counts = [t for name, t in tallies.items() if kind in name] or [Tally(0, 0, 0)]
    return Tally(*map(sum, zip(*counts, strict=True)))


@pytest.mark.parametrize("name", FOLDERS)
def test_typing_errors_are_mended(corpora: dict[str, tuple[Services, Words]], name: str) -> None:
    services, words = corpora[name]
    tallies = tally(typos(words), services)
    shares = {kind: added_up(tallies, kind) for kind in FLOORS}
    assert {kind: t for kind, t in shares.items() if t.right < FLOORS[kind] * t.typed} == {}
    assert sum(t.wrong for t in tallies.values()) <= 0.03 * sum(t.typed for t in tallies.values())


@pytest.mark.parametrize("name", FOLDERS)
def test_words_that_are_right_are_let_be(corpora: dict[str, tuple[Services, Words]], name: str) -> None:
    services, own = corpora[name]
    others = [words for other, (_, words) in corpora.items() if other != name]
    names = {word: 1 for words in others for word in words.names}
    small = {word: 1 for words in others for word in words.others}
    tallies = tally(left_alone(Words(names, small, ()), own, english_words()), services)
    assert tallies["an English word"].wrong == 0
    assert all(t.wrong <= 0.01 * t.typed for t in tallies.values())
