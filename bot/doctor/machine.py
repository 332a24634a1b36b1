"""The machine: room on its disk, and the port."""

import os
import shutil
import socket
from pathlib import Path

from bot import wording
from bot.doctor.check import Check

ROOM = 500_000_000
"""Bytes that should be free: about twice what 10,000 articles of a usual length take, with their index."""


def check_disk(data: Path) -> Check:
    """Can data be written where it lies, or will lie, and is there room?"""
    folder = next(parent for parent in (data.absolute(), *data.absolute().parents) if parent.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return Check(name="disk", says=wording.data_unwritable(data, folder), well=False)
    free = shutil.disk_usage(folder).free
    return Check(name="disk", says=wording.disk(data, free, ROOM), well=free >= ROOM)


def check_port(port: int) -> Check:
    """Can the bot listen there?"""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("", port))
        except OSError as error:
            return Check(name="port", says=wording.port_taken(port, error.strerror or str(error)), well=False)
    return Check(name="port", says=wording.port_free(port), well=True)
