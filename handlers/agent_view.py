"""What Slack's agent view shows beside answers: that one is on its way, the titles of threads, and prompts.

None of it is worth an answer: a call that fails is logged, and none takes longer than `prompt_client` lets it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import wording
from handlers.asker import Asker
from handlers.blocks.text import cut, fit
from handlers.sending import UNREACHABLE, prompt_client, why_not

log = structlog.get_logger(__name__)

MOST_PROMPTS = 4
_MOST_TITLE = 100
_CONTROL = frozenset("<>&")
"""Slack reads these as markup; whether it does so in a prompt, it does not say."""


@contextmanager
def working(asker: Asker) -> Iterator[None]:
    """Shows that an answer is on its way. Slack takes that away when it comes; where none comes, this does."""
    _show(asker, wording.WORKING)
    try:
        yield
    except BaseException:
        _show(asker, "")
        raise


def entitle(asker: Asker, said: str) -> None:
    """Call the thread after what was said first in it."""
    title = fit(cut(" ".join(said.split()), _MOST_TITLE), _MOST_TITLE)
    client = prompt_client(asker.client)
    _try(lambda: client.assistant_threads_setTitle(channel_id=asker.channel, thread_ts=asker.thread or "", title=title))


def suggest(client: WebClient, channel: str, questions: Sequence[str]) -> None:
    """Offer questions to press, the first MOST_PROMPTS, in the conversation itself: an agent's threads have none."""
    plain = [question for question in questions if _CONTROL.isdisjoint(question)][:MOST_PROMPTS]
    prompts = [{"title": cut(question, _MOST_TITLE), "message": question} for question in plain]
    if prompts:
        hasty = prompt_client(client)
        _try(
            lambda: hasty.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=wording.YOU_CAN_ASK, prompts=prompts
            )
        )


def _show(asker: Asker, status: str) -> None:
    client = prompt_client(asker.client)
    _try(
        lambda: client.assistant_threads_setStatus(
            channel_id=asker.channel, thread_ts=asker.thread or "", status=status
        )
    )


def _try(call: Callable[[], object]) -> None:
    try:
        call()
    except (SlackApiError, *UNREACHABLE) as error:
        log.warning("not shown in the agent view", why=why_not(error))
