"""Stable ids of the rows of a table: their own ``id:``, or one derived from what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
OMITS = "omit"
"""The derived id of a row that gives nothing."""
JOINS = {"when_all": " and ", "when_any": " or "}


def row_ids(rows: Sequence[Row], derive: Callable[[Row], str]) -> list[str]:
    """An id a row, in order. A derived id that is taken already gets -2, -3, …"""
    taken = {own for row in rows if (own := own_id(row))}
    found: list[str] = []
    for row in rows:
        found.append(own_id(row) or _free(derive(row), taken))
        taken.add(found[-1])
    return found


def own_id(row: Row) -> str:
    """The id that a row states itself, or nothing."""
    value = row.get("id")
    return str(value).strip() if isinstance(value, str) else ""


def given(row: Row) -> str:
    """For a row of a decision table: what it gives."""
    gives = row.get("gives")
    if isinstance(gives, list):
        return "+".join(str(each) for each in gives)
    return str(row.get("code") or gives or OMITS)


def condition(row: Row) -> str:
    """For a default: the words of its condition, or ``otherwise``."""
    for key, joint in JOINS.items():
        lines = row.get(key)
        if isinstance(lines, list):
            return joint.join(_words(each) for each in lines)
    return _words(row.get("when") or "otherwise")


def repeated(rows: Sequence[Row]) -> list[int]:
    """Which rows state an id that an earlier row states."""
    own = [own_id(row) for row in rows]
    return [number for number, each in enumerate(own) if each and each in own[:number]]


def _words(text: Any) -> str:
    return " ".join(str(text).split())


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name
