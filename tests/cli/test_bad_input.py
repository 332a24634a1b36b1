"""What is wrong with the set-up or the typing: one line that says what to mend, and status 2."""

from pathlib import Path

import pytest

from tests.cli.conftest import Bot

ASK = ("ask", "how many?")


def test_a_missing_corpus(bot: Bot, tmp_path: Path) -> None:
    refused(bot, *ASK, "--corpus", str(tmp_path / "nowhere"), says="nowhere (there is no such folder)")


def test_an_empty_corpus(bot: Bot, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(
        bot, *ASK, "--corpus", str(tmp_path / "empty"), says="(it has no file of a kind that is read): put files there"
    )
    refused(bot, *ASK, "--corpus", str(tmp_path / "empty"), says="DATELINE_CORPUS")


def test_a_corpus_that_is_a_file(bot: Bot, corpus: Path) -> None:
    refused(bot, *ASK, "--corpus", str(corpus / "ferries.md"), says="ferries.md (it is a file, and no folder)")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://u:secret@127.0.0.1/x"),
        ("DATABASE_URL", "postgres://u:secret@127.0.0.1:9/x"),
        ("DATABASE_URL", "sqlite:////proc/nowhere/x.db"),
        ("DATELINE_TIMEZONE", "Mars/Olympus"),
        ("DATELINE_DIGEST_AT", "25:99"),
        ("LOG_LEVEL", "loud"),
        ("PORT", "99999999"),
    ],
)
def test_a_wrong_setting(bot: Bot, corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    refused(bot, *ASK, says=name)


def test_topics_that_cannot_be_read(bot: Bot, corpus: Path) -> None:
    (corpus / "topics.toml").write_text("coalition = 1\n")
    refused(bot, *ASK, says="topics.toml")


def test_a_data_directory_that_is_a_file(
    bot: Bot, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "taken"))
    refused(bot, *ASK, says="taken")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Missing command"),
        (("nosuch",), "nosuch"),
        (("ask",), "TEXT"),
        (("ask", "--nosuch", "x"), "--nosuch"),
        (("ask", "--corpus"), "--corpus"),
        (("show", "nosuch"), "nosuch"),
        (("show",), "ID"),
        (("verify",), "ID"),
        (("verify", "--json", "--markdown", "2222222222"), "--markdown"),
        (("digest", "--since", "yesterday"), "--since 'yesterday'"),
        (("digest", "--now", "2025-02-30"), "--now '2025-02-30'"),
        (("digest", "--since", "2025-02-02", "--now", "2025-02-01"), "--since"),
        (("manifest", "--url", "http://example.org"), "https://"),
        (("serve", "--http", "--socket"), "--socket"),
    ],
)
def test_wrong_use(bot: Bot, corpus: Path, arguments: tuple[str, ...], says: str) -> None:
    refused(bot, *arguments, says=says)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ((), "python -m bot"),
        (("nosuch",), "python -m bot"),
        (("show",), "python -m bot show"),
        (("ask", "--nosuch", "x"), "python -m bot ask"),
        (("feeds", "lst"), "python -m bot feeds"),
        (("feeds", "add"), "python -m bot feeds"),
        (("serve", "--http", "--socket"), "python -m bot serve"),
    ],
)
def test_wrong_use_names_the_command_whose_help_says_more(
    bot: Bot, corpus: Path, arguments: tuple[str, ...], command: str
) -> None:
    refused(bot, *arguments, says=f": `{command} --help` says how it is used.")
    assert bot(*command.removeprefix("python -m bot").split(), "--help").status == 0


@pytest.mark.parametrize("arguments", [("show", "x" * 5000), ("ask", f"/{'x' * 5000}")])
def test_what_is_said_back_of_a_long_word_is_short(bot: Bot, corpus: Path, arguments: tuple[str, ...]) -> None:
    refused(bot, *arguments, says="xxx")
    assert len(bot(*arguments).err) < 200


def refused(bot: Bot, *arguments: str, says: str) -> None:
    outcome = bot(*arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1, outcome.err
    assert says in outcome.err
    assert "secret" not in outcome.err
