"""`python -m tests.quality [SET ...]`: how well the bot answers, beside plain BM25 on the same questions.

A SET is the name of one here (all by default), or the path of another: see tests/quality/sets.py.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bot.errors import DatelineError
from bot.wording import of_error
from tests.quality.asking import compare
from tests.quality.report import as_json, print_tables
from tests.quality.sets import FOLDERS, UnusableSet, find_set

WRONG = 2


def main(arguments: Sequence[str]) -> int:
    asked = _parse(arguments)
    comparisons = []
    try:
        for questions in [find_set(named, asked.corpus) for named in asked.sets or FOLDERS]:
            with TemporaryDirectory() as data:
                comparisons.append(compare(questions, Path(data)))
    except (DatelineError, UnusableSet) as error:
        print(of_error(error) if isinstance(error, DatelineError) else error, file=sys.stderr)
        return WRONG
    if asked.json:
        print(as_json(comparisons))
        return 0
    if not asked.brief:
        for one in comparisons:
            print(one.bot)
    print_tables(comparisons, Console())
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description="Measures answers beside plain BM25.")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"{', '.join(FOLDERS)}, a .jsonl file, or a folder")
    parser.add_argument("--corpus", type=Path, help="the articles of the .jsonl files, where no folder is beside them")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of tables")
    form.add_argument("--brief", action="store_true", help="do not name the questions that fail")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
