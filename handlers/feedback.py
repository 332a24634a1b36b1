"""What people think of an answer: kept, one verdict a person and answer, and thanked for."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.services import Services
from bot.store import Feedback
from handlers.blocks.feedback import FEEDBACK, Judged
from handlers.blocks.notice import notice
from handlers.payloads import Press, pressed
from handlers.sending import tell


def register(app: App, services: Services) -> None:
    """Listen to both buttons. To be called before the actions that listen to any other."""

    def judge(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        _judge(services, Press.read(body), client)

    app.action(FEEDBACK)(judge)


def _judge(services: Services, press: Press, client: WebClient) -> None:
    judged, asker = pressed(Judged, press), press.asker(client)
    kept = services.store.answer(judged.answer)
    if kept is None:
        return tell(asker, notice(wording.ANSWER_GONE))
    question, now = kept.answer.question, datetime.now(UTC)
    services.store.keep_feedback(
        asker.person, Feedback(verdict=judged.verdict, question=question, answer=judged.answer, at=now)
    )
    return tell(asker, notice(wording.FEEDBACK_THANKS[judged.verdict]), thread=press.container.thread_ts)
