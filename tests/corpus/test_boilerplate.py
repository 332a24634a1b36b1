"""What goes and what stays of a page's lines."""

import pytest

from bot.corpus.clean import clean
from bot.corpus.page import Line

STORY = "The harbour pilots voted on Tuesday to end their strike after eleven days."


def cleaned(*lines: str) -> list[str]:
    return [line.text for line in clean([Line(line) for line in lines])]


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "SKIP TO MAIN CONTENT",
        "0 0",
        "0",
        "1.2K shares",
        "3 comments",
        "12 Shares | 4 Comments",
        "5 min read",
        "3 hours ago",
        "Advertisement",
        "Story continues below advertisement",
        "Advertisement - story continues below",
        "Read more: Pilots to vote on Tuesday",
        "READ ALSO:",
        "Read also: Who pays the pilots?",
        "See also:Tide tables for the week",
        "Related: How a harbour works",
        "More:Captains wait for the tide",
        "Watch: Ships at anchor outside the port",
        "Latest",
        "Most Read",
        "You may also like",
        "Share this article",
        "Share on Facebook",
        "Share this on WhatsApp",
        "Follow us on Twitter and Instagram",
        "Follow Ana Vida on Twitter: @anavida",
        "Sign up for our newsletter",
        "Sign up for our daily newsletter and never miss a story!",
        "Get the day's top stories delivered to your inbox",
        "Subscribe to our channel for free today",
        "Want more? Subscribe to the Harbour Briefing newsletter.",
        "This site uses cookies. By continuing you accept our cookie policy.",
        "We use cookies to improve your experience on our website.",
        "We and our partners store data using cookies.",
        "Accept all cookies",
        "By clicking Sign up, you agree to our terms and privacy policy.",
        "Please enable JavaScript to view this page.",
        "By Ana Vida",
        "By Ana Vida and Bo Lund, Harbour News",
        "Reporting by Ana Vida; Editing by Bo Lund",
        "(Reporting by Ana Vida in Riga, editing by Bo Lund)",
        "Bo Lund contributed to this report.",
        "Contributing: Ana Vida",
        "– Ana Vida",
        "Published: March 3, 2025 10:30 am",
        "Last updated on 3 March 2025 at 14:05 GMT",
        "Updated 3:15 p.m. ET",
        "March 3, 2025 at 10:30 am",
        "© 2025 Harbour News. All rights reserved.",
        "Copyright 2025 Harbour News",
        "All rights reserved. No part may be reproduced.",
        "This story has been updated with new figures.",
        "This article was originally published on harbour.example.",
        "Photo: Ana Vida",
        "(Image: Harbour News)",
        "Image copyright Harbour News",
        "Getty Images",
        "RIGA —",
        "New York Harbour News —",
        "Home | News | Sport | Weather",
        "Facebook Twitter WhatsApp Email",
        "anavida@harbour.example",
        "___",
        "* * *",
        "♦",
        "Continue reading",
        "Click here to read the whole series",
        "Comments",
        "Tags:",
        "View this email in your browser",
        "Read online",
        "Having trouble viewing this email?",
        "Unsubscribe | Update your preferences",
        "You are receiving this email because you signed up at harbour.example. Unsubscribe",
        "Was this email forwarded to you? Sign up here.",
        "Manage your subscription",
        "Our Standards: The Harbour News Code of Conduct",
        "Forgot your password?",
    ],
)
def test_what_is_the_pages(line: str) -> None:
    assert cleaned(STORY, line, "They went back to work.") == [STORY, "They went back to work."]


@pytest.mark.parametrize(
    "line",
    [
        "The latest figures came on Monday.",
        "Latest figures",
        "Read my lips, he said: no new tolls.",
        "By land and by sea",
        "By Thursday, all ships had left.",
        "Share prices fell by 3 per cent.",
        "He asked them to sign up for military service by Friday.",
        "The company will subscribe for new shares worth $3 million.",
        "Girl Scouts sold 3,000 boxes of cookies, and we use the money for boats.",
        "Browsers will block third-party cookies, which track users.",
        "Advertisement spending rose in March.",
        "25,000",
        "2025",
        "Home prices",
        "Sport",
        "RIGA — The pilots went back to work.",
        "The harbour opened in 1911 — a year late.",
        "Reporting by the station showed that 11 cases were dismissed.",
        "“We are not afraid” – nobody was.",
        "Photo of a strike",
        "Related costs rose to 4 million.",
        "Follow the money, said the mayor.",
        "Updated rules apply from May.",
        "Published studies found no harm.",
        "Comments by the mayor angered the pilots.",
        "Contact with the ship was lost.",
        "Twitter: 3,700",
        "Watch the tides",
        "More than 3,000 people watched: nobody spoke.",
        "0.5 per cent",
        "Copyright law is older than film.",
        "View of the harbour from the browser's window",
        "You are receiving less water than last year, said the mayor.",
        "Workers unsubscribed from the pension plan in large numbers in March.",
        "Our standards have not changed, the board said.",
        "Manage your time, she told the crews.",
    ],
)
def test_what_is_the_articles_own(line: str) -> None:
    assert cleaned(STORY, line, "They went back to work.") == [STORY, line, "They went back to work."]


def test_menus_and_rows_of_buttons_go_but_a_single_word_is_a_heading() -> None:
    assert cleaned("Home", "World", "Politics", STORY) == [STORY]
    assert cleaned(STORY, "Facebook", "Twitter", "Email", "12", "7") == [STORY]
    assert cleaned("Politics", STORY) == ["Politics", STORY]


def test_small_numbers_are_counters_where_they_come_together() -> None:
    assert cleaned("Strike ends", "4", "17", STORY) == ["Strike ends", STORY]
    assert cleaned("Ships waiting", "17", STORY) == ["Ships waiting", "17", STORY]


def test_a_name_under_a_quotation_says_whose_it_is() -> None:
    assert cleaned("“The sea has no master.”", "— Ana Vida") == ["“The sea has no master.”", "— Ana Vida"]


def test_a_link_at_the_end_of_a_paragraph_goes_and_the_paragraph_stays() -> None:
    assert cleaned(f"{STORY} Read more.") == [STORY]
    assert cleaned("She likes to read more.") == ["She likes to read more."]


def test_a_headline_or_paragraph_that_comes_again_stands_once() -> None:
    headline = "Harbour pilots end their eleven-day strike"
    assert cleaned(headline, headline, STORY, headline, STORY.upper()) == [headline, STORY]


def test_labels_questions_and_rows_may_come_again() -> None:
    lines = ["Pilots", "Paid: 3", "Why did you vote for the new contract?", "Because.", "Pilots", "Paid: 3"]
    again = [
        "Why did you vote for the new contract?",
        "I did not.",
        "a b c | d e f | 1",
        "So.",
        "a b c | d e f | 1",
    ]
    assert cleaned(*lines, *again) == lines + again
    assert cleaned("Pilots", "Pilots", STORY) == ["Pilots", STORY]
