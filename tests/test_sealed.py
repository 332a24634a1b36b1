"""The seal around every test holds."""

import os
import socket
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

import bot
from bot.settings import Settings, read_settings


def test_no_setting_comes_from_outside() -> None:
    assert not {name for name in os.environ if name.lower() in Settings.model_fields}
    assert read_settings() == Settings.model_construct()


def test_files_that_are_not_placed_do_not_lie_in_the_repository() -> None:
    repository = Path(bot.__file__).parents[1]
    assert repository not in Path("x").absolute().parents
    assert repository not in Path(tempfile.gettempdir()).parents


def test_a_working_folder_is_empty_and_not_shared(tmp_path: Path) -> None:
    assert list(Path().iterdir()) == []
    Path("left behind").touch()


def test_the_next_test_finds_nothing_in_it() -> None:
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("family", "address"),
    [
        (socket.AF_INET, ("192.0.2.1", 80)),
        (socket.AF_INET, ("news.example", 80)),
        (socket.AF_INET6, ("2001:db8::1", 80, 0, 0)),
    ],
)
@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_no_socket_leaves_this_machine(family: int, address: tuple[object, ...], way: str) -> None:
    with closing(socket.socket(family)) as outside:
        outside.settimeout(1)
        with pytest.raises(RuntimeError, match="loopback only"):
            getattr(outside, way)(address)


def test_loopback_is_open() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


def test_local_time_is_not_utc_by_accident() -> None:
    assert time.localtime(0).tm_hour != time.gmtime(0).tm_hour
