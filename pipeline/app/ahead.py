"""A call done ahead, in a process of its own, while this one prepares what comes after it.

Checking an intake and loading the compiled library need different packages and nothing of each other; on a
machine with two cores they take the time of one. Where a process cannot fork, the call is made here.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import Any


def ahead(call: Callable[[], Any]) -> Callable[[], Any]:
    """Begin the call; the function returned waits for its value."""
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return call
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _send(call, writing)
    os.close(writing)
    return lambda: _receive(call, child, reading)


def _send(call: Callable[[], Any], writing: int) -> None:
    """In the child: the value through the pipe, then out, past every handler of the parent."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(call(), protocol=5))
    finally:
        os._exit(0)


def _receive(call: Callable[[], Any], child: int, reading: int) -> Any:
    """In the parent: the value; a child that died without one leaves the call to us."""
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(data) if data else call()
