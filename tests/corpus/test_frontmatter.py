"""What a file says of its article before the text."""

from datetime import date

import pytest

from bot import wording
from bot.corpus.frontmatter import take_front_matter
from bot.errors import InvalidFrontMatter


def test_known_keys_are_read_and_others_passed_over() -> None:
    matter, rest = take_front_matter(
        "---\n"
        'title: "Harbour pilots strike &amp; sail"\n'
        "url: https://example.org/a?b=1\n"
        "publisher: The Pilot\n"
        "author: [Ana Vida, Bo Lund]\n"
        "published: 2022/02/08\n"
        "sample: true\n"
        "tags: {a: [1, 2]}\n"
        "---\n"
        "The text.\n"
    )
    assert matter.title == "Harbour pilots strike & sail"
    assert matter.url == "https://example.org/a?b=1"
    assert matter.publisher == "The Pilot"
    assert matter.author == "Ana Vida, Bo Lund"
    assert matter.published == date(2022, 2, 8)
    assert rest == "The text.\n"


@pytest.mark.parametrize(
    "title", ["1984", "No", "2022-02-08", "Null and void", "Day two: it's over: what now", "At last:"]
)
def test_a_title_is_text_whatever_yaml_makes_of_it(title: str) -> None:
    assert take_front_matter(f"---\ntitle: {title}\n---\n")[0].title == title


@pytest.mark.parametrize(
    "published",
    [
        "2022-02-08",
        '"2022/02/08"',
        "2022.2.8",
        "20220208",
        "2022-02-08T23:59:00-11:00",
        "2022-02-08 10:30",
        "8 February 2022",
        "8 Feb 2022, 10:30",
        "Feb. 8, 2022",
        "February 8th, 2022",
        "Tue, 08 Feb 2022 10:30:00 +0000",
        "Tuesday 8 February 2022",
    ],
)
def test_dates_as_publishers_write_them(published: str) -> None:
    assert take_front_matter(f"---\npublished: {published}\n---\n")[0].published == date(2022, 2, 8)


@pytest.mark.parametrize("published", ["", "''", "null", "~"])
def test_no_date_is_no_date(published: str) -> None:
    assert take_front_matter(f"---\npublished: {published}\n---\n")[0].published is None


@pytest.mark.parametrize("published", ["yesterday", "2022-13-08", "02/08/2022", "31 Febtober 2022", "8 Junk 2022"])
def test_an_unreadable_date_is_named(published: str) -> None:
    with pytest.raises(InvalidFrontMatter) as caught:
        take_front_matter(f"---\npublished: {published}\n---\n")
    assert published in wording.of_error(caught.value)
    assert "\n" not in wording.of_error(caught.value)


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: [a\n---\n",
        "---\ntitle: [1\n---\n",
        "---\ntitle: {a: b}\n---\n",
        "---\njust words\n---\n",
        "---\n- a\n- b\n---\n",
        "---\ntitle: never closed\n\nText.\n",
        "---\ntitle: *nothing\n---\n",
        "---\nx: " + "[" * 50_000 + "\n---\n",
    ],
)
def test_what_is_no_front_matter_is_refused_in_one_line(head: str) -> None:
    with pytest.raises(InvalidFrontMatter) as caught:
        take_front_matter(head)
    assert "\n" not in wording.of_error(caught.value)


def test_it_is_only_read_at_the_head() -> None:
    text = "Words first.\n---\ntitle: no\n---\n"
    assert take_front_matter(text) == (take_front_matter("")[0], text)


def test_a_rule_above_the_text_is_none() -> None:
    assert take_front_matter("---\nA day at sea\n\nWords.") == (
        take_front_matter("")[0],
        "A day at sea\n\nWords.",
    )


def test_windows_line_ends() -> None:
    matter, rest = take_front_matter("---\r\ntitle: Tides\r\n---\r\nWords.")
    assert (matter.title, rest) == ("Tides", "Words.")
