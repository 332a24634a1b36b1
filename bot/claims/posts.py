"""A claim on who holds a post: who names the same person in it, and who names another."""

import re
from collections.abc import Iterator, Sequence

from bot.answers.posts import SURE, AskedPost, fills, same_posts
from bot.answers.sought import Sought
from bot.claims.evidence import Evidence
from bot.claims.passages import Passage
from bot.claims.verdicts import Told, verdict
from bot.facts.posts import Post
from bot.lexicon.folding import fold
from bot.models import ClaimCheck, ClaimKind
from bot.search import Sentence
from bot.terms import terms_of

_LIKELY = 0.45
"""From what on a sentence names somebody in that post, of "the island", say, which may be the one that is meant."""
_SPECIFIC = 2
"""Words of a post that says what it is of: "fire chief"."""
_FORMER = re.compile(r"\b(?:former|ex|late|onetime|previous|then)[ -]")


def post_checks(evidence: Evidence) -> Iterator[ClaimCheck]:
    """One check for each person in a post that the claimed sentence names; none where that is but the title of
    somebody whose part it tells of."""
    claimed = evidence.claimed
    taking_part = [who for who, _ in claimed.parts]
    for post in claimed.facts.posts:
        if post.holder[0] >= 0 or not any(claimed.text[slice(*post.name)] in who for who in taking_part):
            yield _check(post, evidence)


def _check(post: Post, evidence: Evidence) -> ClaimCheck:
    text = evidence.claimed.text
    holder = frozenset(terms_of(text[slice(*post.holder)])) if post.holder[0] >= 0 else frozenset[str]()
    whose = tuple(word for word in evidence.search.words if word.term in holder)
    asked = AskedPost(same_posts(_FORMER.sub("", fold(text[slice(*post.post)]))), whose, post.is_former)
    same: list[Told] = []
    others: list[Told] = []
    near: list[Told] = []
    is_of_others = any(_is_of_others(asked, post, passage.sentence) for passage in evidence.passages)
    for passage in evidence.passages:
        sure, found = fills(asked, passage.sentence)
        if found is None:
            continue
        name = passage.sentence.text[slice(*found.name)]
        told = Told(name, fold(found.person.split()[-1]), passage.cite(found.name), sure)
        is_same = _is_one(post.person, found.person)
        theirs = evidence.places(holder)
        if is_same and (sure >= SURE or (sure >= _LIKELY and not is_of_others and evidence.bearing(passage, theirs))):
            same.append(told)
        elif not is_same and _is_of_it(sure, whose, evidence, passage, theirs):
            others.append(told)
        elif is_same or sure >= _LIKELY:
            near.append(told)
    # "The fire chief", of whomever: another one is of the same only where the articles know of one alone.
    if not whose and (len(asked.posts[0]) < _SPECIFIC or len({told.key for told in others}) > 1):
        near, others = [*near, *others], []
    return verdict(ClaimKind.POST, _words(text, post), same, others, near)


def _is_of_it(
    sure: float, whose: Sequence[Sought], evidence: Evidence, passage: Passage, theirs: Sequence[int]
) -> bool:
    """Whether the sentence names somebody in the very post, of the very body where the claim names one."""
    return sure >= SURE or bool(whose and sure >= _LIKELY and evidence.own(passage, theirs) >= SURE)


def _is_of_others(asked: AskedPost, claimed: Post, sentence: Sentence) -> bool:
    """Whether the person who is claimed to hold the post is said to hold that of somebody else: "the director" of one
    hospital is not that of another."""
    sure, found = fills(asked._replace(whose=()), sentence)
    if found is None or sure < SURE or not asked.whose or not _is_one(claimed.person, found.person):
        return False
    return found.holder[0] >= 0 and not fills(asked, sentence)[0]


def _is_one(person: str, other: str) -> bool:
    """Whether both names may be one person's: the same surname, and the same given name where both have one."""
    here, there = fold(person).split(), fold(other).split()
    given, others = set(here[:-1]), set(there[:-1])
    return here[-1] == there[-1] and (not given or not others or not given.isdisjoint(others))


def _words(text: str, post: Post) -> str:
    """The stretch of the sentence that holds the name, the post, and whose it is."""
    spans = [span for span in (post.name, post.post, post.holder) if span[0] >= 0]
    return text[min(start for start, _ in spans) : max(end for _, end in spans)]
