"""Topics for ``why.json``: what each document says about each, why, and why nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.decisions import Alternative, Decision, DocumentPlan, Outcome
from pipeline.explain.decide_json import because_of, by_topic, by_variant
from pipeline.explain.leaves import Teller
from pipeline.explain.numbers import NOWHERE, Place
from pipeline.explain.words import party_name, source_data
from pipeline.library.types import Library, Topic

NOTHING = "Nothing"
"""The title of deciding for no clause."""


def topics_data(
    library: Library, outcome: Outcome, plan: DocumentPlan, places: Mapping[str, Place], names: Sequence[str]
) -> list[dict[str, Any]]:
    """Every topic in the order of the document; those without a place in it come last."""
    groups = by_topic(plan)
    order = [*(each for each in library.outlines[plan.instrument].topics() if each in groups), *groups]
    titles = {each.id: each.title for each in outcome.documents}
    return [
        _topic(library, library.topics[each], groups[each], places.get(each, NOWHERE), names, titles)
        for each in dict.fromkeys(order)
    ]


def _topic(
    library: Library,
    topic: Topic,
    decisions: Sequence[Decision],
    where: Place,
    names: Sequence[str],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    groups = by_variant(decisions)
    return {
        "topic": topic.id,
        "title": topic.title,
        "settles": topic.settles,
        "mandatory": topic.mandatory,
        "number": where.number,
        "heading": where.heading,
        "included": bool(where.number or where.heading),
        "decisions": [_decision(library, topic, group, names, titles, len(groups) > 1) for group in groups],
        "alternatives": _alternatives(library, topic, decisions, names),
    }


def _decision(
    library: Library,
    topic: Topic,
    group: Sequence[Decision],
    names: Sequence[str],
    titles: Mapping[str, str],
    several: bool,
) -> dict[str, Any]:
    first = group[0]
    verdicts = [each.verdict for each in group]
    elsewhere = {"id": first.elsewhere, "title": titles.get(first.elsewhere, "")} if first.elsewhere else None
    return {
        "variant": first.variant,
        "title": variant_title(topic, first.variant),
        "because": because_of(group, names, several),
        "parties": [party_name(names, each.party) for each in group if each.party is not None],
        "elsewhere": elsewhere,
        "pointer": first.pointer,
        "binding": first.binding,
        "origin": first.origin,
        "sources": source_data(library, [each for decision in group for each in decision.source]),
        "grounds": teller.grounds(verdicts),
        "answers": teller.answered(verdicts),
    }


def variant_title(topic: Topic, variant: str | None) -> str:
    """The variant in words."""
    if variant is None:
        return NOTHING
    return topic.variants[variant].title if variant in topic.variants else variant


def _alternatives(
    library: Library, topic: Topic, decisions: Sequence[Decision], names: Sequence[str]
) -> list[dict[str, Any]]:
    """Rows not chosen, each once; for a topic decided party by party, with the parties it was not chosen for."""
    found: dict[tuple[str | None, str, str], list[tuple[Decision, Alternative]]] = {}
    for decision in decisions:
        for each in decision.alternatives:
            found.setdefault((each.variant, each.because, each.why_not), []).append((decision, each))
    return [_alternative(library, topic, group, names) for group in found.values()]


def _alternative(
    library: Library, topic: Topic, group: Sequence[tuple[Decision, Alternative]], names: Sequence[str]
) -> dict[str, Any]:
    first = group[0][1]
    verdicts = [each.verdict for _, each in group]
    return {
        "variant": first.variant,
        "title": variant_title(topic, first.variant),
        "because": first.because,
        "why_not": first.why_not,
        "parties": [party_name(names, each.party) for each, _ in group if each.party is not None],
        "grounds": teller.grounds(verdicts),
        "answers": teller.answered(verdicts),
    }
