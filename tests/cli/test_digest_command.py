import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.console.workspace import Workspace
from tests.cli.conftest import Bot


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A Slack that takes messages."""
    with Workspace() as workspace:
        monkeypatch.setenv("SLACK_API_URL", workspace.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-test")
        yield workspace


def test_what_landed_is_shown_as_the_contract_has_it(bot: Bot, corpus: Path) -> None:
    outcome = bot("digest", "--json", "--since", "1970-01-01", "--now", "2100-01-01")
    assert outcome.status == 0
    [digest] = outcome.values
    assert list(digest) == ["since", "until", "stories"]
    assert digest["since"].startswith("1970-01-01T00:00:00")
    assert {article for story in digest["stories"] for article in story["articles"]} == {"harbour", "ferries"}
    assert all(list(story) == ["headline", "articles", "citations"] for story in digest["stories"])


def test_fresh_articles_are_in_the_digest_without_any_dates(bot: Bot, corpus: Path) -> None:
    assert len(bot("digest", "--json").values[0]["stories"]) == 2


def test_an_empty_digest_has_status_one(bot: Bot, corpus: Path) -> None:
    outcome = bot("digest", "--json", "--since", "1970-01-01", "--now", "1980-01-01")
    assert (outcome.status, outcome.values[0]["stories"]) == (1, [])
    assert bot("digest", "--since", "1970-01-01", "--now", "1980-01-01").out.startswith("Nothing landed since")


def test_a_person_sees_titles_quotes_and_sources(bot: Bot, corpus: Path) -> None:
    out = bot("digest").out
    assert "More ferries than thought" in out
    assert "“Officials in Linden now speak of 16 ferries.”" in out


def test_showing_posts_nothing(bot: Bot, corpus: Path, slack: Workspace) -> None:
    bot("digest")
    assert slack.collect() == []


def test_posting_says_it_once_a_day(bot: Bot, corpus: Path, slack: Workspace) -> None:
    first = bot("digest", "--json", "--post", "C1")
    assert first.status == 0
    assert first.err == "Posted 2 stories to C1.\n"
    again = bot("digest", "--post", "C1", "--since", "1970-01-01")
    assert again.status == 1
    assert "already" in again.err
    assert [message["channel"] for message in slack.collect()] == ["C1"]


def test_what_was_posted_is_not_in_the_next_one(bot: Bot, corpus: Path, slack: Workspace) -> None:
    bot("digest", "--post", "C1")
    (corpus / "goats.md").write_text("# Goats\n\nThe lighthouse keeper owns 31 goats.\n", encoding="utf-8")
    [digest] = bot("digest", "--json", "--post", "C1").values
    assert [story["articles"] for story in digest["stories"]] == [["goats"]]


def test_an_empty_digest_is_not_posted_and_leaves_the_day_open(bot: Bot, corpus: Path, slack: Workspace) -> None:
    assert bot("digest", "--post", "C1", "--since", "1970-01-01", "--now", "1980-01-01").status == 1
    assert slack.collect() == []
    assert bot("digest", "--post", "C1").status == 0


def test_a_channel_that_refuses_may_be_tried_again(
    bot: Bot, corpus: Path, slack: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_API_URL", slack.api_url + "nosuch/")
    refused = bot("digest", "--json", "--post", "C1")
    assert refused.status == 2
    assert refused.err.count("\n") == 1
    assert json.loads(refused.out)["stories"]
    monkeypatch.setenv("SLACK_API_URL", slack.api_url)
    assert bot("digest", "--post", "C1").status == 0


def test_posting_without_a_token_says_so(bot: Bot, corpus: Path) -> None:
    outcome = bot("digest", "--post", "C1")
    assert outcome.status == 2
    assert "SLACK_BOT_TOKEN" in outcome.err
    assert outcome.err.count("\n") == 1
