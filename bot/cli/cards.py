"""Answers, articles, checked texts, digests and receipts, drawn for people."""

from pathlib import Path
from shlex import quote

from rich.console import Console
from rich.text import Text

from bot import wording
from bot.answers.receipts import Receipt
from bot.console.page import printable, put
from bot.corpus.history import Revision
from bot.models import Answer, Article, Check, CheckedText, Citation, ClaimCheck, Digest, Edition, Finding
from handlers.blocks.changes import change_lines

VERIFY = "python -m bot verify"


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Rich would end the process with 1, which says here that nothing was found."""
        raise BrokenPipeError


def draw(value: Answer | Article | CheckedText | Digest | Receipt | Revision, corpus: Path | None = None) -> None:
    """Print it on standard output. `corpus`: the folder that was named for it.

    Raises BrokenPipeError where nobody reads on.
    """
    console = _Console()
    match value:
        case Answer():
            _draw_answer(console, value, f"{VERIFY} --corpus {quote(str(corpus))}" if corpus else VERIFY)
        case Article():
            _draw_article(console, value)
        case CheckedText():
            _draw_checked(console, value)
        case Digest():
            _draw_digest(console, value)
        case Receipt():
            _draw_receipt(console, value)
        case Revision():
            _draw_revision(console, value)


def _draw_answer(console: Console, answer: Answer, verify: str) -> None:
    put(console, Text(printable(answer.headline), style="bold"))
    if answer.disagreement:
        put(console, Text(wording.SOURCES_DIFFER, style="yellow"))
    for finding in answer.findings:
        _draw_finding(console, finding)
    for suggestion in answer.suggestions:
        put(console, Text(f"· {printable(suggestion)}"), indent=2)
    put(console, Text(f"\n{wording.answer_id(answer, verify)}", style="dim"))
    put(console, Text())


def _draw_article(console: Console, article: Article) -> None:
    put(console, Text(printable(article.title), style="bold"))
    put(console, _source(article.published, article.url or article.id))
    put(console, Text(f"\n{printable(article.text)}"))


def _draw_checked(console: Console, checked: CheckedText) -> None:
    for sentence in checked.sentences:
        put(console, Text(f"\n{printable(sentence.text)}", style="bold"))
        for claim in sentence.checks:
            _draw_claim(console, claim)
    if not checked.sentences:
        put(console, Text(wording.NOTHING_CLAIMED))
    if checked.left:
        put(console, Text(f"\n{wording.more_sentences(checked.left)}", style="dim"))


def _draw_claim(console: Console, claim: ClaimCheck) -> None:
    for lead, finding in wording.said_of(claim):
        put(console, Text(printable(f"{claim.claim} · {lead}"), style="cyan"), indent=2)
        for citation in finding.citations if finding else ():
            _draw_citation(console, citation)


def _draw_digest(console: Console, digest: Digest) -> None:
    articles = sum(len(story.articles) for story in digest.stories)
    title = wording.digest_title(digest.until, articles)
    put(console, Text(title if articles else wording.nothing_landed_since(digest.since), style="bold"))
    for check in digest.edits:
        _draw_check(console, check)
    for story in digest.stories:
        put(console, Text(f"\n{printable(story.headline)}", style="bold"))
        for line in change_lines(story.changes):
            put(console, Text(printable(line.said), style="cyan"), indent=2)
        for citation in story.citations:
            _draw_citation(console, citation)
    if digest.unanswered:
        put(console, Text(f"\n{printable(wording.not_found_here(digest.unanswered))}", style="dim"))


def _draw_receipt(console: Console, receipt: Receipt) -> None:
    put(console, Text(wording.verdict(receipt.standings), style="bold"))
    put(console, Text(printable(f"{receipt.answer.question} · {wording.answered_on(receipt.kept)}"), style="dim"))
    for check in receipt.checks:
        _draw_check(console, check)


def _draw_check(console: Console, check: Check) -> None:
    put(console, Text(f"\n{wording.STANDINGS[check.standing]}", style="bold cyan"))
    _draw_citation(console, check.citation)
    _draw_edition(console, check.cited)
    if check.after:
        put(console, Text(f"{wording.NOW} “{printable(check.after)}”"), indent=2)
        _draw_edition(console, check.now)


def _draw_revision(console: Console, revision: Revision) -> None:
    put(console, Text(wording.edition(revision.version, revision.seen), style="bold"))
    if not revision.changes:
        put(console, Text(wording.NO_SENTENCE_CHANGED, style="dim"), indent=2)
    for change in revision.changes:
        put(console, Text(wording.CHANGES[change.kind], style="cyan"), indent=2)
        for text in (change.before, change.after):
            if text:
                put(console, Text(f"“{printable(text)}”"), indent=4)


def _draw_edition(console: Console, edition: Edition | None) -> None:
    if edition:
        put(console, Text(wording.edition(edition.version, edition.seen), style="dim"), indent=4)


def _draw_finding(console: Console, finding: Finding) -> None:
    head = [printable(part) for part in (finding.value, finding.role) if part]
    put(console, Text(f"\n{' – '.join(head)}" if head else "", style="bold cyan"))
    if sources := wording.sources(finding):
        put(console, Text(sources, style="dim"), indent=2)
    for citation in finding.citations:
        _draw_citation(console, citation)


def _draw_citation(console: Console, citation: Citation) -> None:
    put(console, Text(f"“{printable(citation.quote)}”"), indent=2)
    put(console, _source(citation.published, citation.url or citation.article, citation.title), indent=4)


def _source(published: object, where: str, title: str | None = None) -> Text:
    parts = [title, str(published or wording.UNDATED), where]
    return Text(printable(" · ".join(part for part in parts if part)), style="dim")
