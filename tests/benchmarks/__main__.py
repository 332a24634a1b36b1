"""`make bench`: how fast are answers, a slash command over HTTP, and a process that starts for one question?

Everything is real but Slack, which is played on loopback by the console's workspace. Five articles.
"""

import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import answers, commands, starts

ROUNDS = 20
STARTS = 7


def main() -> None:
    table = Table("measured", "n", "p50 ms", "p99 ms", "should be", title="Dateline's benchmarks")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        timings = [
            answers.measure(data, ROUNDS),
            *commands.measure(data, ROUNDS),
            *starts.measure(data, STARTS),
        ]
    for timing in timings:
        table.add_row(timing.name, str(len(timing.seconds)), *timing.figures(), timing.goal)
    console = Console()
    console.print(table)
    console.print(starts.ratio(timings))


if __name__ == "__main__":
    main()
