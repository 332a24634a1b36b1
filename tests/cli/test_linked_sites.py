"""The manifest names the sites that articles come from, so that Slack tells of links to them."""

import json
from pathlib import Path

import pytest

from bot import wording
from bot.manifest import MOST_SITES, site_names
from tests.cli.conftest import Bot


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    monkeypatch.setenv("DATELINE_CORPUS", str(folder))
    return folder


def write(corpus: Path, site: str, articles: int) -> None:
    for number in range(articles):
        text = (
            f"---\nurl: https://www.{site}/{number}\n---\nArticle {number} of {site} says that {number} ferries came.\n"
        )
        (corpus / f"{site}-{number}.md").write_text(text, encoding="utf-8")


def test_a_corpus_that_is_not_in_yet_names_none(bot: Bot, corpus: Path) -> None:
    write(corpus, "ledger.example", 1)
    assert "unfurl_domains" not in json.loads(bot("manifest").out)["features"]


def test_the_sites_of_most_articles_are_named_and_what_is_left_out_is_said(bot: Bot, corpus: Path) -> None:
    for number in range(1, MOST_SITES + 2):
        write(corpus, f"site{number}.example", number)
    assert bot("ask", "how many ferries came?").status == 0

    written = bot("manifest")

    named = json.loads(written.out)["features"]["unfurl_domains"]
    assert named == [f"site{number}.example" for number in range(MOST_SITES + 1, 1, -1)]
    assert wording.sites_left_out(["site1.example"], MOST_SITES) in written.err


def test_without_a_database_the_manifest_comes_all_the_same(
    bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://host/name")
    written = bot("manifest")
    assert written.status == 0
    assert "unfurl_domains" not in json.loads(written.out)["features"]
    assert written.err.strip()


@pytest.mark.parametrize("host", ["ledger.example:8080", "[::1]", "localhost", "-a.example", "a_b.example", "a.b-"])
def test_a_host_that_slack_takes_for_no_site_is_left_out(host: str) -> None:
    taken = ["ledger.example", "xn--bcher-kva.example"]
    assert site_names([host, *taken]) == taken
