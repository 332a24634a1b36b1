"""Slash commands over HTTP: from the request to its acknowledgement, and to the answer that arrives."""

import http.client
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.app import build_app
from bot.console import payloads
from bot.console.workspace import Workspace
from bot.listeners import Listeners
from bot.server import HttpDoor
from bot.services import open_services
from bot.settings import Settings
from tests.benchmarks.timing import Timing, forgetful, questions

SECRET = "0123456789abcdef0123456789abcdef"
PATIENCE = 10


class Punctual(Workspace):
    """Notes when a message arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = threading.Event()
        self.at = 0.0

    def say(self, sent: payloads.Payload, *, ephemeral: bool) -> payloads.Payload:
        self.at = time.perf_counter()
        self.arrived.set()
        return super().say(sent, ephemeral=ephemeral)


def measure(data: Path, rounds: int) -> list[Timing]:
    acknowledged, answered = [], []
    door = HttpDoor(0)
    with closing(forgetful(open_services(Settings(dateline_data=data)))) as services, Punctual() as slack:
        services.refresh()
        listeners = Listeners()
        client = WebClient("xoxb-benchmark", base_url=slack.api_url)
        app = build_app(services, client=client, signing_secret=SECRET, executor=listeners)
        with closing(door):
            door.open(app, services, lambda: None)
            for question in questions() * rounds:
                line = question if question.startswith("/") else f"/ask {question}"
                acknowledgement, answer = _exchange(door.port, slack, line)
                acknowledged.append(acknowledgement)
                answered.append(answer)
        listeners.finish(PATIENCE)
    return [
        Timing("slash command, acknowledged", acknowledged, "< 100"),
        Timing("slash command, answered", answered, "< 300"),
    ]


def _exchange(port: int, slack: Punctual, line: str) -> tuple[float, float]:
    """Seconds until the acknowledgement, and until the answer, both from before the request."""
    body = urlencode(payloads.command(line, slack.response_url()))
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
    }
    slack.arrived.clear()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    start = time.perf_counter()
    connection.request("POST", "/slack/events", body, headers)
    response = connection.getresponse()
    response.read()
    acknowledged = time.perf_counter() - start
    connection.close()
    if response.status != 200 or not slack.arrived.wait(PATIENCE):
        raise RuntimeError(f"{line!r}: status {response.status}, and no answer")
    return acknowledged, slack.at - start
