"""What people thought of answers, and what they asked and did not get, on the command line."""

from datetime import UTC, datetime, tzinfo

from bot import wording
from bot.cli.output import write_json, write_line
from bot.console.page import printable
from bot.models import Value
from bot.services import Services
from bot.store import Feedback, Unanswered


class FeedbackReport(Value):
    """Verdicts on answers, newest first; and questions that found nothing, most frequent first."""

    feedback: tuple[Feedback, ...]
    unanswered: tuple[Unanswered, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.feedback or self.unanswered)


def report(services: Services, since: datetime) -> FeedbackReport:
    """What there is since then. Raises DatabaseDown."""
    store = services.store
    asked = store.unanswered(since, datetime.now(UTC))
    return FeedbackReport(feedback=tuple(store.feedback(since)), unanswered=tuple(asked))


def write(told: FeedbackReport, zone: tzinfo, *, as_json: bool) -> None:
    """For people, with the moments as clocks in that zone show them; or as one JSON object."""
    if as_json:
        write_json(told)
        return
    if told.is_empty:
        write_line(wording.NO_FEEDBACK)
    for one in told.feedback:
        write_line(wording.feedback_line(one.verdict, one.at.astimezone(zone), one.answer))
        write_line(f"  {_shown(one.question)}")
    if told.unanswered:
        write_line(wording.ASKED_IN_VAIN)
    for each in told.unanswered:
        write_line(f"  {wording.asked_times(_shown(each.question), each.times, each.last.astimezone(zone))}")


def _shown(question: str) -> str:
    return " ".join(printable(question).split())
