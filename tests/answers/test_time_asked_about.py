"""Questions about a time: only what was published then, undated articles apart; newest or oldest first; histories."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.answers import Answerer
from bot.models import Answer, Kind
from tests.answers.newsroom import Newsroom

Open = Callable[..., Newsroom]
Ask = Callable[[str], Answer]

TODAY = date(2025, 5, 1)
TOPICS = """
[fleet]
aliases = ["ferry fleet"]
size = "How many ferries are in the fleet?"
timeline = "How has the number of ferries in the fleet changed over time?"
"""


def article(title: str, published: str | None, text: str) -> str:
    return f"---\ntitle: {title}\n" + (f"published: {published}\n" if published else "") + f"---\n{text}\n"


ARTICLES = {
    "spring.md": article(
        "Spring timetable",
        "2024-12-30",
        "The fleet counts 12 ferries, harbour master Ove Dal said on Monday. The crews will vote on Thursday.",
    ),
    "sale.md": article("Two are sold", "2025-02-03", "Ten ferries are in the fleet after the sale, the board said."),
    "rival.md": article("Union counts again", "2025-02-03", "The union finds 11 ferries in the fleet."),
    "copy.md": article("Fleet keeps size", "2025-03-10", "There are still ten ferries in the fleet, Ove Dal said."),
    "new.md": article(
        "New ships", "2025-04-30", "With the new ships there are 14 ferries in the fleet. Liv Moe praised the yard."
    ),
    "leaflet.md": article("A leaflet", None, "The fleet has 9 ferries. The leaflet was found on Tuesday in Kvam."),
    "lamp.md": article("Lamp", None, "A lamp of copper hangs in Kvam. It was lit on Friday by Per Eik."),
}


@pytest.fixture(scope="module")
def newsroom(open_newsroom: Open) -> Newsroom:
    return open_newsroom(ARTICLES, TOPICS)


@pytest.fixture(scope="module")
def ask(newsroom: Newsroom) -> Ask:
    """Asks the fleet's newsroom on 1 May 2025."""
    services = newsroom.services
    answerer = Answerer(services.store, services.index, services.topics, lambda: TODAY)

    def ask_one(typed: str) -> Answer:
        answer = answerer.ask(typed)
        newsroom.check(answer)
        return answer

    return ask_one


def told(answer: Answer) -> list[tuple[str | None, list[str]]]:
    return [(finding.value, [citation.article for citation in finding.citations]) for finding in answer.findings]


@pytest.mark.parametrize(
    ("typed", "dated"),
    [
        ("How many ferries are in the fleet as of 2 January?", [("12 ferries", ["spring"])]),
        ("/fleet size until 31 January 2025", [("12 ferries", ["spring"])]),
        ("fleet size before February", [("12 ferries", ["spring"])]),
        ("/fleet size since 1 April", [("14 ferries", ["new"])]),
        ("How many ferries are in the fleet according to articles of April?", [("14 ferries", ["new"])]),
        ("/fleet size between March and April", [("14 ferries", ["new"]), ("ten ferries", ["copy"])]),
    ],
)
def test_only_what_was_published_then_counts_and_undated_articles_stand_apart(
    ask: Ask, typed: str, dated: list[tuple[str, list[str]]]
) -> None:
    answer = ask(typed)
    assert sorted(told(answer)[:-1]) == sorted(dated)
    assert told(answer)[-1] == ("9 ferries", ["leaflet"])
    assert "; 1 undated article apart)" in answer.headline


def test_the_headline_says_which_days_were_asked_for(ask: Ask) -> None:
    assert ask("fleet size since 1 April").headline.endswith("(published since 1 April 2025; 1 undated article apart)")
    assert "between 1 March 2025 and 30 April 2025" in ask("fleet size between March and April").headline


def test_what_only_undated_articles_hold_is_shown_as_undated(ask: Ask) -> None:
    answer = ask("/fleet size as of 1 June 2023")
    assert told(answer) == [("9 ferries", ["leaflet"])]
    assert "undated; no article published until 1 June 2023 speaks to this" in answer.headline


