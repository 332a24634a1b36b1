"""What is sent to the bot under load, and a Slack that notes when the answers arrive."""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

from handlers.blocks.presses import ASK, MORE, Asked
from tests.benchmarks.press.articles import SEED
from tests.slack import payloads
from tests.slack.conversations import BOT
from tests.slack.workspace import ANN, Workspace

CHANNELS, PEOPLE = 60, 40
MIX = ("command", "mention", "command", "press", "command", "mention", "more", "command", "mention", "press")
RECENT = 50
"""As many of the last answers, of which one is unfolded."""
FORM = "application/x-www-form-urlencoded"


class Clock(Workspace):
    """Notes when a message arrives, by what it answers: a response_url, or the message at the head of its thread."""

    def __init__(self) -> None:
        super().__init__()
        self.conversations.people |= {f"U0P{number}": dict(ANN) for number in range(PEOPLE)}
        self.arrived: defaultdict[str, list[float]] = defaultdict(list)
        self.unfolds: list[str] = []

    def answer_response(self, name: str, body: dict[str, Any]) -> Any:
        self._note(name, body)
        return super().answer_response(name, body)

    def answer_api(self, method: str, arguments: dict[str, Any], token: str) -> Any:
        if method == "chat.postMessage":
            self._note(arguments.get("thread_ts", ""), arguments)
        return super().answer_api(method, arguments, token)

    def _note(self, what: str, body: dict[str, Any]) -> None:
        self.arrived[what].append(time.perf_counter())
        blocks = json.loads(body["blocks"]) if isinstance(body.get("blocks"), str) else body.get("blocks", [])
        rows = (block["elements"] for block in blocks if block["type"] == "actions")
        self.unfolds += [button["value"] for row in rows for button in row if button["action_id"] == MORE]


class Request(NamedTuple):
    """`answer`: what its answer is known by when it arrives."""

    answer: str
    kind: str
    body: str


def make_requests(slack: Clock, questions: Sequence[str]) -> Iterator[Request]:
    """Without end, of every kind, from many people in many channels."""
    rng = Random(SEED)
    for kind in cycle(MIX):
        question = rng.choice(questions)
        where = {"channel": f"C0L{rng.randrange(CHANNELS)}", "person": f"U0P{rng.randrange(PEOPLE)}"}
        unfold = rng.choice(slack.unfolds[-RECENT:]) if slack.unfolds else None
        if kind == "mention":
            yield _mention(slack, question, **where)
        elif kind == "command":
            yield _command(slack, question, **where)
        elif kind == "more" and unfold:
            yield _press(slack, MORE, unfold, **where)
        else:
            yield _press(slack, f"{ASK}_0", Asked(question=question).model_dump_json(), **where)


def _command(slack: Clock, question: str, channel: str, person: str) -> Request:
    url = slack.response_url(None, channel, person)
    told = payloads.command("/ask", question, url, slack.new_trigger())
    return Request(_name(url), FORM, urlencode({**told, "channel_id": channel, "user_id": person}))


def _mention(slack: Clock, question: str, channel: str, person: str) -> Request:
    ts = slack.new_ts()
    told = payloads.message(f"<@{BOT}> {question}", ts, channel=channel, user=person)
    return Request(ts, "application/json", json.dumps(payloads.event({"type": "app_mention", **told}, ts)))


def _press(slack: Clock, action: str, value: str, channel: str, person: str) -> Request:
    url = slack.response_url(None, channel, person)
    told = payloads.press(action, value, slack.new_ts(), url, slack.new_trigger())
    told |= {"channel": {"id": channel, "name": "c"}, "user": {"id": person, "team_id": payloads.TEAM}}
    return Request(_name(url), FORM, urlencode({"payload": json.dumps(told)}))


def _name(url: str) -> str:
    return url.rpartition("/")[2]
