"""A newsroom with a small corpus of its own: files are written, taken in, asked about."""

from pathlib import Path

from bot.models import Answer, Finding
from bot.services import Services

TOPICS = """
[fund]
aliases = ["lighthouse fund", "keepers"]
size = "How many towns are in the lighthouse fund?"
leaders = "Who leads the lighthouse fund?"
weather = "What is the weather like on Jupiter?"
"""
ARTICLES = {
    "fund-grows.md": (
        "---\ntitle: The lighthouse fund grows\nurl: https://ledger.example/grows\npublished: 2025-02-03\n---\n"
        "The lighthouse fund now counts 22 towns, its treasurer Ida Moen said on Monday. "
        "Each town pays a yearly fee of 300 crowns.\n\n"
        "The fund is led by Harald Strøm. It was founded in Vardal in 1987.\n"
    ),
    "fund-doubts.md": (
        "---\ntitle: Doubts about the fund\npublished: 2025-02-09\n---\n"
        "According to an auditor, 25 towns are in the lighthouse fund. "
        "Moen rejected the figure and called it “a fairy tale”.\n"
    ),
    "fund-again.md": (
        "---\ntitle: A count of our own\npublished: 2025-02-11\n---\n"
        "Our own count shows that 22 towns are in the lighthouse fund. All of them keep a lamp.\n"
    ),
    "lamps.md": (
        "---\ntitle: New lamps for old towers\npublished: 2025-03-01\n---\n"
        "# Lamps\n\nThe fund has ordered 140 lamps from a glassworks in Sandnes. "
        "“We will not wait for the ministry,” Harald Strøm said.\n"
    ),
    "talks.md": (
        "---\ntitle: Keepers meet in Vardal\npublished: 2025-03-08\n---\n"
        "The talks in Vardal on Tuesday were chaired by Ida Moen. "
        "Minister Kari Lund attended the talks. Per Holt joined the talks by video link. "
        "Denmark was not invited to the talks in Vardal.\n\n"
        "A separate meeting in Sandnes on Friday was attended by Lars Vik. "
        "Eva Dahl did not attend the meeting in Sandnes.\n"
    ),
}


class Newsroom:
    """Files in a folder, and the services that answer from them."""

    def __init__(self, folder: Path, services: Services) -> None:
        self.folder = folder
        self.services = services

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def refresh(self) -> None:
        self.services.refresh()

    def ask(self, typed: str) -> Answer:
        """The answer, whose every quote is checked to be what stands in its article."""
        answer = self.services.answerer.ask(typed)
        self.check(answer)
        return answer

    def check(self, answer: Answer) -> None:
        assert answer.headline
        assert (answer.status == "answered") == bool(answer.findings)
        assert len(answer.findings) <= 10
        for finding in answer.findings:
            self._check(finding)

    def _check(self, finding: Finding) -> None:
        assert finding.citations
        for citation in finding.citations:
            article = self.services.store.article(citation.article)
            assert article
            assert not article.withdrawn
            assert article.text[citation.start : citation.end] == citation.quote
            assert citation.quote.strip() == citation.quote != ""
            assert (citation.title, citation.url, citation.published) == (article.title, article.url, article.published)
            sentences = [span for block in article.blocks for span in block.sentences]
            touched = sum(start < citation.end and citation.start < end for start, end in sentences)
            assert touched <= 2
            assert len(citation.quote) <= 400
        if finding.value:
            assert any(finding.value in citation.quote for citation in finding.citations)
