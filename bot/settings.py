"""The only reader of the environment."""

import re
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import InvalidSetting

_HEADER = re.compile(r"[!-~]+")
_API_URL = re.compile(r"https?://[!-~]+", re.IGNORECASE)


class Settings(BaseSettings):
    """What the environment says. Empty variables count as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    port: int = Field(default=3000, ge=0, le=65535)
    database_url: SecretStr | None = None
    dateline_corpus: Path = Path("seeds")
    dateline_data: Path = Path(".dateline")
    dateline_digest_channel: str | None = None
    dateline_digest_at: time = time(8, 30)
    dateline_timezone: ZoneInfo = ZoneInfo("UTC")
    dateline_fetch_loopback: bool = False
    log_level: str = "INFO"

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
            raise ValueError("use DEBUG, INFO, WARNING, ERROR or CRITICAL")
        return level.upper()

    @field_validator("slack_bot_token", "slack_app_token", "slack_signing_secret")
    @classmethod
    def _fits_a_header(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not _HEADER.fullmatch(secret.get_secret_value()):
            raise ValueError("copy it from the app's page: it is one line of letters, digits and signs")
        return secret

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        if not _API_URL.fullmatch(url):
            raise ValueError("write it as https://slack.com/api/")
        return url.rstrip("/") + "/"


# How a value is written, where the validator's own words would not help.
_WRITTEN = {
    "port": "write a number from 0 to 65535",
    "dateline_digest_at": "write it as 08:30",
    "dateline_timezone": "write it as Europe/Berlin or UTC",
}


def read_settings() -> Settings:
    """Settings from the environment.

    Raises InvalidSetting naming the first variable that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        why = _WRITTEN.get(name) or first["msg"].removeprefix("Value error, ")
        raise InvalidSetting(str(error), name=name.upper(), why=why) from error
