"""What a formula rests on: the rules about its constants, and about those that these name, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import z3
from msgspec import Struct

from pipeline.rules.prove.cells import Cells
from pipeline.rules.prove.conditions import COUNTED, ROW


class Cone(Struct, frozen=True, eq=False):
    """The rules that bear on some formulas, and the constants in them."""

    rules: list[Any]
    names: set[str]


def cone(formulas: Sequence[Any], cells: Cells) -> Cone:
    """What is left out speaks of other answers, which a person may give as the rest requires: formulas that
    fail with these rules fail with all. How many rows there are is not looked into."""
    waiting = list(formulas)
    met: set[int] = set()
    names: set[str] = set()
    found: list[Any] = []
    while waiting:
        for constant in _constants(waiting.pop(), met):
            name = cells.name_of.get(constant, constant)
            if name not in names:
                names.add(name)
                rules = cells.about.get(name, ())
                found += rules
                waiting += () if name.startswith((ROW, COUNTED)) else rules
    return Cone(found, names)


def _constants(formula: Any, met: set[int]) -> Iterator[str]:
    """Names of the constants in a formula; parts met before are passed over."""
    waiting = [formula]
    while waiting:
        each = waiting.pop()
        if each.get_id() in met:
            continue
        met.add(each.get_id())
        if z3.is_const(each) and each.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            yield each.decl().name()
        waiting += each.children()
