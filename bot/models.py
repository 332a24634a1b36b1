"""The values that cross module borders. All are frozen; none does any work, but that an answer has its id."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from bot.answer_id import make_id

Span = tuple[int, int]
"""Start and end of a stretch of text, in characters, end excluded: `text[start:end]`."""


class Period(NamedTuple):
    """The days from `since` to `until`, both included; None where it is open on that side."""

    since: date | None
    until: date | None


class Value(BaseModel):
    """A frozen value. Unknown fields are refused, so that a misspelt one cannot pass unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BlockKind(StrEnum):
    """What a block of an article is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Block(Value):
    """One heading, paragraph, list item or table row; spans point into its article's text."""

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Span, ...]


class Draft(Value):
    """An article that was read and cleaned, not yet stored.

    `source` is where it came from: a path below the corpus folder, an absolute path, or a URL.
    `published` is None where the article does not say: it is never guessed.
    """

    id: str
    source: str
    title: str
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    text: str
    blocks: tuple[Block, ...]


class Article(Draft):
    """A stored article in one of its versions, mostly the newest, which was first read at `seen`.

    `seq` is the number of the article's last change in the whole store; `landed` is when its first version came.
    `copy_of` is the id of the article whose wording it has, where it is a copy of one that came before it.
    """

    version: int
    seen: datetime
    seq: int
    landed: datetime
    withdrawn: bool = False
    copy_of: str | None = None

    def cite(self, start: int, end: int) -> "Citation":
        """That stretch of its text."""
        return Citation(
            article=self.id,
            title=self.title,
            url=self.url,
            published=self.published,
            quote=self.text[start:end],
            start=start,
            end=end,
        )


class Edit(Value):
    """A sentence that a new version of an article removed, added or reworded.

    `before` is where it stands in the text of the version before, None where it was added; `after` where it stands in
    the new one, None where it was removed.
    """

    before: Span | None
    after: Span | None


class Citation(Value):
    """A verbatim quote: `quote == text[start:end]` in the cleaned text of the article."""

    article: str
    title: str
    url: str | None
    published: date | None
    quote: str
    start: int
    end: int


class Role(StrEnum):
    """How somebody took part in a meeting, where a finding is about taking part."""

    ATTENDED = "attended"
    REMOTE = "remote"
    CHAIRED = "chaired"
    EXPECTED = "expected"
    INVITED = "invited"
    NOT_INVITED = "not invited"
    ABSENT = "absent"


class Finding(Value):
    """One thing that the corpus holds on a question: a value as it stands in the quotes under it, or none.

    `wordings` counts the articles cited that are worded independently: copies of one text count once. `differs`:
    another finding gives another number of the same thing.
    """

    value: str | None
    role: Role | None = None
    citations: tuple[Citation, ...]
    wordings: int = 1
    differs: bool = False


class Kind(StrEnum):
    """What a question asks for."""

    COUNT = "count"
    ATTENDANCE = "attendance"
    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    STATEMENT = "statement"
    LIST = "list"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    OPEN = "open"


def _id_of(said: dict[str, Any]) -> str:
    findings = [
        (finding.value, finding.role, [(c.article, c.start, c.end, c.quote) for c in finding.citations])
        for finding in said["findings"]
    ]
    return make_id((said["question"], said["status"], said["headline"], said["disagreement"], findings))


class Answer(Value):
    """What the bot says to one question. Findings: most relevant first, at most 10.

    `disagreement` is set where sources give different values for the same thing.
    `suggestions` are questions, as they would be typed, that the corpus does answer.
    `id` is made from the question and what is said to it: the same answer to the same question has the same one.
    An answer that was kept has the id that it was kept under.
    """

    question: str
    status: Literal["answered", "not_found"]
    kind: Kind
    headline: str
    disagreement: bool = False
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[str, ...] = ()
    id: str = Field(default_factory=_id_of)


class Topic(Value):
    """A subject that the team follows: a slash command of its name. `asks` maps its words to questions."""

    name: str
    aliases: tuple[str, ...] = ()
    asks: dict[str, str] = {}


class Refusal(Value):
    """Something that was not taken in, and why, in words for people."""

    source: str
    reason: str


