"""Facts from answers: each verdict closed, each assumption listed."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.decisions import FactResult, Verdict
from pipeline.library.types import Fact
from pipeline.rules.conditions import Scope


def settle_facts(facts: Iterable[Fact], scope: Scope) -> Scope:
    """The scope with every fact settled, in dependency order; per-party facts for every party listed."""
    matter = dict(scope.facts)
    rows = dict(scope.party_facts)
    known = Scope(scope.answers, scope.parties, matter, rows, scope.context)
    for fact in facts:
        if fact.each:
            rows[fact.id] = _each(fact, known)
        else:
            matter[fact.id] = _close(fact, fact.condition.verdict(known), None)
    return known


def _each(fact: Fact, scope: Scope) -> tuple[FactResult, ...]:
    return tuple(
        _close(fact, fact.condition.verdict(scope.at_row(row)), row)
        for row in range(len(scope.answers.parties))
    )


def _close(fact: Fact, verdict: Verdict, party: int | None) -> FactResult:
    assumed = verdict.value is None
    holds = fact.holds_unanswered if verdict.value is None else verdict.value
    because = _because(fact, holds, assumed)
    return FactResult(fact.id, fact.means, holds, verdict, because, assumed, fact.source, party, fact.private)


def _because(fact: Fact, holds: bool, assumed: bool) -> str:
    if assumed:
        said = "is taken to hold" if holds else "is taken not to hold"
        return f"The answers leave it open; it {said}: {fact.means}"
    return fact.means if holds else f"Does not hold: {fact.means}"
