"""Logs: one line an event, ours and the libraries' alike."""

import logging
import sys
from typing import TextIO

import structlog

QUIET = ("alembic", "apscheduler", "slack_sdk", "uvicorn", "watchfiles")
"""Libraries that say more at INFO than an operator needs."""
NEEDLESS = "`token` will be unused"
"""Bolt warns so at each start: it finds in the environment the token that its client has already."""


def write_logs(level: str, to: TextIO | None = None) -> None:
    """Log from that level on, to standard error by default. For the program to call, not for its parts."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    stream = to or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(
                    colors=stream.isatty(),
                    # The default shows local variables too, and with them tokens and what people asked.
                    exception_formatter=structlog.dev.plain_traceback,
                ),
            ],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    if level != "DEBUG":
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("slack_bolt.App").addFilter(lambda record: NEEDLESS not in record.getMessage())