class IngestReport(Value):
    """What one ingest did, in articles. `withdrawn` counts those whose file is gone, `copies` those of the new ones
    that are in a wording that was there."""

    new: int = 0
    copies: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0
    refused: tuple[Refusal, ...] = ()


class Holdings(Value):
    """What can be cited: how many articles of each origin, how many of them are copies, and the newest day of one."""

    by_origin: dict[str, int] = {}
    copies: int = 0
    newest: date | None = None

    @property
    def articles(self) -> int:
        return sum(self.by_origin.values())


class Standing(StrEnum):
    """What became of a quote. MOVED: the same words at another place of the article."""

    STANDS = "stands"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


class Edition(Value):
    """A version of an article, and when it was first read."""

    version: int
    seen: AwareDatetime


class Check(Value):
    """A citation, and what became of its quote.

    `after` is what took the place of a quote that changed. `start` and `end` are where that, or the quote itself,
    stands now; None where there is nothing of the kind. `cited` is the version that the quote was taken from, `now`
    the newest: both are None where the quote stands as it stood, and where the article is gone.
    """

    citation: Citation
    standing: Standing
    after: str | None = None
    start: int | None = None
    end: int | None = None
    cited: Edition | None = None
    now: Edition | None = None

    @property
    def stands(self) -> bool:
        """Whether the quote is still in its article, word for word, wherever it stands."""
        return self.standing in (Standing.STANDS, Standing.MOVED)


class ChangeKind(StrEnum):
    """What is new in a story: a figure that is not what it was, a day that was set, somebody's part in a meeting, or
    what somebody says."""

    FIGURE = "figure"
    DATE = "date"
    PARTICIPANT = "participant"
    POSITION = "position"


class Change(Value):
    """What a story's new articles say otherwise than those known before, or for the first time: one finding a value.

    `before` is empty where the known ones say nothing of it.
    """

    kind: ChangeKind
    before: tuple[Finding, ...] = ()
    after: tuple[Finding, ...]


class Story(Value):
    """What a digest says of one story: its headline, its new articles, and key sentences of theirs, verbatim.

    The most central article comes first, each before its copies. `copies`: by the id of an article, those of the
    others that are in its wording and stand under one line with it. `known`: its articles from before the digest,
    oldest first. `changes`: what the new ones say otherwise than those, what weighs most first.
    """

    headline: str
    articles: tuple[str, ...]
    citations: tuple[Citation, ...]
    copies: dict[str, tuple[str, ...]] = {}
    known: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


class Digest(Value):
    """The articles that landed in `(since, until]`, as stories.

    `edits`: quotes of earlier digests that their articles no longer have, or have otherwise, since then. `unanswered`:
    once a week, what was asked in the channel and not found, as it was typed.
    """

    since: datetime
    until: datetime
    stories: tuple[Story, ...]
    edits: tuple[Check, ...] = ()
    unanswered: tuple[str, ...] = ()


class ClaimKind(StrEnum):
    """What a claim states: a number, a day, somebody's part in a meeting, who holds a post, that there is a name, or
    something in plain words."""

    FIGURE = "figure"
    DATE = "date"
    PART = "part"
    POST = "post"
    NAME = "name"
    STATEMENT = "statement"


class ClaimCheck(Value):
    """What the articles say to one claim; `claim` are its words, as they stand in its sentence.

    `stated`: where they state it; None where they do not. `differs`: each other value that they give of the same thing.
    `more`: how many other values there are beside those. `near`: what comes nearest, where neither is there; it may
    well be of something else.
    """

    kind: ClaimKind
    claim: str
    stated: Finding | None = None
    differs: tuple[Finding, ...] = ()
    more: int = 0
    near: tuple[Finding, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the articles speak to it at all."""
        return bool(self.stated or self.differs)


class CheckedSentence(Value):
    """A sentence and its claims."""

    text: str
    checks: tuple[ClaimCheck, ...]


def _id_of_check(said: dict[str, Any]) -> str:
    return make_id([said["left"], *(sentence.model_dump(mode="json") for sentence in said["sentences"])])


class CheckedText(Value):
    """The sentences of a text that claim something, in its order. `left`: how many more were not looked at.

    `id` is made from all of that: of the same claims and findings the same one.
    """

    sentences: tuple[CheckedSentence, ...]
    left: int = 0
    id: str = Field(default_factory=_id_of_check)
