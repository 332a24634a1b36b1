"""Whatever is asked with the corpus' own words, every quote is verbatim and every rule of an answer holds."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.answers.newsroom import ARTICLES, Newsroom

CORPUS_WORDS = sorted({word for text in ARTICLES.values() for word in re.findall(r"[^\W\d_][\w’'-]*|\d+", text)})
ASKING = [
    "how many",
    "who",
    "who attended",
    "which",
    "when",
    "where",
    "what is",
    "did",
    "/fund",
    "/attended",
    "/who",
    "“",
]
OTHER = ["Jupiter", "lihgthouse", "🙂", "<!here>", "&amp;", "25", "not", "invited", "?", "chaired", "by", "the"]

QUESTIONS = st.tuples(
    st.sampled_from(["", *ASKING]), st.lists(st.sampled_from(CORPUS_WORDS) | st.sampled_from(OTHER), max_size=7)
).map(lambda parts: " ".join([parts[0], *parts[1]]).strip())


@settings(max_examples=300)
@given(QUESTIONS)
def test_every_answer_is_sourced_word_for_word(newsroom: Newsroom, question: str) -> None:
    answer = newsroom.ask(question)
    assert answer.question == question
    assert not answer.disagreement or len({finding.value for finding in answer.findings}) > 1
    assert len(answer.suggestions) <= 3
    values = [(finding.value, finding.role) for finding in answer.findings if finding.value]
    assert len(values) == len(set(values))


@settings(max_examples=50)
@given(QUESTIONS)
def test_the_same_question_has_the_same_answer(newsroom: Newsroom, question: str) -> None:
    assert newsroom.ask(question) == newsroom.ask(question)
