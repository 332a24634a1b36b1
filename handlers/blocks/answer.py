"""An Answer as a message: headline, one block a finding, buttons."""

from collections.abc import Sequence

from bot import wording
from bot.answers.receipts import quotes_of
from bot.models import Answer, Finding
from handlers.blocks.citation import quoted, spoken
from handlers.blocks.elements import (
    actions,
    header,
    plain,
    remark,
    rich,
    section,
    size,
    styled,
)
from handlers.blocks.feedback import feedback_row
from handlers.blocks.message import MOST_JSON, MOST_TEXT, Block, Message
from handlers.blocks.passage import Read, read_button
from handlers.blocks.presses import Kept, ask_button, fold_button, share_button, watch_button
from handlers.blocks.text import cut, fit

FOLDED_FINDINGS, FOLDED_CITATIONS = 3, 2
MOST_CITATIONS = 5
MOST_SUGGESTIONS = 5
_MOST_QUESTION = 200
_MOST_HEADLINE = 600
_MOST_WORDS = 300


def answer_message(answer: Answer, kept: Kept, note: str | None = None) -> Message:
    """The answer as a message, folded and shareable as `kept` says. `note` is a line of our own put under it.

    Folded, the first FOLDED_FINDINGS are shown with FOLDED_CITATIONS each; unfolded, all of them, with as many quotes
    as Slack takes in one message; findings that it does not take are counted. An answer that holds no more than a
    folded one shows has no More button; one that found nothing cannot be shared.
    """
    shown = answer.findings[: FOLDED_FINDINGS if kept.folded else None]
    most = FOLDED_CITATIONS if kept.folded else MOST_CITATIONS
    top, end = _top(answer), _end(answer, kept, note)
    taken = sum(map(size, [*top, remark(wording.more_findings(len(shown))), *end]))
    told = list(zip(shown, _quotes_that_fit(shown, most, taken), strict=False))
    left = len(shown) - len(told)
    more = [wording.more_findings(left)] if left else []
    text = _text(answer, told, [*more, *([note] if note else [])])
    return Message(text=text, blocks=(*top, *(finding_block(*each) for each in told), *map(remark, more), *end))


def _top(answer: Answer) -> list[Block]:
    return [
        header(cut(answer.headline, _MOST_HEADLINE)),
        rich([section(styled(f"{wording.ASKED} ", "italic"), plain(_question(answer)))]),
        *differ_remark(answer),
    ]


def _end(answer: Answer, kept: Kept, note: str | None) -> list[Block]:
    return [
        remark(wording.answer_id(answer, wording.VERIFY, "`")),
        *([remark(note)] if note else []),
        *actions(_buttons(answer, kept)),
        feedback_row(kept.answer),
    ]


def _quotes_that_fit(findings: Sequence[Finding], most: int, taken: int) -> list[int]:
    """How many quotes of each finding are shown, at most so many: the first of each before the second of any. Those at
    the end for which there is no room are left out."""
    sizes = [[size(finding_block(finding, count)) for count in range(1, most + 1)] for finding in findings]
    counts, room = list[int](), MOST_JSON - taken
    for each in sizes:
        room -= each[0]
        if room < 0:
            return counts
        counts.append(1)
    for rank in range(1, most):
        for number, each in enumerate(sizes):
            grown = each[rank] - each[rank - 1]
            if counts[number] == rank and grown <= room:
                counts[number] += 1
                room -= grown
    return counts


def differ_remark(answer: Answer) -> list[Block]:
    """The line that says that sources differ, where they do."""
    return [remark(f":scales: *{wording.SOURCES_DIFFER}*")] if answer.disagreement else []


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
    reads = (read_button(Read.of(citation, kept.answer)) for citation in quotes_of(answer)[:1])
    return [
        *([share_button(kept)] if kept.shareable and answer.findings else []),
        *([fold_button(kept)] if _has_more(answer.findings) else []),
        *filter(None, reads),
        watch_button(kept),
        *filter(None, asks),
    ]


def _text(answer: Answer, told: Sequence[tuple[Finding, int]], remarks: Sequence[str]) -> str:
    lines = [
        answer.headline,
        f"{wording.ASKED} {_question(answer)}",
        *([wording.SOURCES_DIFFER] if answer.disagreement else []),
        *(spoken_finding(*each) for each in told),
        *([wording.you_could_ask(answer.suggestions[:MOST_SUGGESTIONS])] if answer.suggestions else []),
        wording.answer_id(answer, wording.VERIFY),
        *remarks,
    ]
    return fit("\n".join(lines), MOST_TEXT)


def spoken_finding(finding: Finding, most: int) -> str:
    """The same for a screen reader, in one line."""
    lead = " · ".join(part for part in (finding.value, finding.role, wording.sources(finding)) if part)
    quotes = " ".join(spoken(citation) for citation in finding.citations[:most])
    return f"{lead}: {quotes}" if lead else quotes
