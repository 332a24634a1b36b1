"""Questions for whoever holds a post: "who is Norway's finance minister?", "who leads the Harbour League?"."""

import re
from collections.abc import Iterable, Set
from functools import cache
from typing import NamedTuple

from bot.answers.question import Question
from bot.answers.sought import Search, Sought
from bot.facts.kinds import MentionKind
from bot.facts.posts import Post, post_spans
from bot.lexicon import table
from bot.lexicon.folding import fold
from bot.models import Kind
from bot.search import Sentence
from bot.terms import terms_of

_ASKS = re.compile(
    r"^(?:so |and |but )?(?:who(?:['’]s| is| was| are| were| became)|what is the name of)\s(?P<post>[^?]{3,120})\??$",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:so |and |but )?who\s(?:currently |now )?(?P<verb>[a-z]+)\s(?P<whose>[^?]{2,100})\??$", re.IGNORECASE
)
_TELLS_MORE = re.compile(r"\b(?:who|that|which|whose|when|where|because|after|before|by|said)\b|,", re.IGNORECASE)
_WHOSE_BEFORE = re.compile(r"\b(?P<whose>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,2})\s$")
_WHOSE_BEHIND = re.compile(r"\s(?:of|for|at)\s(?:the\s)?(?P<whose>(?:[A-Z][\w’'.-]*\s?){1,3})")
_MODIFIERS = re.compile(
    r"(?:\b(?!(?:the|an?|did|was|were|is|has|had|will|would|does|and|of|new|his|her|its|their)\s)[a-z-]{3,20}\s){0,2}$"
)
_BELOW = frozenset(terms_of("deputy vice assistant associate under opposition minority former"))
_NEUTRAL = frozenset(terms_of("new current incumbent longtime former late then ex onetime previous acting interim"))
_OF_OLD = re.compile(r"\b(?:was|were|former|ex|previous)\b", re.IGNORECASE)
SURE = 0.9
"""From what on a sentence says who holds the post: this post, and of whom it is asked."""

Terms = tuple[str, ...]


class AskedPost(NamedTuple):
    """A post that a question asks the holder of. `posts`: the terms of each name that it goes by. `whose`: the words
    for the country, the body or the like; empty for any. `is_by_verb`: asked for by what its holder does ("leads").
    """

    posts: tuple[Terms, ...]
    whose: tuple[Sought, ...]
    is_of_old: bool
    is_by_verb: bool = False


def asked_post(question: Question, search: Search) -> AskedPost | None:
    """The post whose holder the question asks for; None where it asks for anything else."""
    if question.kind is not Kind.PERSON:
        return None
    is_of_old = bool(_OF_OLD.search(question.text))
    if asks := _ASKS.match(question.text):
        text = asks["post"]
        spans = post_spans(text)
        if not spans or _TELLS_MORE.search(text):
            return None
        start, end = spans[0]
        names = same_posts(fold(text[start:end]))
        return AskedPost(names, _words(text[:start] + " " + text[end:], search), is_of_old)
    if (leads := _LEADS.match(question.text)) and (kind := _leading_verbs().get(leads["verb"].lower())):
        names = tuple(tuple(terms_of(post)) for post in table("words")["leading_posts"][kind])
        verbs = tuple(tuple(terms_of(verb)) for verb in table("words")["leading_verbs"][kind])
        return AskedPost(names + verbs, _words(leads["whose"], search), is_of_old, is_by_verb=True)
    return None


def post_named(text: str, search: Search) -> AskedPost | None:
    """The first post that a text names, with whose it is: of "Norway's minister", "the mayor of Larvik"."""
    for start, end in post_spans(text):
        start = _widened(text, start)
        whose = _WHOSE_BEFORE.search(text[:start])
        of = _WHOSE_BEHIND.match(text, end)
        words = " ".join(match["whose"] for match in (whose, of) if match)
        return AskedPost(same_posts(fold(text[start:end])), _words(words, search), is_of_old=False)
    return None


def holder_in(asked: AskedPost, posts: Iterable[Post], text: str) -> str:
    """The surname, folded, of whoever one of those posts in a sentence's text makes the holder; "" for nobody."""
    wide = (post._replace(post=(_widened(text, post.post[0]), post.post[1])) for post in posts)
    sure = (post for post in wide if _bears_out(asked, post, text) >= SURE)
    return next((fold(post.person.split()[-1]) for post in sure), "")


def _widened(text: str, start: int) -> int:
    """Where a post begins with the plain words that may qualify it: "personnel chief"."""
    return start - len(_MODIFIERS.search(text[:start]).group())  # type: ignore[union-attr]


def fills(asked: AskedPost, sentence: Sentence) -> tuple[float, Post | None]:
    """How surely, 0 to 1, the sentence says who holds the post, and what it says."""
    told = ((_bears_out(asked, post, sentence.text), post) for post in sentence.facts.posts)
    return max(told, key=lambda pair: pair[0], default=(0.0, None))


def may_name(asked: AskedPost, sentence: Sentence) -> bool:
    """Whether the sentence can name the holder at all: it speaks of the post and names somebody."""
    of_post = asked.is_by_verb or any(set(name).issubset(sentence.terms) for name in asked.posts)
    return of_post and any(asked.is_by_verb or m.kind is MentionKind.PERSON for m in sentence.facts.mentions)


def is_of_holder(asked: AskedPost, terms: Set[str]) -> bool:
    """Whether the terms speak of whose the post is: "Larvik" of "the mayor of Larvik"."""
    names = [word for word in asked.whose if word.is_name]
    return not names or not terms.isdisjoint(names[-1].forms)


def _bears_out(asked: AskedPost, post: Post, text: str) -> float:
    told = tuple(term for term in terms_of(text[slice(*post.post)]) if term not in _NEUTRAL)
    suits = max((_suits(name, told) for name in asked.posts), default=0.0)
    if not suits or (post.is_former and not asked.is_of_old):
        return suits / 4
    if not asked.whose:
        return suits
    holder = text[slice(*post.holder)] if post.holder[0] >= 0 else ""
    held = set(terms_of(holder)) | set(told)
    if any(strength >= 1 and form in held for word in asked.whose for form, strength in word.forms.items()):
        return suits
    return 0.0 if any(c.isupper() for c in holder) else suits / 2


def _suits(asked: Terms, told: Terms) -> float:
    """How far a post is the one asked for: wholly, or as a kind of it ("foreign minister" of "minister")."""
    if asked == told:
        return 1.0
    is_kind = told[-len(asked) :] == asked and _BELOW.isdisjoint(told[: -len(asked)])
    return SURE if is_kind else 0.0


def _words(text: str, search: Search) -> tuple[Sought, ...]:
    terms = set(terms_of(text)) - _NEUTRAL
    return tuple(word for word in search.words if word.term in terms)


def same_posts(post: str) -> tuple[Terms, ...]:
    """The terms of a post, folded, and of what else it is called."""
    terms = tuple(terms_of(post))
    groups = ([tuple(terms_of(name)) for name in group] for group in table("words")["same_posts"]["groups"])
    return next((tuple(group) for group in groups if terms in group), (terms,))


@cache
def _leading_verbs() -> dict[str, str]:
    return {verb: kind for kind, verbs in table("words")["leading_verbs"].items() for verb in verbs}
