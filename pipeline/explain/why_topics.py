"""Topics for ``why.json``: what each document says about each, why, and why nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from pipeline.decisions import Alternative, Decision, DocumentPlan
from pipeline.explain.decide_json import because_of, by_topic, by_variant
from pipeline.explain.law import Printing, law_data, law_of
from pipeline.explain.numbers import NOWHERE, Place
from pipeline.explain.view import View
from pipeline.library.types import Topic, layer_of

NOTHING = "No clause"
"""The title of deciding for no clause."""


def topics_data(view: View, plan: DocumentPlan, places: Mapping[str, Place]) -> list[dict[str, Any]]:
    """Every topic in the order of the document; those without a place in it come last."""
    groups = by_topic(plan)
    order = [*(each for each in view.library.outlines[plan.instrument].topics() if each in groups), *groups]
    printed = law_of(view, plan)
    return [
        _topic(view, plan, view.library.topics[each], groups[each], places.get(each, NOWHERE), printed)
        for each in dict.fromkeys(order)
    ]


def _topic(
    view: View,
    plan: DocumentPlan,
    topic: Topic,
    decisions: Sequence[Decision],
    where: Place,
    printed: Printing | None,
) -> dict[str, Any]:
    groups = by_variant(decisions)
    return {
        "topic": topic.id,
        "title": topic.title,
        "settles": topic.settles,
        "mandatory": topic.mandatory,
        "number": where.number,
        "heading": where.heading,
        "included": where != NOWHERE,
        "decisions": [
            {
                **_decision(view, plan, topic, group, len(groups) > 1),
                "law": law_data(view, printed if where != NOWHERE else None, group),
            }
            for group in groups
        ],
        "alternatives": [_alternative(view, topic, group) for group in alternatives_of(decisions)],
    }


def _decision(
    view: View, plan: DocumentPlan, topic: Topic, group: Sequence[Decision], several: bool
) -> dict[str, Any]:
    first = group[0]
    verdicts = [each.verdict for each in group]
    return {
        "variant": first.variant,
        "title": variant_title(topic, first.variant),
        "because": because_of(group, view.names, several),
        "parties": [view.party(each.party) for each in group if each.party is not None],
        "elsewhere": _elsewhere(view, first.elsewhere),
        "pointer": first.pointer,
        "binding": first.binding,
        "origin": first.origin,
        **({"layers": layers} if (layers := layers_of(view, plan, topic, first)) else {}),
        "sources": view.sources(each for decision in group for each in decision.source),
        "grounds": view.tell.grounds(verdicts),
        "answers": view.tell.answered(verdicts),
    }


def layers_of(view: View, plan: DocumentPlan, topic: Topic, decision: Decision) -> list[str]:
    """The layers that gave the clause's words, its variant, or the row that chose it."""
    if not view.library.layers:
        return []
    variant = "point" if decision.pointer else decision.variant
    text = topic.text(variant, plan.instrument) if variant else None
    named = [layer_of(text.file)] if text else []
    named += [topic.variants[variant].layer] if variant in topic.variants else []
    chosen = (each for each in topic.rows if each.gives == variant and each.reason == decision.because)
    named += [layer_of(each.span.file) for each in islice(chosen, 1)]
    return [each for each in dict.fromkeys(named) if each]


def _elsewhere(view: View, document: str | None) -> dict[str, str] | None:
    titles = {each.id: each.title for each in view.outcome.documents}
    return {"id": document, "title": titles.get(document, document)} if document else None


def variant_title(topic: Topic, variant: str | None) -> str:
    """The variant in words."""
    if variant is None:
        return NOTHING
    return topic.variants[variant].title if variant in topic.variants else variant


# ---------------------------------------------------------------- alternatives

Rejected = Sequence[tuple[Decision, Alternative]]


def alternatives_of(decisions: Sequence[Decision]) -> list[Rejected]:
    """Rows not chosen, each once; party by party, a row is rejected for several parties at once."""
    found: dict[tuple[str | None, str, str], list[tuple[Decision, Alternative]]] = {}
    for decision in decisions:
        for each in decision.alternatives:
            found.setdefault((each.variant, each.because, each.why_not), []).append((decision, each))
    return list(found.values())


def _alternative(view: View, topic: Topic, group: Rejected) -> dict[str, Any]:
    first = group[0][1]
    verdicts = [each.verdict for _, each in group]
    return {
        "variant": first.variant,
        "title": variant_title(topic, first.variant),
        "because": first.because,
        "why_not": first.why_not,
        "parties": [view.party(each.party) for each, _ in group if each.party is not None],
        "grounds": view.tell.grounds(verdicts),
        "answers": view.tell.answered(verdicts),
    }
