"""Digests as Block Kit: what is new first, on a phone, within Slack's limits however long the day was."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import wording
from bot.digest.changes import has_news
from bot.models import (
    Article,
    Change,
    ChangeKind,
    Check,
    Citation,
    Digest,
    Edition,
    Finding,
    Role,
    Standing,
    Story,
)
from handlers.blocks.digest import MOST_MESSAGES, digest_message, digest_messages
from handlers.blocks.message import Message
from handlers.blocks.presses import ABOUT, ARTICLES, MUTE, Asked, Listed, Muted
from handlers.blocks.stories import articles_message, muted_message, unmuted_message
from tests.slack.foreign import FOREIGN, QUOTE, RECURRING, citation, citations
from tests.slack.limits import problems
from tests.slack.workspace import Sent

SINCE, UNTIL = datetime(2025, 3, 3, 7, 30, tzinfo=UTC), datetime(2025, 3, 4, 7, 30, tzinfo=UTC)
FINDING = st.builds(
    Finding,
    value=st.one_of(st.none(), RECURRING),
    role=st.one_of(st.none(), st.sampled_from(Role)),
    citations=st.lists(citations(), min_size=1, max_size=3).map(tuple),
    wordings=st.integers(1, 3),
)
CHANGE = st.builds(
    Change,
    kind=st.sampled_from(ChangeKind),
    before=st.lists(FINDING, max_size=3).map(tuple),
    after=st.lists(FINDING, min_size=1, max_size=3).map(tuple),
)
STORY = st.builds(
    Story,
    headline=st.one_of(st.just(""), RECURRING),
    articles=st.lists(RECURRING, min_size=1, max_size=3).map(tuple),
    citations=st.lists(citations(), max_size=2).map(tuple),
    known=st.lists(RECURRING, max_size=2).map(tuple),
    changes=st.lists(CHANGE, max_size=4).map(tuple),
)
EDITION = st.builds(Edition, version=st.integers(1, 9), seen=st.just(UNTIL))
CHECK = st.builds(
    Check,
    citation=citations(),
    standing=st.sampled_from([Standing.CHANGED, Standing.REMOVED]),
    after=st.one_of(st.none(), RECURRING),
    cited=st.one_of(st.none(), EDITION),
    now=EDITION,
)


def digest(*stories: Story, edits: tuple[Check, ...] = (), unanswered: tuple[str, ...] = ()) -> Digest:
    return Digest(since=SINCE, until=UNTIL, stories=stories, edits=edits, unanswered=unanswered)


def story(number: int, **more: object) -> Story:
    told = {"headline": f"Story {number}", "articles": (f"a{number}",), "citations": (citation(number),)}
    return Story.model_validate({**told, **more})


def finding(value: str, number: int = 1, **more: object) -> Finding:
    return Finding.model_validate({"value": value, "citations": (citation(number),), **more})


def change(kind: ChangeKind, before: list[str], after: list[str]) -> Change:
    return Change(kind=kind, before=tuple(map(finding, before)), after=tuple(map(finding, after)))


def sent(message: Message) -> Sent:
    return Sent(text=message.text, blocks=list(message.blocks), channel="C0", ts="1")


def shown(*stories: Story, **more: tuple[Check, ...]) -> str:
    return sent(digest_message(digest(*stories, **more))).shown


@given(st.lists(STORY, max_size=8), st.lists(CHECK, max_size=4), st.lists(FOREIGN, max_size=5).map(tuple))
@settings(max_examples=60, deadline=None)
def test_any_digest_renders_to_what_slack_takes(
    stories: list[Story], edits: list[Check], unanswered: tuple[str, ...]
) -> None:
    made = digest(*stories, edits=tuple(edits), unanswered=unanswered)
    for message in (*digest_messages(made), digest_message(made)):
        assert problems(message.payload()) == []


@given(st.lists(QUOTE, min_size=1, max_size=60), FOREIGN, st.integers(0, 500))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_the_buttons_bring_renders_to_what_slack_takes(titles: list[str], url: str, left: int) -> None:
    articles = [article(number, title=title, url=url) for number, title in enumerate(titles)]
    muted = Muted(story="a", headline=titles[0])
    for message in (articles_message(articles, left), muted_message(muted, UNTIL.date()), unmuted_message(muted)):
        assert problems(message.payload()) == []


def article(number: int, **more: object) -> Article:
    told = {
        "id": f"a{number}",
        "source": f"a{number}.txt",
        "title": f"Article {number}",
        "published": date(2025, 3, 4),
        "text": "Text.",
        "blocks": (),
        "version": 1,
        "seen": UNTIL,
        "seq": number,
        "landed": UNTIL,
    }
    return Article.model_validate({**told, **more})


def test_a_day_of_one_article_is_one_message_with_its_buttons() -> None:
    (message,) = digest_messages(digest(story(1)), ZoneInfo("Asia/Tokyo"))
    assert "4 March 2025: 1 new article" in sent(message).shown
    assert "Story 1\nThere are 1 of them.\nArticle 1 · 4 March 2025 · ledger.example" in sent(message).shown
    buttons = sent(message).buttons
    assert list(buttons) == [wording.ABOUT_STORY, wording.STORY_ARTICLES, wording.MUTE_STORY]
    assert [button["action_id"] for button in buttons.values()] == [ABOUT, ARTICLES, MUTE]
    assert Asked.model_validate_json(buttons[wording.ABOUT_STORY]["value"]).question == "Story 1"
    assert Listed.model_validate_json(buttons[wording.STORY_ARTICLES]["value"]) == Listed(articles=("a1",), left=0)
    assert Muted.model_validate_json(buttons[wording.MUTE_STORY]["value"]).story == "a1"


def test_a_story_that_was_known_is_muted_by_its_first_article() -> None:
    buttons = sent(digest_message(digest(story(2, known=("first", "second"))))).buttons
    assert Muted.model_validate_json(buttons[wording.MUTE_STORY]["value"]).story == "first"


@pytest.mark.parametrize("count", [10, 500])
def test_a_long_day_goes_into_the_thread_and_what_is_left_is_counted(count: int) -> None:
    long = "The league of harbours decided on a great many things in one very long sitting by the sea. " * 4
    stories = [story(n, citations=(citation(n, quote=f"{n}: {long}"), citation(n, quote=long))) for n in range(count)]
    messages = digest_messages(digest(*stories))
    first, *thread = [sent(message) for message in messages]
    assert all(problems(message.payload()) == [] for message in messages)
    assert f"{count} new articles" in first.shown
    told = [message.shown.count("Story ") for message in (first, *thread)]
    assert all(told)
    assert len(thread) < MOST_MESSAGES
    assert [
        line for message in (first, *thread) for line in message.shown.split("\n") if line.startswith("Story ")
    ] == [f"Story {n}" for n in range(sum(told))]
    left = count - sum(told)
    assert wording.more_in_thread(count - told[0], sum(told[1:])) in first.shown
    assert (wording.more_stories(left) in thread[-1].shown) == bool(left)
    assert (count == 500) == bool(left)
    for message in (first, *thread):
        assert message.text.count("Story ") == message.shown.count("Story "), "screen readers get every story"
        assert not message.text.endswith("…")


def test_one_message_alone_counts_the_rest_and_names_no_thread() -> None:
    message = sent(digest_message(digest(*(story(n) for n in range(200)))))
    told = message.shown.count("There are ")
    assert 0 < told < 200
    assert wording.more_stories(200 - told) in message.shown
    assert "thread" not in message.shown


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (change(ChangeKind.FIGURE, ["26 countries"], ["30 countries"]), "26 → 30 countries · ledger.example"),
        (change(ChangeKind.FIGURE, ["26 countries", "28 countries"], ["30 countries"]), "26 · 28 → 30 countries"),
        (change(ChangeKind.FIGURE, ["26"], ["30 states"]), "26 → 30 states"),
        (change(ChangeKind.FIGURE, ["12 people"], ["15 people", "17 people"]), "12 → 15 people · 17 people"),
        (change(ChangeKind.DATE, ["20 May"], ["3 June"]), "date: 20 May → 3 June"),
        (change(ChangeKind.DATE, [], ["3 June"]), "date: 3 June"),
        (change(ChangeKind.POSITION, [], ["Jo Berg"]), "new statements: Jo Berg"),
    ],
)
def test_a_change_is_a_line_of_values_as_they_stand(told: Change, line: str) -> None:
    text = shown(story(1, changes=(told,)))
    assert f"{wording.SINCE_THE_LAST}\n{line}" in text.replace("• ", "")


def test_a_figure_says_how_many_independent_sources_give_it() -> None:
    found = finding("30 ports", citations=(citation(1), citation(2), citation(3)), wordings=2)
    told = Change(kind=ChangeKind.FIGURE, before=(finding("26 ports"),), after=(found,))
    assert "26 → 30 ports · 3 sources, 2 independent wordings" in shown(story(1, changes=(told,)))


def test_those_who_took_part_alike_share_a_line_and_who_stayed_away_has_one() -> None:
    def part(who: str, role: Role, *before: Finding) -> Change:
        return Change(kind=ChangeKind.PARTICIPANT, before=before, after=(finding(who, role=role),))

    told = (
        part("Jo Berg", Role.ATTENDED),
        part("Ana Lind", Role.ATTENDED),
        part("Per Holt", Role.ABSENT, finding("Per Holt", role=Role.EXPECTED)),
    )
    text = shown(story(1, changes=told))
    assert "Jo Berg, Ana Lind: attended" in text
    assert "Per Holt: expected → absent" in text


def test_a_story_says_how_many_of_its_sources_are_independent() -> None:
    told = story(1, articles=("a", "b", "c"), copies={"a": ("b",)})
    assert "Story 1 · 3 sources, 2 independent" in shown(told)
    assert "Story 1 · 3 sources\n" in shown(told.model_copy(update={"copies": {}}))


def test_at_most_two_quotes_of_a_story_are_shown() -> None:
    assert len(sent(digest_message(digest(story(1, citations=tuple(map(citation, range(5))))))).quotes) == 2


def test_an_edit_shows_before_and_after_above_the_stories() -> None:
    cited = Citation.model_validate({**citation(1).model_dump(), "quote": "Twelve ferries sail."})
    edition = Edition(version=2, seen=UNTIL)
    check = Check(citation=cited, standing=Standing.CHANGED, after="Ten ferries sail.", now=edition)
    text = shown(story(1), edits=(check,))
    assert text.index(wording.EDITED_SINCE) < text.index("Twelve ferries sail.") < text.index("Ten ferries sail.")
    assert text.index("Ten ferries sail.") < text.index("Story 1")
    assert wording.more_edits(3) in shown(story(1), edits=(check,) * 6)
    assert "Ten ferries sail." in shown(edits=(check,)), "an edit alone is news"


def test_known_stories_without_news_are_one_quiet_line() -> None:
    quiet = story(2, citations=(), known=("old",), articles=("x", "y"))
    text = shown(story(1), quiet)
    assert wording.quiet_stories(2, 1) in text
    assert "Story 2" not in text
    assert shown(quiet).strip() == wording.nothing_new_since(SINCE, 2)


def test_what_was_asked_and_not_found_is_one_line_below_the_stories() -> None:
    asked = ("who leads\nit?", "how many <!channel> tugs? " * 9)
    message = digest_message(digest(story(1), unanswered=asked))
    told = sent(message)
    line = told.shown.splitlines()[-1]
    assert line.startswith("Asked here in the last week and not found: “who leads it?”, “how many <!channel> tugs?")
    assert line.endswith("…”.")
    assert "“who leads it?”" in told.text


@pytest.mark.parametrize("count", [1, 10, 60])
def test_what_was_not_found_takes_no_message_of_its_own(count: int) -> None:
    stories = [story(number, citations=(citation(number, quote="word " * 60),) * 2) for number in range(count)]
    with_it = digest_messages(digest(*stories, unanswered=("who leads it?",)))
    assert len(with_it) == len(digest_messages(digest(*stories)))
    assert "".join(sent(message).shown for message in with_it).count("who leads it?") == 1


def test_an_empty_digest_says_nothing_of_what_was_not_found() -> None:
    empty = digest(unanswered=("who leads it?",))
    assert digest_messages(empty) == digest_messages(digest())
    assert not has_news(empty)


def test_an_empty_digest_says_since_when() -> None:
    assert wording.nothing_landed_since(SINCE) in shown()


def test_a_button_lists_what_it_can_carry_and_counts_the_rest() -> None:
    names = tuple(f"an-article-with-a-rather-long-name-{number}" for number in range(300))
    button = sent(digest_message(digest(story(1, articles=names)))).buttons[wording.STORY_ARTICLES]
    listed = Listed.model_validate_json(button["value"])
    assert listed.articles == names[: len(listed.articles)]
    assert len(listed.articles) + listed.left == 300
    assert len(listed.articles) > 10


def test_all_articles_are_a_line_each_with_title_date_and_place() -> None:
    articles = [article(1, url="https://ledger.example/1"), article(2, published=None)]
    text = sent(articles_message(articles, 3)).shown
    assert "Article 1 · 4 March 2025 · ledger.example" in text
    assert f"Article 2 · {wording.UNDATED} · a2" in text
    assert wording.more_articles(3) in text


def test_a_list_that_is_too_long_counts_what_it_leaves_out() -> None:
    text = sent(articles_message([article(n) for n in range(200)], 7)).shown
    told = text.count("Article ")
    assert wording.more_articles(207 - told) in text


def test_a_muted_story_can_be_taken_back_by_the_same_value() -> None:
    muted = Muted(story="a1", headline="Story 1")
    message = sent(muted_message(muted, (UNTIL + timedelta(days=14)).date()))
    assert "until 18 March 2025: “Story 1”" in message.shown
    assert json.loads(message.buttons[wording.UNMUTE_STORY]["value"]) == muted.model_dump()
