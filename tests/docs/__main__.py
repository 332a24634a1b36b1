"""`python -m tests.docs` makes the README's picture and the outputs that it shows anew."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.examples import README, renew
from tests.docs.picture import PICTURE, draw

if __name__ == "__main__":
    with TemporaryDirectory() as data:
        PICTURE.write_text(draw(Path(data) / "picture"), encoding="utf-8")
        README.write_text(renew(README.read_text(encoding="utf-8"), Path(data) / "examples"), encoding="utf-8")
