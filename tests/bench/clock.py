"""The clock of the bench: medians of runs, of several sides in turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

from pipeline.cli.common import bar

Call = Callable[[], object]


def timed(call: Call) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def median_of(call: Call, runs: int) -> float:
    """Median seconds, after one warm-up."""
    call()
    return median(timed(call) for _ in range(runs))


def in_turns(label: str, clocks: Sequence[Callable[[], float]], runs: int) -> list[float]:
    """Median seconds of several sides, each with a clock of its own, after one warm-up each.

    They take turns, so that a machine's moods hit all of them. On a terminal a bar shows how far it is.
    """
    taken: list[list[float]] = [[] for _ in clocks]
    with bar(label, (runs + 1) * len(clocks)) as tick:
        for _ in range(runs + 1):
            for clock, seconds in zip(clocks, taken, strict=True):
                seconds.append(clock())
                tick(1)
    return [median(seconds[1:]) for seconds in taken]


def clock_of(call: Call) -> Callable[[], float]:
    """A clock for a call of this process."""
    return lambda: timed(call)


def ms(seconds: float) -> str:
    """Milliseconds, for people."""
    return f"{seconds * 1000:.1f} ms"
