"""One thing that the content must keep: a question to the solver."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pipeline.diagnostics import Span
from pipeline.rules.prove.logic import Truth
from pipeline.rules.prove.packet import Matter, Packet


class Duty(Struct, frozen=True, eq=False):
    """One question. ``reach``: some intake must make it true; else none may."""

    key: str
    code: str
    said: str
    formula: Callable[[], Truth]
    reach: bool = False
    span: Span | None = None
    topic: str = ""


def drafted(matter: Matter) -> list[tuple[str, Packet]]:
    """The packets all of whose instruments can be drafted, each with a name."""
    return [
        (f"packet {number + 1}", packet)
        for number, packet in enumerate(matter.packets)
        if all(each.available for each in packet.documents)
    ]