def test_what_was_said_at_another_time_is_no_answer_but_a_suggestion(ask: Ask) -> None:
    answer = ask("Who praised the yard until March?")
    assert answer.status == "not_found"
    assert answer.headline == (
        "No article published until 31 March 2025 speaks to this; the newest that does is of 30 April 2025."
    )
    assert answer.suggestions[0] == "Who praised the yard?"
    assert ask(answer.suggestions[0]).status == "answered"


def test_what_the_articles_never_hold_is_not_blamed_on_the_period(ask: Ask) -> None:
    assert ask("Who praised Jupiter since March?").headline == "No article here mentions “Jupiter”."


def test_a_wish_for_some_days_comes_first(ask: Ask) -> None:
    answer = ask("How many ferries are in the fleet, as they said yesterday?")
    assert told(answer)[0] == ("14 ferries", ["new"])
    assert "12 ferries" not in answer.headline
    assert "(published yesterday;" in answer.headline


def test_where_the_wished_for_days_say_nothing_others_answer_and_it_is_said(ask: Ask) -> None:
    answer = ask("What did Ove Dal say last week?")
    assert {article for _, articles in told(answer) for article in articles} == {"spring", "copy"}
    assert "no article of last week speaks to this; newest here: 10 March 2025" in answer.headline


@pytest.mark.parametrize("typed", ["/fleet size latest", "latest fleet size", "How many ferries are in the fleet now?"])
def test_the_latest_stands_first_and_undated_articles_last(ask: Ask, typed: str) -> None:
    answer = ask(typed)
    assert [value for value, _ in told(answer)] == [
        "14 ferries",
        "ten ferries",
        "11 ferries",
        "12 ferries",
        "9 ferries",
    ]
    assert answer.headline.startswith("14 ferries (30 April 2025) · ten ferries (10 March 2025)")
    assert answer.headline.endswith("9 ferries (undated)")


def test_the_first_stands_first_and_so_do_its_sources(ask: Ask) -> None:
    found = told(ask("/fleet size first"))
    assert [value for value, _ in found] == ["12 ferries", "ten ferries", "11 ferries", "14 ferries", "9 ferries"]
    assert found[1] == ("ten ferries", ["sale", "copy"])


def test_the_newest_is_found_behind_any_number_of_older_ones(open_newsroom: Open) -> None:
    older = {
        f"{n}.md": article(f"Fleet {n}", "2024-01-01", f"The fleet: {n} ferries are in the fleet, the fleet says.")
        for n in range(100, 170)
    }
    newest = {
        "n.md": article("Log", "2025-01-01", "Of late, 31 ferries are in that fleet, as the log of the day has it.")
    }
    answer = open_newsroom(older | newest, TOPICS).ask("latest fleet size")
    assert told(answer)[0] == ("31 ferries", ["n"])


@pytest.mark.parametrize(
    "typed", ["/fleet timeline", "/fleet size over time", "How has the number of ferries in the fleet changed?"]
)
def test_a_history_is_one_finding_a_change_in_order_of_publication(ask: Ask, typed: str) -> None:
    answer = ask(typed)
    assert answer.kind is Kind.COUNT
    first, *of_one_day, last, undated = [value for value, _ in told(answer)]
    assert (first, last, undated) == ("12 ferries", "14 ferries", "9 ferries")
    assert sorted(of_one_day) == ["11 ferries", "Ten ferries"]
    assert ("Ten ferries", ["sale", "copy"]) in told(answer)
    assert "12 ferries (30 December 2024)" in answer.headline
    assert "9 ferries (undated)" in answer.headline


def test_a_history_differs_where_sources_of_one_day_do(ask: Ask) -> None:
    assert ask("/fleet timeline").disagreement
    assert not ask("How has the number of ferries in the fleet changed since March?").disagreement


