"""A small invented corpus, and what checks texts against it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.models import ClaimCheck
from bot.services import Services, open_services
from bot.settings import Settings

TOPICS = '[league]\naliases = ["league of the free and ancient northern towns"]\n'
ARTICLES = {
    "league-grows.md": (
        "---\ntitle: The league grows\nurl: https://ledger.example/league-grows\npublished: 2025-03-04\n---\n"
        "The harbour league now counts 12 ports, its secretary Mara Lindqvist said on Tuesday. "
        "The league was founded in 1987. The council of Larvik approved the new pier.\n"
    ),
    "league-copy.md": (
        "---\ntitle: The harbour league grows\nurl: https://copy.example/league\npublished: 2025-03-05\n---\n"
        "The harbour league now counts 12 ports, its secretary Mara Lindqvist said on Tuesday. "
        "The league was founded in 1987. The council of Larvik approved the new pier.\n"
    ),
    "league-doubts.md": (
        "---\ntitle: Doubts about the league\npublished: 2025-03-09\n---\n"
        "Critics say that 14 ports are in the harbour league, because two signed in secret. "
        "The meeting in Larvik was chaired by Oskar Brandt. Ida Moen did not attend the meeting in Larvik. "
        "The treaty will be signed on 4 April.\n"
    ),
    "league-own-count.md": (
        "---\ntitle: A count of our own\npublished: 2025-03-11\n---\n"
        "By our own count 12 ports are members of the harbour league. "
        "Per Holt, the mayor of Vardal, counted the stones of the pier: 640 of them.\n"
    ),
    "league-fleet.md": (
        "---\ntitle: The fleet of the league\npublished: 2025-03-12\n---\n"
        "The fleet of the league numbers fewer than 300 boats. Its yard built 26,400 anchors. "
        "Of the 90 captains of the league 33 voted for the flag.\n"
    ),
}
DAY = date(2025, 3, 15)

Check = Callable[[str], dict[str, ClaimCheck]]


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(dateline_corpus=folder, dateline_data=tmp_path_factory.mktemp("data"))
    with open_services(settings) as opened:
        opened.refresh()
        yield opened


@pytest.fixture(scope="session")
def check(services: Services) -> Check:
    """The checks of a text by the words of each claim. Every quote is looked for in its article."""

    def checked(typed: str) -> dict[str, ClaimCheck]:
        found = services.checker.check(typed, DAY)
        checks = [one for sentence in found.sentences for one in sentence.checks]
        for one in checks:
            for finding in (*([one.stated] if one.stated else []), *one.differs, *one.near):
                for citation in finding.citations:
                    article = services.store.article(citation.article)
                    assert article
                    assert article.text[citation.start : citation.end] == citation.quote
        return {one.claim: one for one in checks}

    return checked
