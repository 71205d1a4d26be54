"""Gate and packet: whether to draft, and which documents."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pipeline.decisions import DocumentPlan, Verdict
from pipeline.library.types import Library, TableRow
from pipeline.rules import tables
from pipeline.rules.conditions import Scope

Verdicts = tuple[tuple[str, str, Verdict | None], ...]


class Choice(Struct, eq=False):
    """The row that decided, and every row with its verdict."""

    row: TableRow
    verdicts: Verdicts


def choose(rows: Sequence[TableRow], scope: Scope) -> Choice:
    """The first row that holds. The tables end with ``otherwise``, so one always does."""
    reading = tables.read(rows, scope, collects=False)
    hit = reading.hits[0]
    seen = {id(other): other for other in reading.others}
    others = iter(seen.values())
    verdicts: list[tuple[str, str, Verdict | None]] = []
    for row in rows:
        if row is hit.row:
            verdicts.append((row.gives or "", row.reason, hit.verdict))
        else:
            other = next(others)
            verdicts.append((other.variant or "", other.because, other.verdict))
    return Choice(hit.row, tuple(verdicts))


def plan_documents(library: Library, row: TableRow, scope: Scope) -> list[DocumentPlan]:
    """The packet's documents, weakest first; a bilateral set has one for each pair."""
    plans: list[DocumentPlan] = []
    for instrument in row.documents:
        outline = library.outlines[instrument]
        groups = _pairs(row.pairs_with, scope) if row.pairs_with else [scope.parties]
        for number, parties in enumerate(groups, 1):
            name = instrument if len(groups) == 1 else f"{instrument}-{number}"
            plans.append(
                DocumentPlan(
                    name,
                    instrument,
                    outline.title,
                    parties,
                    "",
                    "none",
                    row.reason,
                    row.source,
                    outline.available,
                )
            )
    return plans


def _pairs(fact: str, scope: Scope) -> list[tuple[int, ...]]:
    """The hub (the first party for whom the fact holds, else the first) with each other party."""
    results = scope.party_facts[fact]
    hub = next((row for row in scope.parties if results[row].holds), scope.parties[0])
    return [(hub, row) for row in scope.parties if row != hub]


def strongest(library: Library, plans: Sequence[DocumentPlan]) -> DocumentPlan:
    """The lead: the document of the strongest instrument."""
    return max(plans, key=lambda plan: library.outlines[plan.instrument].strength)
