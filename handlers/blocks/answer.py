"""An Answer as a message: headline, one block a finding, buttons."""

from bot import wording
from bot.models import Answer, Finding
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import (
    actions,
    header,
    leading,
    plain,
    remark,
    rich,
    section,
    size,
    styled,
)
from handlers.blocks.message import MOST_TEXT, Block, Message
from handlers.blocks.presses import Kept, ask_button, fold_button, share_button
from handlers.blocks.text import cut, fit

FOLDED_FINDINGS, FOLDED_CITATIONS = 3, 2
MOST_CITATIONS = 5
MOST_SUGGESTIONS = 5
_MOST_QUESTION = 200
_MOST_HEADLINE = 600
_MOST_WORDS = 300


def answer_message(answer: Answer, kept: Kept, note: str | None = None) -> Message:
    """The answer as a message, folded and shareable as `kept` says. `note` is a line of our own put under it.

    Folded, the first FOLDED_FINDINGS are shown with FOLDED_CITATIONS each; unfolded, all that Slack takes in
    one message. An answer that holds no more than that has no More button; one that found nothing cannot be
    shared.
    """
    shown = _folded(answer.findings) if kept.folded else _unfolded(answer.findings)
    top = [
        header(cut(answer.headline, _MOST_HEADLINE)),
        rich([section(styled(f"{wording.ASKED} ", "italic"), plain(_question(answer)))]),
        *([remark(f":scales: *{wording.SOURCES_DIFFER}*")] if answer.disagreement else []),
    ]
    end = [*([remark(note)] if note else []), *actions(_buttons(answer, kept))]
    taken = sum(map(size, [*top, *end]))
    findings = leading([finding_block(finding) for finding in shown], taken)
    return Message(text=_text(answer, shown[: len(findings)], note), blocks=(*top, *findings, *end))


def finding_block(finding: Finding) -> Block:
    """One finding: its value and role, then each quote with its source."""
    return rich(
        [
            section(styled(cut(finding.value or "", _MOST_WORDS), "bold"), plain(_role(finding))),
            *(part for citation in finding.citations for part in quoted(citation)),
        ]
    )


def _folded(findings: tuple[Finding, ...]) -> list[Finding]:
    return [_with_citations(finding, FOLDED_CITATIONS) for finding in findings[:FOLDED_FINDINGS]]


def _unfolded(findings: tuple[Finding, ...]) -> list[Finding]:
    return [_with_citations(finding, MOST_CITATIONS) for finding in findings]


def _with_citations(finding: Finding, most: int) -> Finding:
    return finding.model_copy(update={"citations": finding.citations[:most]})


def _role(finding: Finding) -> str:
    return f"{' · ' if finding.value else ''}{finding.role}" if finding.role else ""


def _question(answer: Answer) -> str:
    return cut(" ".join(answer.question.split()), _MOST_QUESTION) or "…"


def _buttons(answer: Answer, kept: Kept) -> list[Block]:
    asks = (ask_button(question, number) for number, question in enumerate(answer.suggestions[:MOST_SUGGESTIONS]))
    return [
        *([share_button(kept)] if kept.shareable and answer.findings else []),
        *([fold_button(kept)] if _folded(answer.findings) != _unfolded(answer.findings) else []),
        *(ask for ask in asks if ask),
    ]


def _text(answer: Answer, shown: list[Finding], note: str | None) -> str:
    lines = [
        answer.headline,
        f"{wording.ASKED} {_question(answer)}",
        *([wording.SOURCES_DIFFER] if answer.disagreement else []),
        *(_spoken(finding) for finding in shown),
        *([wording.you_could_ask(answer.suggestions[:MOST_SUGGESTIONS])] if answer.suggestions else []),
        *([note] if note else []),
    ]
    return fit("\n".join(lines), MOST_TEXT)


def _spoken(finding: Finding) -> str:
    lead = f"{finding.value or ''}{_role(finding)}"
    quotes = " ".join(spoken(citation) for citation in finding.citations)
    return f"{lead}: {quotes}" if lead else quotes
