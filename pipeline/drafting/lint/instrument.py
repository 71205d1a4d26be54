"""Point 1: the instrument fits the facts, by a second statement of the choice."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.drafting.lint.demands import holds
from pipeline.drafting.lint.reading import Case
from pipeline.drafting.lint.report import Finding
from pipeline.library.types import Point
from pipeline.rules.conditions.document import scope_of


def instrument_fits(point: Point, case: Case) -> Iterator[Finding]:
    """The first row that holds names the packet's instruments."""
    plans = case.outcome.documents
    scope = scope_of(case.answers, case.outcome, plans[0])
    scope = replace(scope, parties=tuple(range(len(case.ids))), facts=case.outcome.facts)
    given = {plan.instrument for plan in plans}
    for row in point.rows:
        if row.gives and holds(row, scope):
            if given != set(row.gives):
                titles = {name: each.title for name, each in case.library.outlines.items()}
                drafted = ", ".join(titles[name] for name in sorted(given))
                fits = ", ".join(titles[name] for name in row.gives)
                yield Finding(f"The facts call for another set: {fits}, not {drafted}. {row.says}")
            return
