"""Stories are gathered by what articles say, whatever the order they come in."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.profiles import Profile, profile
from bot.digest.stories import gather
from bot.models import Article

Make = Callable[..., Article]

DAY = date(2026, 3, 2)

VERDICT = {
    "verdict 1": "Judge Amara Quist sentenced the banker Ludo Fenn to six years for forging the books of Halden Bank.",
    "verdict 2": "Ludo Fenn must go to prison for six years: a court found that he had forged Halden Bank's books.",
    "verdict 3": "Six years of prison for Fenn, says judge Quist. The banker hid Halden Bank's losses in forged books.",
}
DIVORCE = {
    "divorce 1": "The singer Mona Aylward divorces Fenn. The marriage was unhappy, says her agent.",
    "divorce 2": "Divorce ends an unhappy marriage: the singer Mona Aylward and Fenn go their own ways.",
}
GALE = {
    "gale 1": "A gale sank two trawlers off Skerry Point during the night, and their eleven sailors were rescued.",
    "gale 2": "Helicopters rescued eleven sailors from two trawlers that were sinking in a gale off Skerry Point.",
}
HAIL = {
    "hail 1": "Hail the size of eggs smashed the greenhouses of Ottermouth, growers of tomatoes reported.",
    "hail 2": "Tomatoes lie among broken glass in Ottermouth since hail as big as eggs smashed its greenhouses.",
}
EVERYTHING = VERDICT | DIVORCE | GALE | HAIL


def told(texts: dict[str, str], make_article: Make, published: date | None = DAY) -> list[Profile]:
    """Articles of these texts, by their ids."""
    return [profile(make_article(text, id=name, title="", published=published)) for name, text in texts.items()]


def as_sets(stories: Sequence[tuple[str, ...]]) -> set[frozenset[str]]:
    assert sum(map(len, stories)) == len({one for story in stories for one in story})
    return {frozenset(story) for story in stories}


def events(*texts: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(one) for one in texts}


def test_two_events_of_one_person_and_two_storms_are_four_stories(make_article: Make) -> None:
    stories = gather([told(EVERYTHING, make_article)])

    assert as_sets(stories) == events(VERDICT, DIVORCE, GALE, HAIL)


@pytest.mark.parametrize("size", [1, 2, 4])
@pytest.mark.parametrize("order", range(5))
def test_they_are_the_same_in_any_order_of_arrival(make_article: Make, order: int, size: int) -> None:
    profiles = told(EVERYTHING, make_article)
    Random(order).shuffle(profiles)

    stories = gather(profiles[at : at + size] for at in range(0, len(profiles), size))

    assert as_sets(stories) == events(VERDICT, DIVORCE, GALE, HAIL)


def test_an_article_joins_the_story_of_the_day_before(make_article: Make) -> None:
    first, second = told(GALE, make_article)
    between = told(VERDICT, make_article)

    assert frozenset({"gale 1", "gale 2"}) in as_sets(gather([[first], between, [second]]))


def test_a_new_article_shows_two_stories_to_be_one(make_article: Make) -> None:
    halves = {
        "fire": "A fire destroyed the sugar mill of Tamber on Monday, and the smoke was seen from afar.",
        "jobs": "Four hundred workers have lost their jobs, the union of Tamber's workers said.",
    }
    both = "Four hundred workers lost their jobs as a fire destroyed the sugar mill of Tamber, the union said."
    apart = told(halves, make_article)
    link = told({"both": both}, make_article)

    assert as_sets(gather([apart])) == {frozenset({"fire"}), frozenset({"jobs"})}
    assert as_sets(gather([apart, link])) == {frozenset({"fire", "jobs", "both"})}


def strange_texts(number: int) -> dict[str, str]:
    """Texts that have no word in common with any other."""
    rng = Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {f"other {at}": " ".join("".join(rng.sample(letters, 7)) for _ in range(20)) for at in range(number)}


def test_unrelated_articles_change_no_story(make_article: Make) -> None:
    stories = gather([told(EVERYTHING | strange_texts(300), make_article)])

    assert events(VERDICT, DIVORCE, GALE, HAIL) <= as_sets(stories)
    assert len(stories) == 4 + 300


def test_what_every_article_names_joins_none(make_article: Make) -> None:
    """A team that follows one thing has its name in everything it reads."""
    followed = "The Amber Strait pipeline was mentioned, too."
    texts = {name: f"{text} {followed}" for name, text in (EVERYTHING | strange_texts(90)).items()}

    stories = gather([told(texts, make_article)])

    assert events(VERDICT, DIVORCE, GALE, HAIL) <= as_sets(stories)
    assert len(stories) == 4 + 90


def test_what_is_as_alike_a_year_later_is_another_story(make_article: Make) -> None:
    """The yearly regatta: reports of one day in words of their own are about as alike as those of two years."""
    regatta = {
        "regatta 1": "Ninety boats sailed in the Skerry Point regatta, and a crew of students from Halden won.",
        "regatta 2": "The regatta off Skerry Point was won by lighthouse keeper Jonne Wik and three of her cousins.",
    }
    first, second = told(regatta, make_article)
    assert as_sets(gather([[first, second]])) == events(regatta)

    later = second._replace(day=DAY.toordinal() + 365)

    assert as_sets(gather([[first, later]])) == {frozenset({"regatta 1"}), frozenset({"regatta 2"})}


def test_undated_articles_are_told_apart_by_their_words_alone(make_article: Make) -> None:
    profiles = told(VERDICT | GALE, make_article, published=None)

    assert as_sets(gather([profiles])) == events(VERDICT, GALE)


def test_the_most_central_article_comes_first(make_article: Make) -> None:
    aside = {"verdict 4": "Fenn forged books at Halden Bank. Rain is expected in the hills, and cabbages are cheap."}

    (story,) = gather([told(VERDICT | aside, make_article)])

    assert story[-1] == "verdict 4"


def test_articles_without_words_stand_alone(make_article: Make) -> None:
    stories = gather([told({"one": "", "two": "", "three": "…"}, make_article)])

    assert as_sets(stories) == {frozenset({"one"}), frozenset({"two"}), frozenset({"three"})}


_WORDS = st.sampled_from(["harbour", "ferry", "Oslo", "council", "vote", "flood", "Tamber", "mill", "fire", "12", "40"])
_PROFILES = st.lists(st.tuples(st.lists(_WORDS, max_size=12), st.none() | st.integers(0, 40)), max_size=14)


@given(written=_PROFILES, cuts=st.lists(st.integers(1, 5), max_size=8), seed=st.integers(0, 1000))
def test_every_article_is_in_one_story_and_order_within_a_batch_changes_nothing(
    make_article: Make, written: list[tuple[list[str], int | None]], cuts: list[int], seed: int
) -> None:
    profiles = [
        profile(
            make_article(
                " ".join(words),
                id=f"a{number:02}",
                published=None if day is None else DAY + timedelta(days=day),
            )
        )
        for number, (words, day) in enumerate(written)
    ]
    ends = [sum(cuts[:number]) for number in range(len(cuts) + 1)]
    batches = [profiles[start:end] for start, end in zip(ends, [*ends[1:], None], strict=True)]
    shuffled = [Random(seed).sample(batch, len(batch)) for batch in batches]

    stories = gather(batches)

    assert sorted(one for story in stories for one in story) == [one.id for one in profiles]
    assert gather(shuffled) == stories
