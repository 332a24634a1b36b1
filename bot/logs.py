"""Logs: one line an event, ours and the libraries' alike."""

import logging
import sys
from typing import TextIO

import structlog

QUIET = {"slack_bolt.App": logging.ERROR, "apscheduler": logging.WARNING, "watchfiles": logging.WARNING}
"""Libraries that say more than an operator needs: Bolt warns at each start that it was given a client."""


def write_logs(level: str, to: TextIO | None = None) -> None:
    """Log from that level on, to standard error by default. For the program to call, not for what it imports."""
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
                structlog.dev.ConsoleRenderer(colors=stream.isatty()),
            ],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
