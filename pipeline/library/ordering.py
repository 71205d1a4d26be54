"""Dependency order, and the first circle when there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def in_dependency_order(reads: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """(names, each after what it reads; a circle's names, or nothing)."""
    sorter = TopologicalSorter(
        {name: [each for each in read if each in reads] for name, read in reads.items()}
    )
    try:
        return list(sorter.static_order()), []
    except CycleError as error:
        return [], list(dict.fromkeys(reversed(error.args[1])))
