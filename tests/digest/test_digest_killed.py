"""A digest a day is posted by processes that are killed around the post, to a Slack that fails: none is lost or said
twice."""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta

from tests.digest.killed_digests import EVE, LONG_DAY, MANY, POINTS
from tests.slack.workspace import CHANNEL, Workspace

DAYS = 200
SEED = 20_260_302


def test_each_day_has_one_digest_whatever_is_killed(url: str) -> None:
    with Workspace() as slack:
        command = [sys.executable, "-m", "tests.digest.killed_digests", url, slack.root, str(DAYS), str(SEED)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    left = json.loads(done.stdout.splitlines()[-1])

    days = [EVE + timedelta(days=number) for number in range(DAYS + 1)]
    assert left["open"] == []
    marks = [message["metadata"]["event_payload"] for message in slack.conversations.rooms[CHANNEL].messages]
    assert sorted(mark["period"] for mark in marks if mark["part"] == 0) == [str(day) for day in days]
    parts = Counter((mark["period"], mark["part"]) for mark in marks)
    assert max(parts.values()) == 1
    assert len(parts) > len(days), "some go on in their threads"
    stories = [f"News {day}-{number:02}" for day in days for number in range(MANY if day.day == LONG_DAY else 1)]
    told = Counter(name for sent in slack.sent for name in set(re.findall(r"News \d{4}-\d\d-\d\d-\d\d", sent.shown)))
    assert told == Counter(stories)
    assert all(left["kills"][point] >= DAYS / 20 for point in POINTS), left["kills"]
    assert slack.invalid == []
