"""Figures that a question itself names, "who says it will cost $8 million?": what answers has to give them, too."""

from collections.abc import Iterable, Iterator, Sequence

from bot.answers import patterns
from bot.answers.evidence import Evidence, near_best
from bot.answers.question import Question
from bot.facts.counts import Count, counts
from bot.models import Kind
from bot.search import Hit, Sentence
from bot.texts.counted import alike_nouns, things
from bot.texts.figures import Figure, are_of_one_size, is_rounding, is_within, say_the_same

_FEW = 12
"""Up to how many of something a question may name in passing: "which two countries", "the five judges"."""
_IN_PASSING = ("age", "time")
_MAY_DIFFER = (Kind.YES_NO, Kind.ATTENDANCE)
"""Where another figure is an answer, too: "will it cost $8 million?"."""


def named_figures(question: Question) -> tuple[Figure, ...]:
    """The figures that what answers the question has to give, too; in order."""
    if question.kind in _MAY_DIFFER:
        return ()
    is_said = asks_who_said(question)
    telling = (count for count in counts(question.text) if is_said or _is_telling(count))
    return tuple(Figure(count, question.text, ()) for count in telling)


def asks_who_said(question: Question) -> bool:
    """Whether the question asks who said something."""
    return question.kind is Kind.PERSON and bool(patterns.WHO_SAID.search(question.text))


def giving(figures: Sequence[Figure], question: Question, ranked: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that gives each of those figures: itself, where the question asks who said it; else in its block,
    where it asks for somebody, or at least in what was found of its article."""
    if asks_who_said(question):
        return [evidence for evidence in ranked if _give(figures, [evidence.sentence])]
    if question.kind is Kind.PERSON:
        return [evidence for evidence in ranked if _give(figures, evidence.hit.sentences)]
    found: dict[str, list[Hit]] = {}
    for evidence in ranked:
        found.setdefault(evidence.hit.article, []).append(evidence.hit)
    given = {name: _give(figures, [s for hit in hits for s in hit.sentences]) for name, hits in found.items()}
    return [evidence for evidence in ranked if given[evidence.hit.article]]


def with_given(question: Question, ranked: Sequence[Evidence]) -> Iterator[str]:
    """The question with the figures of the best evidence in the place of the one of their size that it names."""
    for asked in named_figures(question):
        start, end = asked.stated.start, asked.stated.end
        for evidence in near_best(ranked) if ranked else ():
            for told in _figures(evidence.sentence):
                if _is_alike(asked, told) and not _is_given(asked, told):
                    yield f"{question.text[:start]}{told.text}{question.text[end:]}"


def _is_telling(count: Count) -> bool:
    is_exact = count.low == count.high
    return is_exact and (count.high > _FEW if not count.measure else count.measure not in _IN_PASSING)


def _give(figures: Iterable[Figure], sentences: Sequence[Sentence]) -> bool:
    told = [figure for sentence in sentences for figure in _figures(sentence)]
    return all(any(_is_given(asked, other) for other in told) for asked in figures)


def _is_given(asked: Figure, told: Figure) -> bool:
    """Whether it is the figure that is asked for, or one that its words allow: neither side says "fewer than" alone."""
    is_plain = {asked.stated.hedge, told.stated.hedge} <= {"", "approx"}
    is_same = say_the_same(asked, told) or is_within(asked, told) or (is_plain and is_rounding(asked, told))
    return is_same and are_of_one_size(asked.stated, told.stated)


def _is_alike(asked: Figure, told: Figure) -> bool:
    """Whether both are sizes of one kind, or numbers of the same things."""
    of = alike_nouns(things(asked.stated)[-1:])
    return are_of_one_size(asked.stated, told.stated) and (
        bool(asked.stated.measure) or not of.isdisjoint(things(told.stated))
    )


def _figures(sentence: Sentence) -> Iterator[Figure]:
    return (Figure(count, sentence.text, sentence.facts.mentions) for count in sentence.facts.counts)
