"""``why.json``: everything there is to know about one run. ``why.html`` is a view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import to_builtins

from pipeline.answers import Answers
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.numbers import places_in
from pipeline.explain.points import points_data
from pipeline.explain.view import View, view_of
from pipeline.explain.why_facts import facts_data, parameters_data
from pipeline.explain.why_packet import edges_data, gate_data, packet_data
from pipeline.explain.why_topics import topics_data
from pipeline.library.types import Library
from pipeline.model import Document

SCHEMA = 1


def why_data(
    library: Library,
    answers: Answers,
    outcome: Outcome,
    documents: Sequence[Document],
    findings: Iterable[Diagnostic],
    as_of: date,
) -> dict[str, Any]:
    """Gate, packet, open points, edge cases, topics, parameters, facts and sources as plain data."""
    view = view_of(library, outcome, answers, shared=True)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "matter": outcome.matter,
        "title": _title(answers, outcome),
        "as_of": as_of.isoformat(),
        "library": library.digest,
        **_layers(library),
        "parties": list(view.names),
        "gate": gate_data(view),
        "packet": packet_data(view, documents),
        "open_points": points_data(view, answers, documents, findings),
        "edge_cases": edges_data(view),
        "documents": documents_data(view, documents),
        "parameters": parameters_data(view),
        "facts": facts_data(view),
    }
    if answers.riders:
        from pipeline.explain.why_riders import add_riders  # few matters have any

        add_riders(data, answers, documents)
    data["sources"] = _sources_of(data)
    return data


def _layers(library: Library) -> dict[str, Any]:
    """The layers with their digests, where there are any."""
    return {"layers": [to_builtins(each) for each in library.layers]} if library.layers else {}


def _title(answers: Answers, outcome: Outcome) -> str:
    name = answers.at("alliance_name")
    return name if isinstance(name, str) else outcome.matter


def documents_data(view: View, documents: Sequence[Document]) -> list[dict[str, Any]]:
    """Every document of the packet with all its topics."""
    drafted = {each.id: each for each in documents}
    return [_document(view, plan, drafted.get(plan.id)) for plan in view.outcome.documents]


def _document(view: View, plan: DocumentPlan, document: Document | None) -> dict[str, Any]:
    return {
        "id": plan.id,
        "instrument": plan.instrument,
        "title": plan.title,
        "parties": [view.names[row] for row in plan.parties],
        "nature": {"id": plan.nature, "title": _nature(view, plan)},
        "binds": {"id": plan.binds, "title": view.context_words("binds", plan.binds)},
        "because": plan.because,
        "sources": view.sources(plan.source),
        "drafted": document is not None,
        "topics": topics_data(
            view, plan, places_in(document, view.library.outlines[plan.instrument].headings)
        ),
    }


def _nature(view: View, plan: DocumentPlan) -> str:
    topic = view.library.topics.get(view.library.nature_topic)
    variant = topic.variants.get(plan.nature) if topic else None
    return variant.title if variant else plan.nature


# ---------------------------------------------------------------- sources


def _sources_of(data: Any) -> list[dict[str, str]]:
    """Every source named anywhere, once: S2 before S10."""
    found = {each["id"]: each for each in _walk(data)}
    return sorted(found.values(), key=lambda each: _in_order(each["id"]))


def _walk(data: Any) -> Iterator[dict[str, str]]:
    if isinstance(data, dict):
        yield from data.get("sources", ())
        for each in data.values():
            yield from _walk(each)
    elif isinstance(data, list):
        for each in data:
            yield from _walk(each)


def _in_order(name: str) -> tuple[str, int, str]:
    letter, digits = name[:1], "".join(each for each in name if each.isdigit())
    return letter, int(digits or 0), name
