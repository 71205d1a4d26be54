"""Mutants that change nothing: proved over all intakes, so nobody can be expected to notice them."""

from __future__ import annotations

from collections.abc import Iterator

import z3

from pipeline.library.types import Library
from pipeline.rules.prove.conditions import Setting, Translator
from pipeline.rules.prove.logic import Truth, as_z3, both, disj, either, no
from pipeline.rules.prove.packet import Matter, Packet
from tests.prove.mutants import Mutant

COMPARED = ("drop row", "swap rows", "swap variants", "widen", "narrow", "negate", "move bound", "move value")


def changes_nothing(library: Library, spoilt: Library, mutant: Mutant) -> bool:
    """True when no intake, of any number of partners, gets other clauses or values in a document of today.

    Only tables of topics and parameters are compared: the two libraries share their facts. Values of one
    party, and what an override may set, are left out.
    """
    is_table = mutant.path.endswith(("/topic.yaml", "/parameters.yaml"))
    if (
        not is_table
        or mutant.operator not in COMPARED
        or "per_party" in mutant.what
        or "range" in mutant.what
    ):
        return False
    if mutant.topic and mutant.operator == "swap rows" and library.topics[mutant.topic].collects:
        return False  # the same clauses in another order
    world = Translator(library.bank, library.facts, None)
    one, other = Matter(library, world), Matter(spoilt, world)
    apart = disj(differences(one, other, mutant.topic))
    solver = z3.Solver()
    solver.add(*world.rules)
    return bool(solver.check(as_z3(apart)) == z3.unsat)


def differences(one: Matter, other: Matter, topic: str) -> Iterator[Truth]:
    """When a packet has other clauses of a topic, or other values."""
    for ours, theirs in zip(one.packets, other.packets, strict=True):
        found = clauses(one, other, ours, theirs, topic) if topic else values(ours, theirs)
        yield both(ours.chosen, disj(found))


def clauses(one: Matter, other: Matter, ours: Packet, theirs: Packet, topic: str) -> Iterator[Truth]:
    """When a document prints another variant of the topic."""
    variants = one.library.topics[topic].variants
    for here, there in zip(ours.documents, theirs.documents, strict=True):
        for variant in variants if topic in here.hits else ():
            yield unlike(one.prints(here, topic, (variant,)), other.prints(there, topic, (variant,)))


def values(ours: Packet, theirs: Packet) -> Iterator[Truth]:
    """When a parameter has another value."""
    if ours.settings is None or theirs.settings is None:
        return
    for name, setting in ours.settings.values.items():
        yield from unlike_values(setting, theirs.settings.values[name])


def unlike_values(one: Setting, other: Setting) -> Iterator[Truth]:
    """When two settings differ."""
    yield unlike(one.known, other.known)
    yield unlike(one.open, other.open)
    for choice in {*one.choices, *other.choices}:
        yield unlike(one.choices.get(choice, False), other.choices.get(choice, False))
    if one.number is not None and other.number is not None:
        apart = one.number != other.number
        yield both(one.known, apart if isinstance(apart, bool) else as_z3(apart))


def unlike(one: Truth, other: Truth) -> Truth:
    """When one holds and the other does not."""
    return either(both(one, no(other)), both(no(one), other))
