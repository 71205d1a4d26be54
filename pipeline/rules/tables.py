"""Decision tables under their hit policies."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.decisions import Alternative, Verdict
from pipeline.library.types import TableRow
from pipeline.rules.conditions import Scope


class Hit(Struct, eq=False):
    """A row that holds, with its verdict."""

    row: TableRow
    verdict: Verdict


class Reading(Struct, eq=False):
    """What reading a table gave: the rows that hold, and those not chosen."""

    hits: tuple[Hit, ...]
    others: tuple[Alternative, ...]


def read(rows: Sequence[TableRow], scope: Scope, collects: bool) -> Reading:
    """Read from the top; with ``collects`` every row that holds counts, else only the first."""
    hits: list[Hit] = []
    others: list[Alternative] = []
    for row in rows:
        if hits and not collects:
            others.append(Alternative(row.gives, row.reason, "an earlier row decided", None))
            continue
        verdict = row.condition.verdict(scope)
        if verdict.value is True:
            hits.append(Hit(row, verdict))
        else:
            why = "its condition does not hold" if verdict.value is False else "its condition is unanswered"
            others.append(Alternative(row.gives, row.reason, why, verdict))
    return Reading(tuple(hits), tuple(others))
