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
    shown = answer.findings[: FOLDED_FINDINGS if kept.folded else None]
    each = FOLDED_CITATIONS if kept.folded else MOST_CITATIONS
    top = [
        header(cut(answer.headline, _MOST_HEADLINE)),
        rich([section(styled(f"{wording.ASKED} ", "italic"), plain(_question(answer)))]),
        *([remark(f":scales: *{wording.SOURCES_DIFFER}*")] if answer.disagreement else []),
    ]
    end = [
        remark(wording.answer_id(answer, wording.VERIFY, "`")),
        *([remark(note)] if note else []),
        *actions(_buttons(answer, kept)),
    ]
    taken = sum(map(size, [*top, *end]))
    findings = leading([finding_block(finding, each) for finding in shown], taken)
    return Message(text=_text(answer, shown[: len(findings)], each, note), blocks=(*top, *findings, *end))


def finding_block(finding: Finding, most: int) -> Block:
    """One finding: its value, role and how many sources it has, then the first `most` quotes with their sources."""
    value = cut(finding.value or "", _MOST_WORDS)
    said = " · ".join(part for part in (finding.role, wording.sources(finding)) if part)
    return rich(
        [
            section(styled(value, "bold"), plain(f"{' · ' if value and said else ''}{said}")),
            *(part for citation in finding.citations[:most] for part in quoted(citation)),
        ]
    )


def _has_more(findings: tuple[Finding, ...]) -> bool:
    """Whether unfolding shows more than a folded message does."""
    shown = findings[:FOLDED_FINDINGS]
    return len(findings) > len(shown) or any(len(finding.citations) > FOLDED_CITATIONS for finding in shown)


def _question(answer: Answer) -> str:
    return cut(" ".join(answer.question.split()), _MOST_QUESTION) or "…"


def _buttons(answer: Answer, kept: Kept) -> list[Block]:
    asks = (ask_button(question, number) for number, question in enumerate(answer.suggestions[:MOST_SUGGESTIONS]))
    return [
        *([share_button(kept)] if kept.shareable and answer.findings else []),
        *([fold_button(kept)] if _has_more(answer.findings) else []),
        *(ask for ask in asks if ask),
    ]


def _text(answer: Answer, shown: tuple[Finding, ...], each: int, note: str | None) -> str:
    lines = [
        answer.headline,
        f"{wording.ASKED} {_question(answer)}",
        *([wording.SOURCES_DIFFER] if answer.disagreement else []),
        *(_spoken(finding, each) for finding in shown),
        *([wording.you_could_ask(answer.suggestions[:MOST_SUGGESTIONS])] if answer.suggestions else []),
        wording.answer_id(answer, wording.VERIFY),
        *([note] if note else []),
    ]
    return fit("\n".join(lines), MOST_TEXT)


def _spoken(finding: Finding, most: int) -> str:
    lead = " · ".join(part for part in (finding.value, finding.role, wording.sources(finding)) if part)
    quotes = " ".join(spoken(citation) for citation in finding.citations[:most])
    return f"{lead}: {quotes}" if lead else quotes
