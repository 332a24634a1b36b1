"""An ingest that is killed at any moment leaves no article half stored and none twice, and a re-run makes it whole."""

import json
import subprocess
import sys
from pathlib import Path

KILLS = 50
SCRIPT = Path(__file__).with_name("killed_ingest.py")


def test_a_killed_ingest_is_made_whole_by_the_next(url: str, tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), url, str(tmp_path / "work"), str(KILLS), "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["articles"] > KILLS
    assert (found["faults"], found["differences"]) == ([], [])
