"""The composition root: Settings become services, a Bolt app, and a running bot."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.models import Digest
from bot.services import Services
from bot.settings import Settings
from handlers import actions, commands, digest, errors, mentions
from handlers.sending import retry_handlers, web_client

SURFACES = (commands, digest, mentions, actions, errors)

Authorize = Callable[[], AuthorizeResult]


def build_app(
    services: Services,
    *,
    client: WebClient,
    signing_secret: str | None,
    authorize: Authorize | None = None,
    executor: Executor | None = None,
) -> App:
    """The Bolt app with every handler and the one error boundary. Nothing is sent by building it.

    `client` gives the token, the API base and the retries. Without a signing secret every HTTP request is
    refused, which is right for Socket Mode. `authorize` says who the bot is; by default Slack is asked, at
    the first request. `executor` runs the listeners; Bolt's own has five threads.
    """
    app = App(
        name="dateline",
        client=_without_token(client),
        signing_secret=signing_secret or "",
        authorize=authorize or ask_slack_once(client),
        request_verification_enabled=True,
        listener_executor=executor,
    )
    for surface in SURFACES:
        surface.register(app, services)
    return app


def ask_slack_once(client: WebClient) -> Authorize:
    """Who the bot is, from Slack's auth.test, kept once known: later requests wait for nothing.

    What it returns raises SlackApiError where the token is refused, OSError where Slack cannot be reached.
    """
    known: list[AuthorizeResult] = []
    asking = threading.Lock()

    def identity() -> AuthorizeResult:
        with asking:
            if not known:
                said = client.auth_test()
                known.append(
                    AuthorizeResult.from_auth_test_response(auth_test_response=said, bot_token=client.token)
                )
        return known[0]

    return identity


def digest_sender(settings: Settings) -> Callable[[str, Digest], str]:
    """What posts a digest to a channel and returns its ts. It raises DeliveryFailed and DeliveryUnsure."""
    return digest.digest_sender(web_client(settings), settings.dateline_timezone)


def serve(settings: Settings, mode: str | None) -> None:
    """Run the bot until SIGTERM or SIGINT; see bot.serving. The console does without what that imports."""
    from bot.serving import serve as run

    run(settings, mode)


def _without_token(client: WebClient) -> WebClient:
    """Bolt warns of a token next to an `authorize`, which has the last word on it."""
    return WebClient(
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
        retry_handlers=client.retry_handlers or retry_handlers(),
    )
