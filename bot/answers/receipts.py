"""What became of an answer's quotes. Pure."""

from datetime import tzinfo

from pydantic import AwareDatetime, computed_field

from bot.models import Answer, Check, Citation, Standing, Value
from bot.texts.standing import seen_from


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


def quotes_of(answer: Answer) -> list[Citation]:
    """The quotes of an answer, each once, in order."""
    return list(dict.fromkeys(citation for finding in answer.findings for citation in finding.citations))


def in_timezone(receipt: Receipt, zone: tzinfo) -> Receipt:
    """The receipt with its moments as clocks in that zone show them."""
    checks = tuple(seen_from(check, zone) for check in receipt.checks)
    return receipt.model_copy(update={"kept": receipt.kept.astimezone(zone), "checks": checks})
