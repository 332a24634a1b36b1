"""An answer as Markdown: each finding with its footnotes, for a report or a page. Pure.

What comes from an article or a person is escaped: it can make no link, heading, HTML or footnote of its own, by the
rules of CommonMark and of GitHub's and Pandoc's extensions.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote

from bot import wording
from bot.answers.receipts import Receipt
from bot.links import web_host
from bot.models import Check, Citation, Finding

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&^$@]|--+|(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What has power anywhere in a line. A run of hyphens would become a dash; `www.` and `://` would become links."""
_IN_ADDRESSES = ":/?#@!$&'()*+,;=%~"
"""What an address may hold as it is. Brackets in one could make a footnote, though it stands between < and >."""
_OPENING = re.compile(r"^(?:(?=[-+=:%(])|\w{1,9}(?=[.)](?:\s|$)))")
"""What has power where a line begins: up to the mark of a list, a definition, an underline or a document's title."""


def as_markdown(receipt: Receipt) -> str:
    """The answer, with a footnote a quote: its words, its source, and what became of it where it no longer stands."""
    answer = receipt.answer
    numbers = {check.citation: number for number, check in enumerate(receipt.checks, 1)}
    blocks = (
        f"## {escaped(answer.question) or '…'}",
        escaped(answer.headline),
        wording.SOURCES_DIFFER if answer.disagreement else "",
        "\n".join(_finding(finding, numbers) for finding in answer.findings),
        f"{wording.answer_of(answer.id, receipt.kept)} {'' if receipt.stands else wording.verdict(receipt.standings)}",
        "\n".join(_footnote(check, numbers[check.citation]) for check in receipt.checks),
    )
    return "\n\n".join(block.strip() for block in blocks if block)


def leading_part(receipt: Receipt, most: int) -> Receipt:
    """The receipt with at most that many quotes, and without the findings that rest on others alone."""
    checks = receipt.checks[:most]
    cited = {check.citation for check in checks}
    findings = (
        finding.model_copy(update={"citations": tuple(c for c in finding.citations if c in cited)})
        for finding in receipt.answer.findings
    )
    kept = tuple(finding for finding in findings if finding.citations)
    answer = receipt.answer.model_copy(update={"findings": kept})
    return receipt.model_copy(update={"answer": answer, "checks": checks})


def escaped(text: str) -> str:
    """The text as one line of Markdown that shows it as it is. White space is folded, as Markdown does itself."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    marked = _MARKUP.sub(lambda mark: "".join(f"\\{character}" for character in mark[0]), line)
    return _OPENING.sub(r"\g<0>\\", marked)


def _finding(finding: Finding, numbers: Mapping[Citation, int]) -> str:
    said = f"**{escaped(finding.value)}**" if finding.value else f"“{escaped(finding.citations[0].quote)}”"
    told = ", ".join(part for part in (said, finding.role, wording.sources(finding)) if part)
    return f"- {told}{''.join(f'[^{numbers[citation]}]' for citation in finding.citations)}"


def _footnote(check: Check, number: int) -> str:
    cited = check.citation
    start, end = (check.start, check.end) if check.stands else (cited.start, cited.end)
    source = ", ".join(
        [
            f"*{escaped(cited.title or cited.article)}*",
            wording.day(cited.published),
            *([f"<{quote(cited.url, safe=_IN_ADDRESSES)}>"] if cited.url and web_host(cited.url) else []),
            wording.place(escaped(cited.article), start, end),
        ]
    )
    became = "" if check.stands else f" {wording.STANDINGS[check.standing]}."
    now = f" {wording.NOW} “{escaped(check.after)}”" if check.after else ""
    return f"[^{number}]: “{escaped(cited.quote)}” {source}.{became}{now}"
