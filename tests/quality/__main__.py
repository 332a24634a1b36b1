"""`python -m tests.quality [SET ...]` prints each set's score and the questions that failed."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.quality.questions import FOLDERS
from tests.quality.scores import score_set

if __name__ == "__main__":
    for name in sys.argv[1:] or FOLDERS:
        with TemporaryDirectory() as data:
            print(score_set(name, Path(data)))
