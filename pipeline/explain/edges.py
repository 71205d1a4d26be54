"""The edge cases: facts that hold and shaped the drafts, with what each of them decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from pipeline.decisions import FactResult, Outcome, Verdict
from pipeline.explain.trace import deciding_facts, fact_id
from pipeline.library.types import Library
from pipeline.rules.conditions.nodes import symbols_of

GATE, PACKET = "Whether to draft", "Which documents to draft"
GUIDE = "S"
"""How the ids of the founding guide's statements begin."""


class EdgeCase(Struct):
    """A fact that holds, and the titles of what it helped to decide."""

    fact: FactResult
    mandatory: bool
    named: bool
    """True for what the library itself calls an edge case."""
    decided: list[str] = field(default_factory=list)


def edge_cases(library: Library, outcome: Outcome) -> list[EdgeCase]:
    """Matter facts that hold and are read by the gate, the packet or a topic.

    First what decided the gate, then what decided anything; in both mandatory facts first, then those
    that the founding guide speaks of. Private facts are never among them.
    """
    read = facts_read(library)
    decided = decided_by(library, outcome)
    found = [
        EdgeCase(fact, library.facts[name].mandatory, library.facts[name].edge_case, decided.get(name, []))
        for name, fact in outcome.facts.items()
        if name in read and fact.holds and not fact.private
    ]
    return sorted(found, key=_weight)


def _weight(case: EdgeCase) -> tuple[bool, ...]:
    return (GATE not in case.decided, not case.decided, not case.mandatory, not _in_guide(case.fact))


def _in_guide(fact: FactResult) -> bool:
    return any(each.startswith(GUIDE) for each in fact.source)


def facts_read(library: Library) -> frozenset[str]:
    """Facts that a row of the gate, the packet or a topic names."""
    rows = [
        *library.gate,
        *library.packets,
        *(row for topic in library.topics.values() for row in topic.rows),
    ]
    return frozenset(each.id for row in rows for each in symbols_of(row.condition) if each.kind == "fact")


def decided_by(library: Library, outcome: Outcome) -> dict[str, list[str]]:
    """What each fact that holds helped to decide, in words, by fact."""
    found: dict[str, list[str]] = {}
    for title, verdict in _decisive(library, outcome):
        for fact in deciding_facts(verdict):
            listed = found.setdefault(fact_id(fact), [])
            if fact.value is True and title not in listed:
                listed.append(title)
    return found


def _decisive(library: Library, outcome: Outcome) -> Iterator[tuple[str, Verdict]]:
    """The verdict of every row that decided something, with the words for what it decided."""
    yield from ((GATE, each) for each in _chosen(outcome.gate_verdicts))
    yield from ((PACKET, each) for each in _chosen(outcome.packet_verdicts))
    for plan in outcome.documents:
        for decision in plan.decisions:
            if decision.variant is not None and decision.verdict is not None:
                yield library.topics[decision.topic].title, decision.verdict


def _chosen(rows: Iterable[tuple[str, str, Verdict | None]]) -> list[Verdict]:
    return [verdict for _, _, verdict in rows if verdict is not None and verdict.value is True][:1]