def test_a_value_that_comes_back_is_a_change_again(open_newsroom: Open) -> None:
    days = {"a": ("2025-01-01", 3), "b": ("2025-01-02", 5), "c": ("2025-01-03", 3), "d": ("2025-01-04", 3)}
    articles = {f"{name}.md": article(name, day, f"The fleet has {n} ferries.") for name, (day, n) in days.items()}
    answer = open_newsroom(articles, TOPICS).ask("/fleet timeline")
    assert told(answer) == [("3 ferries", ["a"]), ("5 ferries", ["b"]), ("3 ferries", ["c", "d"])]
    assert not answer.disagreement


def test_a_timeline_of_anything_is_in_order_of_publication(ask: Ask) -> None:
    days = [finding.citations[0].published for finding in ask("timeline of the fleet").findings]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated


def test_a_weekday_of_a_dated_article_is_said_with_its_day(ask: Ask) -> None:
    answer = ask("When will the crews vote?")
    assert [finding.value for finding in answer.findings] == ["on Thursday"]
    assert answer.headline == "on Thursday (2 January 2025, reckoned from the article’s date)"


def test_a_weekday_of_an_undated_article_stays_a_weekday(ask: Ask) -> None:
    answer = ask("When was the lamp lit?")
    assert answer.headline == "on Friday"


def test_the_same_weekday_of_two_weeks_is_two_days(open_newsroom: Open) -> None:
    articles = {
        "a.md": article("a", "2025-03-05", "The bell of Kvam rang on Monday."),
        "b.md": article("b", "2025-03-12", "The bell of Kvam rang again on Monday."),
        "c.md": article("c", "2025-03-13", "The bell of Kvam rang on 10 March."),
    }
    answer = open_newsroom(articles, "").ask("When did the bell of Kvam ring?")
    assert sorted(sorted(articles) for _, articles in told(answer)) == [["a"], ["b", "c"]]
    assert "3 March 2025" in answer.headline
    assert "10 March 2025" in answer.headline


MEETINGS = {
    "first.md": article(
        "Pier talks", "2025-03-08", "The talks in Kvam on Tuesday were chaired by Ove Dal. Minister Liv Moe attended."
    ),
    "second.md": article(
        "More pier talks", "2025-04-12", "Talks in Kvam on Thursday were chaired by Per Eik. Mayor Una Holt attended."
    ),
    "old.md": article("Old talks", None, "The crane of Kvam was sold on 2 June. The crane of Sund was sold on Friday."),
    "day.md": article("Crane", "2025-05-05", "The crane of Larvik was sold to a museum."),
}


@pytest.fixture(scope="module")
def meetings(open_newsroom: Open) -> Newsroom:
    return open_newsroom(MEETINGS, "")


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ("Who chaired the talks in Kvam on 4 March?", "first"),
        ("who chaired the talks in kvam on march 4th 2025?", "first"),
        ("Who chaired the talks in Kvam on 2025-04-10?", "second"),
        ("What was sold in Kvam on June 2?", "old"),
        ("What was sold to a museum on 5 May?", "day"),
    ],
)
def test_a_day_is_found_however_the_article_writes_it(meetings: Newsroom, typed: str, article: str) -> None:
    answer = meetings.ask(typed)
    assert answer.findings
    assert {citation.article for citation in answer.findings[0].citations} == {article}


@pytest.mark.parametrize(
    "typed", ["Who chaired the talks in Kvam on 5 March?", "What was sold in Sund on 13 June 2025?"]
)
def test_a_day_of_which_no_article_tells_is_said_to_be_missing(meetings: Newsroom, typed: str) -> None:
    answer = meetings.ask(typed)
    assert answer.status == "not_found"
    assert answer.headline in ("No article here mentions “5 March”.", "No article here mentions “13 June 2025”.")


def test_a_month_is_the_month_of_its_days(meetings: Newsroom) -> None:
    answer = meetings.ask("Who chaired the talks in Kvam in April 2025?")
    assert [citation.article for citation in answer.findings[0].citations] == ["second"]
