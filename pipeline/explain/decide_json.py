"""``decide.json``: what was decided, in a shape that users may rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import Decision, DocumentPlan, FactResult, Outcome
from pipeline.explain.used import parameters_used
from pipeline.explain.words import PRIVATE_FACT, listed, open_in_words, origin_words, party_name, party_names
from pipeline.library.types import Library

SCHEMA = 1
"""Raised when a key changes its meaning; keys are only ever added with a new number."""


def decide_data(
    library: Library, answers: Answers, outcome: Outcome, files: Mapping[str, str]
) -> dict[str, Any]:
    """The outcome as plain data. ``files``: the file written for each document, by document id."""
    names = party_names(answers)
    data = {
        "matter": outcome.matter,
        "gate": outcome.gate,
        "facts": facts_data(outcome, names),
        "documents": [_document(library, outcome, plan, names, files) for plan in outcome.documents],
        "warnings": [
            {"code": each.code, "message": each.message, "source": list(each.source)}
            for each in outcome.warnings
        ],
        "open_values": [each.name for each in open_in_words(library, outcome)],
        "schema": SCHEMA,
    }
    if answers.riders:
        from pipeline.explain.why_riders import add_decisions  # few matters have any

        add_decisions(data, answers, outcome)
    return data


# ---------------------------------------------------------------- facts


def facts_data(outcome: Outcome, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Every fact by id: whether it holds (None while the answers leave it open), and why."""
    matter = {name: _fact(fact) for name, fact in outcome.facts.items()}
    return matter | {name: party_fact_data(facts, names) for name, facts in outcome.party_facts.items()}


def _fact(fact: FactResult) -> dict[str, Any]:
    if fact.private:
        return {"holds": None, "because": PRIVATE_FACT}
    return {"holds": None if fact.assumed else fact.holds, "because": fact.because}


def party_fact_data(facts: Sequence[FactResult], names: Sequence[str]) -> dict[str, Any]:
    """A per-party fact: true when it is known to hold for a party; the because names the parties."""
    if any(fact.private for fact in facts):
        return {"holds": None, "because": PRIVATE_FACT}
    sure = _whose([fact for fact in facts if fact.holds and not fact.assumed], names)
    assumed = [fact for fact in facts if fact.assumed]
    means = facts[0].means if facts else ""
    left_open = [f"{_taken(assumed)}: {_whose(assumed, names)}"] if assumed else []
    if sure:
        return {"holds": True, "because": "; ".join([f"{means} Holds for: {sure}", *left_open])}
    if assumed:
        return {"holds": None, "because": f"{means} {left_open[0]}"}
    return {"holds": False, "because": f"Holds for no party: {means}"}


def _taken(assumed: Sequence[FactResult]) -> str:
    return f"Left open and taken {'to hold' if assumed[0].holds else 'not to hold'} for"


def _whose(facts: Sequence[FactResult], names: Sequence[str]) -> str:
    return listed(str(party_name(names, fact.party)) for fact in facts)


# ---------------------------------------------------------------- documents


def _document(
    library: Library, outcome: Outcome, plan: DocumentPlan, names: Sequence[str], files: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "id": plan.id,
        "instrument": plan.instrument,
        "nature": plan.nature,
        "parties": [names[row] for row in plan.parties],
        "file": files.get(plan.id),
        "decisions": [entry for group in by_topic(plan).values() for entry in _entries(group, names)],
        "parameters": {
            name: _values(outcome, name, plan, names)
            for name in parameters_used(library, plan)
            if name in outcome.parameters
        },
    }


def by_topic(plan: DocumentPlan) -> dict[str, list[Decision]]:
    """The document's decisions, grouped by topic."""
    found: dict[str, list[Decision]] = {}
    for decision in plan.decisions:
        found.setdefault(decision.topic, []).append(decision)
    return found


def by_variant(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """One topic's decisions, those for the same variant together."""
    found: dict[tuple[str | None, str | None], list[Decision]] = {}
    for decision in decisions:
        found.setdefault((decision.variant, decision.elsewhere), []).append(decision)
    return list(found.values())


def _entries(decisions: Sequence[Decision], names: Sequence[str]) -> list[dict[str, Any]]:
    groups = by_variant(decisions)
    return [_entry(group, names, several=len(groups) > 1) for group in groups]


def _entry(group: Sequence[Decision], names: Sequence[str], several: bool) -> dict[str, Any]:
    first = group[0]
    return {
        "topic": first.topic,
        "variant": first.variant,
        "elsewhere": first.elsewhere,
        "because": because_of(group, names, several),
        "source": list(dict.fromkeys(each for decision in group for each in decision.source)),
    }


def because_of(group: Sequence[Decision], names: Sequence[str], several: bool) -> str:
    """Why, once for all decisions of a group; with the parties' names where parties differ."""
    said = " ".join(dict.fromkeys(each.because for each in group))
    parties = [str(party_name(names, each.party)) for each in group if each.party is not None]
    return f"For {listed(dict.fromkeys(parties))}: {said}" if several and parties else said


def _values(outcome: Outcome, name: str, plan: DocumentPlan, names: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"value": each.value, "for": party_name(names, each.party), "from": origin_words(each)}
        for each in outcome.parameters[name]
        if each.party is None or each.party in plan.parties
    ]
