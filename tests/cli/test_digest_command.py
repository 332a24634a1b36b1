import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.console.workspace import Workspace
from tests.cli.conftest import Bot
from tests.slack.workspace import BOT_TOKEN, CHANNEL, Afterwards
from tests.slack.workspace import Workspace as StandIn


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
    assert list(digest) == ["since", "until", "stories", "edits", "unanswered"]
    assert digest["since"].startswith("1970-01-01T00:00:00")
    assert {article for story in digest["stories"] for article in story["articles"]} == {"harbour", "ferries"}
    keys = ["headline", "articles", "citations", "copies", "known", "changes"]
    assert all(list(story) == keys for story in digest["stories"])


def test_fresh_articles_are_in_the_digest_without_any_dates(bot: Bot, corpus: Path) -> None:
    [digest] = bot("digest", "--json").values
    assert {article for story in digest["stories"] for article in story["articles"]} == {"harbour", "ferries"}


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
    told = "1 story" if len(first.values[0]["stories"]) == 1 else f"{len(first.values[0]['stories'])} stories"
    assert first.err == f"Posted {told} to C1.\n"
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


def test_a_digest_that_was_left_half_done_is_found_and_not_posted_again(
    bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As a process leaves it that died between the post and its record."""
    with StandIn() as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        slack.fail("chat.postMessage", Afterwards(500))
        unsure = bot("digest", "--post", CHANNEL)
        assert unsure.status == 2
        assert "did not say" in unsure.err
        early = bot("digest", "--post", CHANNEL)
        assert early.status == 1
        assert "try again in 5 minutes" in early.err
        with closing(sqlite3.connect(tmp_path / "data" / "dateline.db")) as database, database:
            database.execute("UPDATE digests SET held_until = claimed")

        again = bot("digest", "--post", CHANNEL)

    assert again.status == 1
    assert "already" in again.err
    assert len(slack.sent) == 1


def test_a_long_digest_goes_on_in_its_thread(bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        letters = hashlib.sha256(str(number).encode()).hexdigest().translate(str.maketrans("0123456789", "klmnopqrst"))
        words = ", ".join(letters[at : at + 8] for at in range(0, 64, 8))
        (corpus / f"talk-{number}.md").write_text(f"# Talk {number}\n\nThere was talk of {words}.\n", encoding="utf-8")
    with StandIn() as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        assert bot("digest", "--post", CHANNEL).status == 0

    first, *others = slack.sent
    assert others
    assert first.thread is None
    assert {sent.thread for sent in others} == {first.ts}
    assert slack.invalid == []
