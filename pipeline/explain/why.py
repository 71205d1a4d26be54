"""``why.json``: everything there is to know about one run. ``why.html`` is a view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import DocumentPlan, Outcome, Verdict
from pipeline.diagnostics import Diagnostic
from pipeline.explain.edges import edge_cases
from pipeline.explain.leaves import Teller
from pipeline.explain.numbers import places_in
from pipeline.explain.points import points_data
from pipeline.explain.why_facts import facts_data, parameters_data
from pipeline.explain.why_topics import topics_data
from pipeline.explain.words import party_names, source_data
from pipeline.library.types import Library
from pipeline.model import Document

SCHEMA = 1
Rows = Sequence[tuple[str, str, Verdict | None]]


def why_data(
    library: Library,
    answers: Answers,
    outcome: Outcome,
    documents: Sequence[Document],
    findings: Iterable[Diagnostic],
    as_of: date,
) -> dict[str, Any]:
    """Gate, packet, open points, edge cases, topics, parameters, facts and sources as plain data."""
    names = party_names(answers)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "matter": outcome.matter,
        "title": _title(answers, documents, outcome),
        "as_of": as_of.isoformat(),
        "library": library.digest,
        "parties": names,
        "gate": gate_data(library, outcome),
        "packet": packet_data(library, outcome, documents),
        "open_points": points_data(library, answers, outcome, documents, findings, names),
        "edge_cases": edges_data(library, outcome),
        "documents": documents_data(library, outcome, documents, names),
        "parameters": parameters_data(library, answers, outcome, names),
        "facts": facts_data(library, outcome, names),
    }
    data["sources"] = _sources_of(data)
    return data


def _title(answers: Answers, documents: Sequence[Document], outcome: Outcome) -> str:
    name = answers.at("alliance_name")
    if isinstance(name, str):
        return name
    return next((each.subtitle for each in documents if each.subtitle), outcome.matter)


# ---------------------------------------------------------------- gate and packet


def gate_data(library: Library, outcome: Outcome) -> dict[str, Any]:
    """What the gate gave, and every row of its table."""
    words = library.names.matter["gate"].choices if "gate" in library.names.matter else {}
    return {
        "id": outcome.gate,
        "title": words.get(outcome.gate, outcome.gate),
        "because": outcome.gate_because,
        "sources": source_data(library, outcome.gate_source),
        "rows": _rows(library, outcome.gate_verdicts, words),
    }


def packet_data(library: Library, outcome: Outcome, documents: Sequence[Document]) -> dict[str, Any]:
    """Which documents, which of them leads, what stands beside them, and every row of the packet's table."""
    lead = outcome.documents[0]
    planned = {plan.id for plan in outcome.documents}
    beside = {each.instrument: each.because for each in library.companions}
    sheets = [each for each in documents if each.id not in planned]
    return {
        "lead": outcome.lead,
        "because": lead.because,
        "sources": source_data(library, lead.source),
        "documents": [{"id": plan.id, "title": plan.title} for plan in outcome.documents],
        "companions": [
            {"id": each.id, "title": each.title, "because": beside.get(each.instrument, "")} for each in sheets
        ],
        "rows": _rows(library, outcome.packet_verdicts, {}, library.packets),
    }


def _rows(
    library: Library, verdicts: Rows, words: Mapping[str, str], table: Sequence[Any] = ()
) -> list[dict[str, Any]]:
    """Every row with its verdict: chosen, not holding, or below the row that decided."""
    return [_row(library, *each, words, documents) for each, documents in _with_documents(verdicts, table)]


def _with_documents(verdicts: Rows, table: Sequence[Any]) -> Iterator[tuple[tuple[str, str, Any], tuple[str, ...]]]:
    for number, each in enumerate(verdicts):
        yield each, table[number].documents if number < len(table) else ()


def _row(
    library: Library,
    gives: str,
    because: str,
    verdict: Verdict | None,
    words: Mapping[str, str],
    documents: tuple[str, ...],
) -> dict[str, Any]:
    titles = [library.outlines[each].title for each in documents if each in library.outlines]
    return {
        "gives": gives,
        "title": " + ".join(titles) or words.get(gives, gives),
        "because": because,
        "reached": verdict is not None,
        "holds": None if verdict is None else verdict.value,
        "condition": "" if verdict is None else verdict.text,
        "grounds": teller.grounds([verdict]),
        "answers": teller.answered([verdict]),
    }


# ---------------------------------------------------------------- edge cases


def edges_data(library: Library, outcome: Outcome) -> list[dict[str, Any]]:
    """The facts that hold and shaped the drafts."""
    return [
        {
            "fact": each.fact.id,
            "means": each.fact.means,
            "mandatory": each.mandatory,
            "assumed": each.fact.assumed,
            "answers": teller.answered([each.fact.verdict]),
            "decided": each.decided,
            "sources": source_data(library, each.fact.source),
        }
        for each in edge_cases(library, outcome)
    ]


# ---------------------------------------------------------------- documents


def documents_data(
    library: Library, outcome: Outcome, documents: Sequence[Document], names: Sequence[str]
) -> list[dict[str, Any]]:
    """Every document of the packet with all its topics."""
    drafted = {each.id: each for each in documents}
    return [_document(library, outcome, plan, drafted.get(plan.id), names) for plan in outcome.documents]


def _document(
    library: Library, outcome: Outcome, plan: DocumentPlan, document: Document | None, names: Sequence[str]
) -> dict[str, Any]:
    binds = library.names.matter["binds"].choices if "binds" in library.names.matter else {}
    return {
        "id": plan.id,
        "instrument": plan.instrument,
        "title": plan.title,
        "parties": [names[row] for row in plan.parties],
        "nature": {"id": plan.nature, "title": _nature(library, plan)},
        "binds": {"id": plan.binds, "title": binds.get(plan.binds, plan.binds)},
        "because": plan.because,
        "sources": source_data(library, plan.source),
        "drafted": document is not None,
        "topics": topics_data(library, outcome, plan, places_in(document), names),
    }


def _nature(library: Library, plan: DocumentPlan) -> str:
    topic = library.topics.get(library.nature_topic)
    variant = topic.variants.get(plan.nature) if topic else None
    return variant.title if variant else plan.nature


# ---------------------------------------------------------------- sources


def _sources_of(data: Any) -> list[dict[str, str]]:
    """Every source named anywhere, once, in the order of the library's ids."""
    found = {each["id"]: each for each in _walk(data)}
    return sorted(found.values(), key=lambda each: _key(each["id"]))


def _walk(data: Any) -> Iterator[dict[str, str]]:
    if isinstance(data, dict):
        yield from data.get("sources", ())
        for each in data.values():
            yield from _walk(each)
    elif isinstance(data, list):
        for each in data:
            yield from _walk(each)


def _key(name: str) -> tuple[str, int, str]:
    """S2 before S10."""
    letters = name.rstrip("0123456789abcdefghijklmnopqrstuvwxyz")
    digits = "".join(each for each in name[len(letters) :] if each.isdigit())
    return letters, int(digits or 0), name
