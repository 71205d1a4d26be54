"""Conditions over the list of parties: which they are, and how many rows decide them."""

from __future__ import annotations

from typing import Any

from pipeline.rules.conditions import arithmetic as a
from pipeline.rules.conditions import nodes as n
from pipeline.rules.conditions.nodes import parts_of


def is_head_count(node: n.Compares) -> bool:
    """How many parties there are, against a number as written."""
    kinds = {type(each) for each in parts_of(node)}
    counts = [each for each in parts_of(node) if isinstance(each, a.Count)]
    return kinds == {a.Count, a.Literal} and all(each.condition is None for each in counts)


def is_about_list(node: Any) -> bool:
    """A condition over all parties; how many there are is a number like any other."""
    if isinstance(node, n.AnyParty | n.EveryParty | n.Differ):
        return True
    return isinstance(node, n.Compares) and any(_over_rows(each) for each in parts_of(node))


def rows_for(node: Any) -> int:
    """So many rows at most decide the condition: without the others it would come out the same."""
    if isinstance(node, n.AnyParty | n.EveryParty):
        return 1
    counted = [each for each in parts_of(node) if isinstance(each, a.Count)]
    bounds = [int(each.value) for each in parts_of(node) if isinstance(each, a.Literal)]
    return max(bounds, default=0) + 2 if counted else 3


def _over_rows(node: Any) -> bool:
    if isinstance(node, a.Column) or (isinstance(node, a.Count) and node.condition is not None):
        return True
    return any(_over_rows(each) for each in parts_of(node))
