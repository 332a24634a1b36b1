"""What kind of container a file is: its first bytes tell, its ending where they do not."""

import os
import re
from enum import Enum, auto

from bot.corpus.containers.dialect import tell_dialect
from bot.corpus.decode import decode
from bot.corpus.readers.fields import TEXT, purpose
from bot.errors import NotText

ENDINGS = (".zip", ".jsonl", ".ndjson", ".json", ".csv", ".tsv")
"""Those that a folder is searched for. A .json file may also be a single article: its bytes tell."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The first file of an archive that is itself one document: an office's, or an e-book.
_OF_A_DOCUMENT = re.compile(rb"\[Content_Types\]\.xml|_rels/\.rels|mimetype|(?:word|xl|ppt|docProps|customXml)/.*\.xml")
_NAME_AT = 30  # in the header before each file of an archive; its length stands at 26
_STRING = r'"(?:[^"\\]|\\.)*"'
_PLAIN_VALUE = rf"(?:{_STRING}|[-+.\w]+|\[[^\[\]{{}}]*\]|\{{[^{{}}]*\}})"
_LISTS = "articles|items|results|entries|posts|stories|news|documents|docs|records|rows|data|hits"
# The start of a list of objects, alone or under one of its usual names in an object.
ARRAY = re.compile(
    rf'\s*(?:\[|\{{(?:\s*{_STRING}\s*:\s*{_PLAIN_VALUE}\s*,)*\s*"(?:{_LISTS})"\s*:\s*\[)\s*(?=\{{\s*["}}]|\]\s*\}}?\s*$)'
)
_LINES = re.compile(r'\s*\{\s*".*\}\s*\n\s*\{\s*"')
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:')
_MARKUP = re.compile(r"\s*(?:<[!?a-z]|%PDF)", re.IGNORECASE)
_LINES_ENDINGS = (".jsonl", ".ndjson")
_TABLE_ENDINGS = (".csv", ".tsv")
_NO_TABLES = (".md", ".markdown", ".json")
_DELIMITED = re.compile(r"[^\n]{0,1000}?[,;\t|]")


class Kind(Enum):
    """How the articles lie in it: files; objects, one a line or in a list; rows."""

    ZIP = auto()
    LINES = auto()
    ARRAY = auto()
    TABLE = auto()


def tell(name: str, head: bytes) -> Kind | None:
    """None where a file is no container, but one article or none."""
    if head.startswith(_ZIP):
        return None if _OF_A_DOCUMENT.match(_first_name(head)) else Kind.ZIP
    try:
        text = decode(head)
    except NotText:
        return None
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a PurePath takes ten times as long, for every file
    if _holds_list(text):
        return Kind.ARRAY
    if _MARKUP.match(text):
        return None
    if _LINES.match(text) or (ending in _LINES_ENDINGS and text.strip()):
        return Kind.LINES
    if ending in _TABLE_ENDINGS or (
        ending not in _NO_TABLES and _DELIMITED.match(text) and tell_dialect(text).is_plain
    ):
        return Kind.TABLE
    return None


def _holds_list(text: str) -> bool:
    """Whether it begins with a list of objects; in an object, one that is not itself an article."""
    found = ARRAY.match(text)
    return found is not None and TEXT not in map(purpose, _NAME.findall(found[0]))


def _first_name(head: bytes) -> bytes:
    length = int.from_bytes(head[26:28], "little")
    return head[_NAME_AT : _NAME_AT + length]
