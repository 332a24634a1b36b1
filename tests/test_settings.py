"""Settings come from the environment, and one that cannot be used is named."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import InvalidSetting
from bot.settings import read_settings


def test_nothing_set_means_the_defaults() -> None:
    settings = read_settings()
    assert settings.dateline_corpus == Path("seeds")
    assert settings.dateline_digest_at == time(8, 30)
    assert settings.dateline_timezone == ZoneInfo("UTC")
    assert settings.slack_bot_token is None
    assert settings.database_url is None


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "PORT", "DATELINE_DIGEST_AT", "DATELINE_TIMEZONE"):
        monkeypatch.setenv(name, "")
    assert read_settings() == read_settings().model_construct()


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DIGEST_AT", "07:15")
    monkeypatch.setenv("DATELINE_TIMEZONE", "Europe/Oslo")
    monkeypatch.setenv("PORT", "8080")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    monkeypatch.setenv("SLACK_API_URL", "https://slack-gov.example/api")
    settings = read_settings()
    assert (settings.dateline_digest_at, settings.dateline_timezone) == (time(7, 15), ZoneInfo("Europe/Oslo"))
    assert (settings.port, settings.log_level) == (8080, "DEBUG")
    assert settings.slack_api_url == "https://slack-gov.example/api/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("DATELINE_DIGEST_AT", "half past eight"),
        ("DATELINE_DIGEST_AT", "25:00"),
        ("DATELINE_TIMEZONE", "Middle/Earth"),
        ("LOG_LEVEL", "LOUD"),
        ("SLACK_API_URL", "slack"),
        ("SLACK_API_URL", "https://slack\n.example"),
        ("SLACK_BOT_TOKEN", "xoxb-1\nxoxb-2"),
        ("SLACK_APP_TOKEN", "xapp-é"),
        ("SLACK_SIGNING_SECRET", "😀"),
    ],
)
def test_what_cannot_be_used_is_named_with_the_reason(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSetting) as caught:
        read_settings()
    assert caught.value.facts["name"] == name
    assert caught.value.facts["why"]


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL"):
        monkeypatch.setenv(name, "hush-hush")
    settings = read_settings()
    assert "hush" not in f"{settings!r}{settings}"
    assert settings.slack_bot_token
    assert settings.slack_bot_token.get_secret_value() == "hush-hush"
