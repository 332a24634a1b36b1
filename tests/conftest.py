"""Every test is sealed: no settings from outside, a working folder of its own, no network but loopback, a far timezone;
and no message is made in one that Slack would refuse.

Also here: empty databases of either kind, for tests that run on both.
"""

import ipaddress
import os
import secrets
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import psycopg
import pytest

from bot.settings import Settings
from handlers.blocks.message import Message
from tests.slack.limits import problems

SERVER = os.environ.get("DATELINE_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test")

# A test is never about time: the machine may be busy.
hypothesis.settings.register_profile("sealed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("sealed")


class OutsideConnection(RuntimeError):
    """A test wanted to leave this machine. No OSError, so that no code takes it for a network that is down."""


@pytest.fixture(scope="session", autouse=True)
def _sealed_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting is set, temporary files lie below pytest's folder, and local time is far from UTC."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.lower() in Settings.model_fields]:
            patch.delenv(name)
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", None)
        patch.setenv("TZ", "FAR-12:45")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _sealed_network() -> Iterator[None]:
    """Sockets of this process reach this machine alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_loopback(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True)
def _only_what_slack_takes() -> Iterator[None]:
    """Every message that is made in a test is one that Slack takes, whether the test looks at it or not."""
    make, refused = Message.__init__, list[str]()

    def checked(self: Message, **values: Any) -> None:
        make(self, **values)
        refused.extend(problems(self.payload()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Message, "__init__", checked)
        yield
    assert refused == []


@pytest.fixture(autouse=True)
def _sealed_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A working folder of its own: what a test forgets to place lies there, and no other test finds it."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("cwd"))
    yield
    os.chdir(before)


def _only_loopback(connect):  # type: ignore[no-untyped-def]
    def guarded(self: socket.socket, address: object) -> object:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address):
            raise OutsideConnection(f"a test wanted to connect to {address}: tests reach loopback only")
        return connect(self, address)

    return guarded


def _is_loopback(address: object) -> bool:
    host = str(address[0]) if isinstance(address, tuple) else ""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a database of our own, dropped afterwards."""
    name = f"dateline_test_{secrets.token_hex(6)}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no PostgreSQL answers at {SERVER}: {error}")
        pytest.skip(f"no PostgreSQL answers at {SERVER}")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        yield SERVER.rpartition("/")[0] + f"/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The URL of an empty schema of our own."""
    schema = f"s{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{postgres}?options=-csearch_path%3D{schema}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    schema: str = request.getfixturevalue("postgres_url")
    return schema
