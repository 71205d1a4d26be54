"""How far a long step is, for whoever waits: the fronts show it, this room only tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

Tick: TypeAlias = "Callable[[int], object]"
"""Is told how many more steps are done."""
Bar: TypeAlias = "Callable[[str, int], AbstractContextManager[Tick]]"
"""Opens a bar, given its words and the number of its steps."""


@contextmanager
def no_bar(label: str, steps: int) -> Iterator[Tick]:
    """Nothing is shown."""
    yield lambda done: None
