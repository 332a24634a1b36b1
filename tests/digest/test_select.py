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

    assert {story.articles for story in digest.stories} == {("first",), ("last",)}
    assert (digest.since, digest.until) == (SINCE, UNTIL)


def test_withdrawn_articles_are_left_out(make_article: Make) -> None:
    assert not select([make_article("It rained.", landed=UNTIL, withdrawn=True)], SINCE, UNTIL).stories


def test_newest_published_first_and_undated_last(make_article: Make) -> None:
    early, late = UNTIL - timedelta(hours=2), UNTIL - timedelta(hours=1)
    articles = [
        make_article("It rained.", id="undated early", landed=early),
        make_article("It rained.", id="undated late", landed=late),
        make_article("It rained.", id="old", published=date(2026, 2, 1), landed=late),
        make_article("It rained.", id="new b", published=date(2026, 3, 1), landed=early),
        make_article("It rained.", id="new a", published=date(2026, 3, 1), landed=early),
        make_article("It rained.", id="new late", published=date(2026, 3, 1), landed=late),
    ]
    wanted = [("new late",), ("new a",), ("new b",), ("old",), ("undated late",), ("undated early",)]

    assert [story.articles for story in select(articles, SINCE, UNTIL).stories] == wanted
    assert select(reversed(articles), SINCE, UNTIL) == select(articles, SINCE, UNTIL)
