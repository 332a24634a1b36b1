"""What is new in a story since its known articles: facts that changed, and the sentences that say so. Pure.

Known is what landed before the last digest. What is told is verbatim: values that stand in the quotes under them.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bot.digest.dates import dates_in, new_dates
from bot.digest.figures import changed_figures, figures_in
from bot.digest.novelty import Known, new_sentences
from bot.digest.participants import named_beside, new_participants, parts_in
from bot.digest.positions import new_positions, positions_in
from bot.digest.reported import Heard, Reported, Weights, sentences_of
from bot.models import Change, ChangeKind, Citation, Digest, Story
from bot.terms import terms_of
from bot.texts.wordings import count_copies


class News(NamedTuple):
    """What is new in a story. `changes`: what weighs most first. `citations`: at most two sentences, likewise."""

    changes: tuple[Change, ...]
    citations: tuple[Citation, ...]


def news(known: Collection[Reported], new: Collection[Reported]) -> News:
    """What the new articles of a story say that its known ones do not.

    Neither may be withdrawn. The order of each is that of arrival; it decides nothing but ties.
    """
    old = [sentence for reported in known for sentence in sentences_of(reported)]
    fresh = [sentence for reported in new for sentence in sentences_of(reported)]
    weights = Weights([*old, *fresh])
    heard = Heard(old, weights)
    known_figures, new_figures = figures_in(old), figures_in(fresh)
    before = [part for reported in known for part in parts_in(reported)]
    beside = set[str]().union(*map(named_beside, known))
    after = [part for reported in new for part in parts_in(reported)]
    changes = (
        *changed_figures(known_figures, new_figures, weights),
        *new_dates(dates_in(old), dates_in(fresh), weights),
        *new_participants(before, beside, after),
        *new_positions(positions_in(old), heard, positions_in(fresh), weights),
    )
    held = Known(heard, frozenset(_terms(known)), known_figures)
    cited = new_sentences(held, fresh, new_figures, changes, weights)
    counted = _counted(changes, {one.article.id: one.article.copy_of or "" for one in (*known, *new)})
    return News(tuple(sorted(counted, key=_rank)), cited)


def retell(story: Story, known: Collection[Reported], new: Collection[Reported]) -> Story:
    """A story that was known, with what is new in it in place of what its articles say; both may be nothing.

    A story without known articles is new as a whole, and stays as it is.
    """
    if not known:
        return story
    found = news(known, new)
    return story.model_copy(update={"changes": found.changes, "citations": found.citations})


def is_quiet(story: Story) -> bool:
    """Whether a story was known and its new articles say nothing new."""
    return bool(story.known) and not story.changes and not story.citations


def has_news(digest: Digest) -> bool:
    """Whether a digest is worth being posted to a channel that wants no more than news."""
    return bool(digest.edits) or not all(map(is_quiet, digest.stories))


def _terms(known: Collection[Reported]) -> list[str]:
    return [term for one in known for term in terms_of(f"{one.article.title}\n{one.article.text}")]


def _rank(change: Change) -> tuple[int, int]:
    """Figures first, those of most independent sources before others; what is of another kind stays in its order."""
    sources = max(found.wordings for found in change.after) if change.kind is ChangeKind.FIGURE else 0
    return list(ChangeKind).index(change.kind), -sources


def _counted(changes: Sequence[Change], copies: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes, with an article and its copies counted as one source."""
    originals = {copy: original for copy, original in copies.items() if original}
    return tuple(
        change.model_copy(
            update={
                "before": tuple(count_copies(found, originals) for found in change.before),
                "after": tuple(count_copies(found, originals) for found in change.after),
            }
        )
        for change in changes
    )
