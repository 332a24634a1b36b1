"""The invented articles: always the same, like news in what counts for speed, and answering what is asked of them."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path
from statistics import mean, median

import pytest

from bot.models import BlockKind, Draft
from bot.texts.copies import is_copy
from tests.benchmarks.press.articles import NEWS, SEED, Press, write_corpus
from tests.benchmarks.press.stories import draw_questions, make_story
from tests.drafting import make_draft

ARTICLES = 150


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.fixture(scope="module")
def drafts(press: Press) -> list[Draft]:
    return [make_draft(f"{article}.md", text.encode()) for article, text in press.articles(ARTICLES)]


def test_a_seed_always_gives_the_same_articles_and_another_one_others(press: Press) -> None:
    assert list(Press().articles(3)) == list(press.articles(3))
    assert list(Press(SEED + 1).articles(3)) != list(press.articles(3))


def test_copies_are_those_of_another_article_in_their_own_frame() -> None:
    press = Press(length=NEWS, copies=0.2)
    drafts = [make_draft(f"{article}.md", text.encode()) for article, text in press.articles(100)]
    copies = [draft for at, draft in enumerate(drafts) if any(is_copy(draft.text, other.text) for other in drafts[:at])]
    assert 10 < len(copies) < 30
    assert mean(len(draft.text.split()) for draft in drafts) < 700


def test_more_articles_begin_with_the_fewer(press: Press) -> None:
    assert list(press.articles(8))[:4] == list(press.articles(4))


def test_every_article_is_read_with_its_title_and_date(drafts: list[Draft], press: Press) -> None:
    stories = [story for story, _ in islice(press.tellings(), ARTICLES)]
    assert [draft.published for draft in drafts] == [story.happened for story in stories]
    assert all(draft.title.startswith(story.title) for draft, story in zip(drafts, stories, strict=True))


def test_lengths_are_those_of_news(drafts: list[Draft]) -> None:
    paragraphs = [(draft, block) for draft in drafts for block in draft.blocks if block.kind is BlockKind.PARAGRAPH]
    words = [len(draft.text[start:end].split()) for draft, block in paragraphs for start, end in block.sentences]
    assert 18 < mean(words) < 24
    assert min(words) < 6 < 40 < max(words)
    assert 1.7 < mean(len(block.sentences) for _, block in paragraphs) < 2.3
    assert 30 < len(paragraphs) / len(drafts) < 46


def test_words_come_as_often_as_in_english(drafts: list[Draft]) -> None:
    counts = Counter(word for draft in drafts for word in re.findall(r"\w+", draft.text.lower()))
    common = [word for word, _ in counts.most_common(20)]
    assert common[0] == "the"
    assert 0.04 < counts["the"] / counts.total() < 0.08
    assert sum(number == 1 for number in counts.values()) > 0.2 * len(counts)
    # Zipf: rank times frequency stays within an order of magnitude.
    ranked = [number for _, number in counts.most_common()]
    assert 0.1 < (1000 * ranked[999]) / (100 * ranked[99]) < 10


def test_names_and_figures_come_as_often_as_in_news(drafts: list[Draft]) -> None:
    sentences = sum(len(block.sentences) for draft in drafts for block in draft.blocks)
    names = sum(len(re.findall(r"(?<=[a-z,] )[A-Z]\w+", draft.text)) for draft in drafts)
    figures = sum(len(re.findall(r"\b\d[\d,.]*", draft.text)) for draft in drafts)
    assert 1.5 < names / sentences < 3.5
    assert 0.4 < figures / sentences < 0.9


def test_names_recur_over_stories_and_new_ones_keep_coming(press: Press) -> None:
    told = [make_story(SEED, number, press.vocabulary).facts["organisation"] for number in range(2000)]
    counts = Counter(told)
    assert counts.most_common(1)[0][1] > 20
    assert len(set(told[1000:]) - set(told[:1000])) > 100


def test_some_stories_are_told_more_than_once(press: Press) -> None:
    tellings = Counter(story.number for story, _ in islice(press.tellings(), ARTICLES))
    assert 1.5 < mean(tellings.values()) < 2.5
    assert median(tellings.values()) < max(tellings.values())


def test_a_first_telling_states_all_facts(drafts: list[Draft], press: Press) -> None:
    first = [(n, story) for n, (story, telling) in enumerate(islice(press.tellings(), ARTICLES)) if telling == 0]
    assert all(fact in drafts[n].text for n, story in first for fact in story.statements)


def test_a_question_has_an_answer_in_a_statement_of_its_story(press: Press) -> None:
    for number in range(100):
        story = make_story(SEED, number, press.vocabulary)
        for question, answer in story.questions:
            assert any(answer in statement for statement in story.statements), question


def test_one_question_in_five_is_beyond_the_articles(press: Press) -> None:
    asked = list(draw_questions(SEED, 50, 100, press.vocabulary))
    assert asked == list(draw_questions(SEED, 50, 100, press.vocabulary))
    assert [question.answer is None for question in asked].count(True) == 20
    told = {text for number in range(50) for text, _ in make_story(SEED, number, press.vocabulary).questions}
    assert all((question.text in told) == (question.answer is not None) for question in asked)


def test_a_corpus_that_is_cut_off_is_written_anew(tmp_path: Path, press: Press) -> None:
    write_corpus(tmp_path, 2, press)
    written = sorted(tmp_path.rglob("*.md"))
    assert [path.stem for path in written] == ["a000000", "a000001"]
    before = written[0].read_text(encoding="utf-8")
    written[0].write_text("---\n", encoding="utf-8")
    write_corpus(tmp_path, 2, press)
    assert written[0].read_text(encoding="utf-8") == "---\n"
    next(tmp_path.glob(".whole-*")).unlink()
    write_corpus(tmp_path, 2, press)
    assert written[0].read_text(encoding="utf-8") == before
