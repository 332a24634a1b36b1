"""Answers alone, in one process, on a store and an index that are ready."""

import time
from contextlib import closing
from pathlib import Path

from bot.services import open_services
from bot.settings import Settings
from tests.benchmarks.timing import Timing, forgetful, questions


def measure(data: Path, rounds: int) -> Timing:
    seconds = []
    with closing(forgetful(open_services(Settings(dateline_data=data)))) as services:
        services.refresh()
        for question in questions() * rounds:
            start = time.perf_counter()
            services.answerer.ask(question)
            seconds.append(time.perf_counter() - start)
    return Timing("answerer.ask", seconds, "")
