"""What changed beneath a layer: each piece that it replaces or retires, as it was and as it is now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from msgspec import Struct

from pipeline.library.layer import Layer
from pipeline.library.layering import Touched

UNCHANGED, CHANGED, GONE, UNKNOWN = "unchanged", "changed", "gone", "no base recorded"


class Compared(Struct, frozen=True):
    """One piece, and what became of what it stands on."""

    touched: Touched
    state: str
    """"unchanged", "changed", "gone", or "no base recorded"."""
    difference: tuple[str, ...] = ()
    """The piece beneath, then and now, as a unified diff."""


def compared(touched: Sequence[Touched], layers: Sequence[Layer]) -> list[Compared]:
    """Every touched piece against what was recorded, layer by layer."""
    bases = {layer.name: layer.base or {} for layer in layers}
    return [_compared(each, bases[each.layer].get(each.piece)) for each in touched]


def _compared(touched: Touched, then: tuple[str, ...] | None) -> Compared:
    now = touched.beneath
    if now is None:
        return Compared(touched, GONE, _difference(then, ()) if then else ())
    if then is None:
        return Compared(touched, UNKNOWN)
    return Compared(touched, CHANGED, _difference(then, now)) if now != then else Compared(touched, UNCHANGED)


def _difference(then: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    return tuple(unified_diff(then, now, "when it was written", "now", lineterm=""))


def has_moved(found: Sequence[Compared]) -> bool:
    """True when something changed beneath, or went away."""
    return any(each.state in (CHANGED, GONE) for each in found)


def told(found: Sequence[Compared], layers: Sequence[Layer]) -> Iterator[str]:
    """The comparison in words, layer by layer."""
    for number, layer in enumerate(layers):
        own = [each for each in found if each.touched.layer == layer.name]
        yield from ("",) if number else ()
        yield f"{layer.name} ({layer.owner}): {_counted(own)}"
        for each in own:
            yield f"  {each.touched.how} {each.touched.piece}: {SAID[each.state]}"
            yield from (f"    {line}".rstrip() for line in each.difference)
        if any(each.state == UNKNOWN for each in own):
            yield "  Look at these once; `charterwright library adopt` then records what they stand on."
        elif has_moved(own):
            yield "  When you have dealt with it, `charterwright library adopt` records what is there now."


SAID = {
    UNCHANGED: "unchanged beneath",
    CHANGED: "changed beneath since it was written",
    GONE: "no longer there beneath",
    UNKNOWN: "no base was recorded, so nobody knows",
}


def _counted(found: Sequence[Compared]) -> str:
    if not found:
        return "it replaces and retires nothing"
    counts = {state: sum(each.state == state for each in found) for state in SAID}
    return ", ".join(f"{count} {state}" for state, count in counts.items() if count)
