"""Text from an article or a person pings nobody, fakes no link and breaks no block, wherever it is shown."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.context import Context
from bot.answers.receipts import Receipt
from bot.corpus.feed_health import FeedHealth
from bot.models import (
    Answer,
    Article,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Check,
    CheckedSentence,
    CheckedText,
    ClaimCheck,
    ClaimKind,
    Digest,
    Edition,
    Finding,
    Holdings,
    Kind,
    Role,
    Standing,
    Story,
    Topic,
)
from bot.store import Asked, ChannelRules, DigestChannel, Watch
from bot.watches.checks import News
from handlers import blocks
from handlers.blocks.answer import answer_message
from handlers.blocks.channel_settings import changed_message, settings_message, settings_view
from handlers.blocks.claims import claims_message
from handlers.blocks.digest import digest_message, digest_messages
from handlers.blocks.home import Home, home_view
from handlers.blocks.message import Message
from handlers.blocks.passage import Read, passage_view
from handlers.blocks.presses import Kept, KeptCheck, Muted
from handlers.blocks.receipt import footnotes_message, receipt_message
from handlers.blocks.setup import setup_view
from handlers.blocks.sources import sources_message
from handlers.blocks.stories import articles_message, muted_message, unmuted_message
from handlers.blocks.unfurl import preview
from handlers.blocks.watches import news_message, watch_set_message, watches_message
from tests.slack.composition import POWERFUL
from tests.slack.foreign import FOREIGN, QUOTE, URLS, citations
from tests.slack.limits import attached_problems, problems
from tests.slack.views import view_problems

NOW = datetime(2025, 3, 4, 7, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Kyiv")
ID, ADDRESS = st.just("2abc"), st.one_of(st.none(), FOREIGN, URLS)


def some(kind: st.SearchStrategy[Any], most: int = 3, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(kind, min_size=least, max_size=most).map(tuple)


EDITION = st.builds(Edition, version=st.integers(1, 9), seen=st.just(NOW))
FINDING = st.builds(
    Finding,
    value=st.none() | QUOTE,
    role=st.none() | st.sampled_from(Role),
    citations=some(citations(), least=1),
)
ANSWER = st.builds(
    Answer,
    question=FOREIGN,
    status=st.sampled_from(["answered", "not_found"]),
    kind=st.sampled_from(Kind),
    headline=FOREIGN,
    disagreement=st.booleans(),
    findings=some(FINDING),
    suggestions=some(FOREIGN),
)
CHECK = st.builds(
    Check,
    citation=citations(),
    standing=st.sampled_from(Standing),
    after=st.none() | QUOTE,
    cited=st.none() | EDITION,
    now=st.none() | EDITION,
)
RECEIPT = st.builds(Receipt, answer=ANSWER, kept=st.just(NOW), checks=some(CHECK))
CLAIM = st.builds(
    ClaimCheck,
    kind=st.sampled_from(ClaimKind),
    claim=QUOTE,
    stated=st.none() | FINDING,
    differs=some(FINDING, 2),
    near=some(FINDING, 1),
)
CHECKED = st.builds(
    CheckedText,
    sentences=some(st.builds(CheckedSentence, text=QUOTE, checks=some(CLAIM, 2))),
    left=st.integers(0, 3),
)
CHANGE = st.builds(
    Change,
    kind=st.sampled_from(ChangeKind),
    before=some(FINDING, 2),
    after=some(FINDING, 2, 1),
)
STORY = st.builds(
    Story,
    headline=FOREIGN,
    articles=some(QUOTE, least=1),
    citations=some(citations(), 2),
    known=some(QUOTE, 2),
    changes=some(CHANGE, 2),
)
DIGEST = st.builds(
    Digest,
    since=st.just(NOW),
    until=st.just(NOW),
    stories=some(STORY),
    edits=some(CHECK.filter(lambda check: check.standing in (Standing.CHANGED, Standing.REMOVED) and check.now), 1),
    unanswered=some(FOREIGN),
)


def make_article(text: str, **told: Any) -> Article:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), sentences=((0, len(text)),))
    where = {"id": "a1", "source": "a1.txt", "version": 1, "seen": NOW, "seq": 1, "landed": NOW}
    return Article.model_validate({**where, "text": text, "blocks": (block,), **told})


ARTICLE = st.builds(make_article, QUOTE, title=FOREIGN, url=ADDRESS, publisher=st.none() | FOREIGN)
WATCH = st.builds(Watch, ID, st.just("C0"), FOREIGN, st.just("U0"), st.just(NOW), ID, st.just(NOW), st.just(1))
NEWS = st.builds(News, WATCH, ANSWER, st.just(NOW), ANSWER, some(FINDING), some(CHECK))
STATE = st.sampled_from(["new", "ok", "failing", "paused"])
FEED = st.builds(FeedHealth, QUOTE, st.none() | FOREIGN, STATE, FOREIGN, st.none(), st.none(), st.just(1), st.none())
HOLDINGS = st.builds(Holdings, by_origin=st.just({"corpus": 3}), newest=st.just(date(2025, 3, 4)))
ASKED = st.builds(Asked, st.just("U0"), st.just("C0"), FOREIGN, ID, st.booleans(), st.just(NOW))
TOPIC = st.builds(Topic, name=QUOTE.map(lambda name: name[:40]), aliases=some(FOREIGN), asks=st.just({"size": "How?"}))
TOPICS = st.lists(TOPIC, max_size=3, unique_by=lambda topic: topic.name).map(tuple)
HOME = st.builds(Home, HOLDINGS, some(FEED), some(WATCH), some(ASKED), TOPICS, st.just(1), st.just(0))
RULES = st.builds(ChannelRules, st.just("C0"), st.booleans(), st.booleans(), st.booleans(), some(FOREIGN))
DAILY = st.builds(DigestChannel, st.just("C0"), st.just(time(8, 30)), st.just(ZONE), topics=some(FOREIGN))
KEPT = st.builds(Kept, answer=ID, shareable=st.booleans(), folded=st.booleans())
KEPT_CHECK = st.none() | st.builds(KeptCheck, check=ID, thread=st.none() | st.just("1.2"))
MUTED = st.builds(Muted, story=QUOTE, headline=FOREIGN)
CONTEXT = st.builds(Context, check=CHECK, article=st.none() | ARTICLE, span=st.none() | st.just((0, 1)))

MADE: dict[Callable[..., Any], tuple[st.SearchStrategy[Any], ...]] = {
    answer_message: (ANSWER, KEPT),
    articles_message: (some(ARTICLE, 4, 1), st.integers(0, 9)),
    changed_message: (QUOTE, RULES),
    claims_message: (CHECKED, KEPT_CHECK),
    digest_message: (DIGEST,),
    digest_messages: (DIGEST,),
    footnotes_message: (RECEIPT,),
    home_view: (HOME, st.just(ZONE)),
    muted_message: (MUTED, st.just(NOW.date())),
    news_message: (NEWS, st.just(ZONE)),
    passage_view: (citations().map(Read.of), st.none() | CONTEXT, some(citations()), st.just(ZONE)),
    preview: (ARTICLE,),
    receipt_message: (RECEIPT,),
    settings_message: (RULES,),
    settings_view: (RULES, TOPICS),
    setup_view: (DAILY, TOPICS),
    sources_message: (HOLDINGS, some(FEED), st.just(ZONE)),
    unmuted_message: (MUTED,),
    watch_set_message: (WATCH, QUOTE, ANSWER),
    watches_message: (some(WATCH), st.just(ZONE)),
}
"""Whatever makes a message, a view or a preview, with whatever it may be given."""


def test_every_renderer_is_held_to_it() -> None:
    found = set()
    for module in pkgutil.iter_modules(blocks.__path__, f"{blocks.__name__}."):
        made = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        found |= {one for name, one in made if re.fullmatch(r"[a-z].*_(messages?|view)|preview", name)}
    assert found == MADE.keys()


@pytest.mark.parametrize("render", MADE, ids=lambda render: render.__name__)
def test_text_of_others_has_no_power(render: Callable[..., Any]) -> None:
    @given(st.tuples(*MADE[render]))
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    def holds(given_to_it: tuple[Any, ...]) -> None:
        rendered = render(*given_to_it)
        for one in rendered if isinstance(rendered, tuple) else (rendered,):
            assert refused(one) == []
            assert [text for text in markup(one) if POWERFUL.search(text) or "<" in text] == []

    holds()


def refused(one: Any) -> list[str]:
    if isinstance(one, Message):
        return problems(one.payload())
    return attached_problems(one) if "type" not in one else view_problems(one)


def markup(one: Any) -> Iterator[str]:
    """Every text that Slack may read as markup: all but those of rich text, and what buttons carry."""
    if isinstance(one, Message):
        yield one.text
        yield from markup(list(one.blocks))
    elif isinstance(one, dict):
        if one.get("type") in ("mrkdwn", "plain_text"):
            yield one["text"]
        for value in one.values():
            yield from markup(value)
    elif isinstance(one, list):
        for item in one:
            yield from markup(item)
