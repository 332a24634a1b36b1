from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from bot.digest.select import select
from bot.models import Article

SINCE = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
UNTIL = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
Make = Callable[..., Article]


def test_a_story_is_an_article_under_its_title(make_article: Make) -> None:
    article = make_article(
        "The port of Gdansk handled 3 million containers.", id="port", title="A record", landed=UNTIL
    )

    (story,) = select([article], SINCE, UNTIL).stories

    assert story.headline == "A record"
    assert story.articles == ("port",)
    assert [citation.quote for citation in story.citations] == [article.text.strip()]


def test_what_landed_after_since_up_to_until_is_in(make_article: Make) -> None:
    instant = timedelta(microseconds=1)
    moments = {"before": SINCE, "first": SINCE + instant, "last": UNTIL, "after": UNTIL + instant}
    articles = [make_article("It rained.", id=name, landed=moment) for name, moment in moments.items()]

    digest = select(articles, SINCE, UNTIL)

    assert [set(story.articles) for story in digest.stories] == [{"first", "last"}]
    assert (digest.since, digest.until) == (SINCE, UNTIL)


def test_withdrawn_articles_are_left_out(make_article: Make) -> None:
    assert not select([make_article("It rained.", landed=UNTIL, withdrawn=True)], SINCE, UNTIL).stories


def test_newest_published_first_and_undated_last(make_article: Make) -> None:
    early, late = UNTIL - timedelta(hours=2), UNTIL - timedelta(hours=1)
    articles = [
        make_article("Rain.", id="undated early", title="", landed=early),
        make_article("Goats.", id="undated late", title="", landed=late),
        make_article("Tunnels.", id="old", title="", published=date(2026, 2, 1), landed=late),
        make_article("Cellos.", id="new b", title="", published=date(2026, 3, 1), landed=early),
        make_article("Copper.", id="new a", title="", published=date(2026, 3, 1), landed=early),
        make_article("Ballet.", id="new late", title="", published=date(2026, 3, 1), landed=late),
    ]
    wanted = [("new late",), ("new a",), ("new b",), ("old",), ("undated late",), ("undated early",)]

    assert [story.articles for story in select(articles, SINCE, UNTIL).stories] == wanted
    assert select(reversed(articles), SINCE, UNTIL) == select(articles, SINCE, UNTIL)


MILL = [
    "A fire destroyed the sugar mill of Tamber on Monday, and four hundred workers lost their jobs.",
    "The sugar mill of Tamber burned down: its four hundred workers were sent home.",
    "After the fire at Tamber's sugar mill the owner, Orla Dunne, promised to build it up again.",
]
GOATS = "Goats keep the dykes of Ottermouth short since the mowers broke, the dyke reeve said."


def test_articles_of_one_event_are_one_story_told_by_two_of_them(make_article: Make) -> None:
    articles = [
        make_article(text, id=f"mill {number}", title="Tamber", landed=UNTIL) for number, text in enumerate(MILL)
    ]

    goats, mill = sorted(
        select([*articles, make_article(GOATS, id="goats", title="Goats", landed=UNTIL)], SINCE, UNTIL).stories,
        key=lambda story: len(story.articles),
    )

    assert goats.articles == ("goats",)
    assert set(mill.articles) == {"mill 0", "mill 1", "mill 2"}
    assert len({citation.article for citation in mill.citations}) == 2
    assert mill.citations[0].article == mill.articles[0]
    assert (mill.known, mill.copies) == ((), {})


def test_a_new_article_joins_a_story_that_was_known(make_article: Make) -> None:
    days = [SINCE - timedelta(days=2), SINCE, UNTIL]
    articles = [
        make_article(text, id=f"mill {number}", title=f"Tamber {number}", landed=landed)
        for number, (text, landed) in enumerate(zip(MILL, days, strict=True))
    ]

    (story,) = select([*articles, make_article(GOATS, id="goats", landed=SINCE)], SINCE, UNTIL).stories

    assert story.articles == ("mill 2",)
    assert story.known == ("mill 0", "mill 1")
    assert story.headline == "Tamber 2"
    assert {citation.article for citation in story.citations} == {"mill 2"}


def test_nothing_new_is_told_where_nothing_landed(make_article: Make) -> None:
    assert not select([make_article(GOATS, landed=SINCE)], SINCE, UNTIL).stories


def test_copies_stand_under_one_line_and_are_not_cited_beside_their_original(make_article: Make) -> None:
    first = UNTIL - timedelta(hours=3)
    articles = [
        make_article(MILL[0], id="agency", title="Fire", landed=first),
        make_article(MILL[0], id="copy a", title="Fire", landed=UNTIL, copy_of="agency"),
        make_article(MILL[0], id="copy b", title="A fire", landed=UNTIL, copy_of="agency"),
        make_article(MILL[2], id="own", title="Fire", landed=UNTIL),
    ]

    (story,) = select(articles, SINCE, UNTIL).stories

    assert sorted(story.articles) == ["agency", "copy a", "copy b", "own"]
    assert story.articles.index("copy a") == story.articles.index("agency") + 1
    assert story.copies == {"agency": ("copy a", "copy b")}
    assert {citation.article for citation in story.citations} == {"agency", "own"}


def test_copies_are_of_one_story_where_their_original_is_gone_or_in_other_words_by_now(make_article: Make) -> None:
    withdrawn = [
        make_article(MILL[0], id="agency", landed=UNTIL, withdrawn=True),
        make_article(MILL[0], id="copy a", landed=UNTIL, copy_of="agency"),
        make_article(MILL[0], id="copy b", landed=UNTIL, copy_of="agency"),
    ]
    (story,) = select(withdrawn, SINCE, UNTIL).stories
    assert story.copies == {"copy a": ("copy b",)}

    known = [make_article(MILL[0], id="agency", landed=SINCE), withdrawn[1]]
    (story,) = select(known, SINCE, UNTIL).stories
    assert (story.articles, story.known, story.copies) == (("copy a",), ("agency",), {})


def test_the_story_of_most_sources_comes_first(make_article: Make) -> None:
    told_once = make_article(GOATS, id="goats", title="Goats", published=date(2026, 3, 2), landed=UNTIL)
    old = date(2026, 2, 27)
    by_two = [
        make_article(text, id=f"mill {number}", published=old, landed=UNTIL, publisher=f"Paper {number}")
        for number, text in enumerate(MILL[:2])
    ]
    by_one = [article.model_copy(update={"publisher": "Paper"}) for article in by_two]

    assert len(select([told_once, *by_two], SINCE, UNTIL).stories[0].articles) == 2
    assert select([told_once, *by_one], SINCE, UNTIL).stories[0].articles == ("goats",)
