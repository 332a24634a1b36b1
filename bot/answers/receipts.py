"""What became of an answer's quotes. Pure."""

import re
from datetime import tzinfo

from pydantic import AwareDatetime, computed_field

from bot.models import Answer, Check, Citation, Standing, Value
from bot.texts.standing import seen_from

_ASKED = re.compile(r"(?:/ask\s+)?(verify|footnotes)\s+(\S*\d\S*)", re.IGNORECASE)


class Receipt(Value):
    """An answer as it was kept, and a check of every quote in it, each once, in order."""

    answer: Answer
    kept: AwareDatetime
    checks: tuple[Check, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The standing of each quote, in order."""
        return tuple(check.standing for check in self.checks)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def stands(self) -> bool:
        """Whether every quote is still in its article, word for word. True where there is none."""
        return all(check.stands for check in self.checks)


def asked_for(said: str) -> tuple[str, str] | None:
    """`verify` or `footnotes`, and what was typed for an answer's id; None for what is a question like any other.

    Only one word is taken for an id, and only with a digit: “verify the figures” is a question.
    """
    asked = _ASKED.fullmatch(said.strip())
    return (asked[1].lower(), asked[2]) if asked else None


def quotes_of(answer: Answer) -> list[Citation]:
    """The quotes of an answer, each once, in order."""
    return list(dict.fromkeys(citation for finding in answer.findings for citation in finding.citations))


def in_timezone(receipt: Receipt, zone: tzinfo) -> Receipt:
    """The receipt with its moments as clocks in that zone show them."""
    checks = tuple(seen_from(check, zone) for check in receipt.checks)
    return receipt.model_copy(update={"kept": receipt.kept.astimezone(zone), "checks": checks})
