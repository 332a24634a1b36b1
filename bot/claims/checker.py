"""The coordinator: a text in, what the articles say to its claims out. It reads the index and the store."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from bot.answers.question import Question, Wants
from bot.answers.sought import Search, seek
from bot.claims.dates import date_checks
from bot.claims.evidence import Evidence
from bot.claims.figures import figure_checks
from bot.claims.names import name_checks
from bot.claims.parts import part_checks
from bot.claims.passages import Place
from bot.claims.posts import post_checks
from bot.claims.reading import Claimed, read_message
from bot.claims.statements import statement_check
from bot.digest.signs import leans_back
from bot.lexicon.folding import fold
from bot.models import CheckedSentence, CheckedText, ClaimCheck, Finding, Kind, Topic
from bot.search import Index, Vocabulary
from bot.store import Store
from bot.terms import term_of, terms_of
from bot.texts.wordings import count_copies

MOST_SENTENCES = 25
"""That are looked at; more would take longer than anybody waits, and than anybody reads."""
_BLOCKS = 60


class Checker:
    """Checks texts against one corpus. Safe to use from several threads."""

    def __init__(self, store: Store, index: Index, topics: tuple[Topic, ...]) -> None:
        self._store = store
        self._index = index
        self._vocabulary = Vocabulary(index)
        self._topics = topics

    def check(self, typed: str, day: date | None = None) -> CheckedText:
        """What the articles say to each claim of what was typed, markup included. `day`: when it was, where that is
        known. Raises DatabaseDown."""
        self._index.keep_up()
        claimed = read_message(typed, day)
        named: set[str] = set()
        looked_at = [(one.text, tuple(self._checks(one, named))) for one in claimed[:MOST_SENTENCES]]
        sentences = tuple(CheckedSentence(text=text, checks=checks) for text, checks in looked_at if checks)
        return CheckedText(sentences=self._count_copies(sentences), left=max(0, len(claimed) - MOST_SENTENCES))

    def _checks(self, claimed: Claimed, named: set[str]) -> Iterator[ClaimCheck]:
        """What has a value comes first, names last. A sentence without any value is looked up as a whole."""
        evidence = self._evidence(claimed)
        parts, posts = list(part_checks(evidence, self._store)), list(post_checks(evidence))
        valued = _valued(evidence)
        told = _places_stating([*valued, *parts, *posts])
        if told and not all(one.is_held for one in valued):
            valued = _valued(evidence.knowing(told))
        yield from (*valued, *parts, *posts)
        if not valued and not parts and (whole := statement_check(evidence)):
            yield whole
        named |= {fold(post.person) for post in claimed.facts.posts}
        yield from name_checks(evidence, named, self._index)

    def _evidence(self, claimed: Claimed) -> Evidence:
        text = f"{claimed.before} {claimed.text}" if leans_back(claimed.text) else claimed.text
        question = Question(text, Kind.OPEN, Wants.ANYTHING, (), tuple(dict.fromkeys(terms_of(text))), ())
        sought = seek(question, self._index, self._vocabulary, self._topics)
        names = {term for mention in claimed.facts.mentions for term in terms_of(mention.name)}
        spare = self._spare(text)
        words = (word for word in sought.words if word.term not in spare)
        search = Search(tuple(word._replace(is_name=word.is_name or word.term in names) for word in words))
        hits = self._index.search(search.query, _BLOCKS) if search.words else []
        return Evidence(claimed, search, hits, cache(self._index.frequency), self._index.size())

    def _spare(self, text: str) -> set[str]:
        """The terms by which a text names a topic in full, but for its name: few articles say "of the willing" too."""
        terms = terms_of(text)
        aliases = ((term_of(topic.name), terms_of(alias)) for topic in self._topics for alias in topic.aliases)
        named = ((name, alias) for name, alias in aliases if name in alias and set(alias) <= set(terms))
        return {term for name, alias in named for term in alias if term != name}

    def _count_copies(self, sentences: tuple[CheckedSentence, ...]) -> tuple[CheckedSentence, ...]:
        """The findings, whose sources count once where one article is a copy of another."""
        found = [one for sentence in sentences for check in sentence.checks for one in _findings(check)]
        several = {citation.article for each in found if each.wordings > 1 for citation in each.citations}
        originals = self._store.originals(several) if several else {}
        if not originals:
            return sentences

        def counted(check: ClaimCheck) -> ClaimCheck:
            return check.model_copy(
                update={
                    "stated": check.stated and count_copies(check.stated, originals),
                    "differs": tuple(count_copies(each, originals) for each in check.differs),
                }
            )

        return tuple(one.model_copy(update={"checks": tuple(map(counted, one.checks))}) for one in sentences)


def _valued(evidence: Evidence) -> list[ClaimCheck]:
    return [*figure_checks(evidence), *date_checks(evidence)]


def _places_stating(checks: Iterable[ClaimCheck]) -> frozenset[Place]:
    """The sentences that state any of those: what else the claim tells may stand in them, too."""
    stated = (check.stated for check in checks if check.stated)
    return frozenset((citation.article, citation.start) for found in stated for citation in found.citations)


def _findings(check: ClaimCheck) -> Iterator[Finding]:
    if check.stated:
        yield check.stated
    yield from check.differs
