"""`make bench`: how fast are answers, a slash command over HTTP, and a process that starts for one question? How fast
do articles come in?

Everything is real but Slack, which is played on loopback by the console's workspace. First on the five sample articles;
then answers alone on as many articles as a newsroom has, invented or given, and on more of them where asked for; then
many requests at once on 10,000; then 100,000 articles are taken in.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.errors import DatelineError
from bot.wording import of_error
from tests.benchmarks import answers, commands, intake, large, load, starts

ROUNDS = 20
STARTS = 7


def main(arguments: Sequence[str]) -> int:
    asked = _parse(arguments)
    console = Console()
    if not asked.large_alone:
        _measure_samples(console)
    try:
        if asked.corpus:
            sizes = [large.given(asked.corpus, asked.questions, asked.cache)]
        else:
            sizes = [large.invented(scale, asked.cache) for scale in sorted({1, asked.scale})]
        large.report(console, sizes)
        load.report(console, asked.cache)
        if asked.articles:
            intake.report(console, asked.articles, asked.cache)
    except (DatelineError, large.NoQuestions) as error:
        print(of_error(error) if isinstance(error, DatelineError) else error, file=sys.stderr)
        return 2
    return 0


def _measure_samples(console: Console) -> None:
    table = Table("measured", "n", "p50 ms", "p99 ms", "should be", title="Five sample articles")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        timings = [
            answers.measure(data, ROUNDS),
            *commands.measure(data, ROUNDS),
            *starts.measure(data, STARTS),
        ]
    for timing in timings:
        table.add_row(timing.name, str(len(timing.seconds)), *timing.figures(), timing.goal)
    console.print(table)
    console.print(starts.ratio(timings))


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measures speed.")
    parser.add_argument("--scale", type=int, default=1, help="also measure so many times the articles, such as 20")
    parser.add_argument("--corpus", type=Path, help="measure the articles of this folder instead of invented ones")
    parser.add_argument("--questions", type=Path, help='what to ask of them: lines of {"text": ..., "answer": ...}')
    parser.add_argument("--cache", type=Path, default=large.CACHE, help="where articles, stores and indexes are kept")
    parser.add_argument(
        "--articles", type=int, default=intake.MANY, help="how many are taken in at the end; 0 for none"
    )
    parser.add_argument("--large-alone", action="store_true", help="leave out the five sample articles")
    asked = parser.parse_args(arguments)
    if asked.scale < 1:
        parser.error("--scale is a whole number from 1")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
