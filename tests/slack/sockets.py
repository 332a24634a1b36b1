"""The stand-in's side of Socket Mode: connections, envelopes and their acknowledgements, goodbyes and losses."""

import json
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

MOST_CONNECTIONS = 10
PATIENCE = 10
"""Seconds to wait for what must come: the machine may be busy."""
_ABORT = struct.pack("ii", 1, 0)


class Link:
    """One connection of the bot's, and what was acknowledged over it."""

    def __init__(self, connection: ServerConnection) -> None:
        self.connection = connection
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.is_open = True
        self.leaves = False

    def lose(self, *, aborted: bool = False) -> None:
        """End it without a word, as a network does: closed in an orderly way, or `aborted`."""
        if aborted:
            self.connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        with suppress(OSError):
            self.connection.socket.shutdown(socket.SHUT_RD if aborted else socket.SHUT_RDWR)
        self.connection.socket.close()


class Sockets:
    """`links`: every connection that there ever was, the newest last. A payload goes to any one that is open."""

    def __init__(self, changed: threading.Condition) -> None:
        self.links: list[Link] = []
        self._changed = changed
        self._numbers, self._turns = count(1), count()
        self._server = serve(self._connected, "127.0.0.1", 0, close_timeout=1)

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        for link in self.links:
            link.connection.close()
        self._server.shutdown()

    @property
    def port(self) -> int:
        return int(self._server.socket.getsockname()[1])

    @property
    def open(self) -> list[Link]:
        """The connections that payloads may go to: those that have been told to go get no more."""
        return [link for link in self.links if link.is_open and not link.leaves]

    def wait_for(self, true: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Whether that came to be true in time."""
        with self._changed:
            return self._changed.wait_for(true, seconds)

    def push(self, kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Hand out an envelope over any connection, and over another where that has just been closed; what it was
        acknowledged with. TimeoutError where it is not."""
        while True:
            if not self.wait_for(lambda: bool(self.open)):
                raise TimeoutError("the bot is not connected")
            link = self.open[next(self._turns) % len(self.open)]
            answer = self.push_over(link, kind, payload, **more)
            if answer is not None:
                return answer
            if link.is_open:
                raise TimeoutError(f"{kind} was not acknowledged")

    def push_over(self, link: Link, kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any] | None:
        """The same over one connection; None where it is not acknowledged there. An acknowledgement over another
        connection counts too: the SDK gives it over the one that it has when it is through."""
        envelope = f"e{next(self._numbers)}"
        body = {"envelope_id": envelope, "type": kind, "accepts_response_payload": True, "payload": payload, **more}
        try:
            link.connection.send(json.dumps(body))
        except (ConnectionClosed, OSError):
            link.is_open = False
            return None
        self.wait_for(lambda: self._answer(envelope) is not None or not link.is_open)
        return self._answer(envelope)

    def _answer(self, envelope: str) -> dict[str, Any] | None:
        return next((link.acknowledged[envelope] for link in self.links if envelope in link.acknowledged), None)

    def send_away(self, reason: str, link: Link) -> None:
        """Ask a connection to be replaced by another: `refresh_requested` or `warning`, the latter about ten seconds
        before its end; with `link_disabled` there will be no other."""
        link.leaves = True
        link.connection.send(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "h"}}))

    def _connected(self, connection: ServerConnection) -> None:
        link = Link(connection)
        if len(self.open) >= MOST_CONNECTIONS:
            connection.send(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            return
        hello = {"type": "hello", "num_connections": len(self.open) + 1, "connection_info": {"app_id": "A0"}}
        with suppress(ConnectionClosed, OSError):
            connection.send(json.dumps(hello))
            self._tell(lambda: self.links.append(link))
            for message in connection:
                said = json.loads(message)
                self._tell(lambda said=said: link.acknowledged.update({said["envelope_id"]: said.get("payload") or {}}))
        self._tell(lambda: setattr(link, "is_open", False))

    def _tell(self, change: Callable[[], object]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()
