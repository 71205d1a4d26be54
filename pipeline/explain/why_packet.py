"""Gate, packet and edge cases for ``why.json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.decisions import Verdict
from pipeline.explain.edges import edge_cases
from pipeline.explain.view import View
from pipeline.model import Document


def gate_data(view: View) -> dict[str, Any]:
    """What the gate gave, and every row of its table."""
    outcome = view.outcome
    return {
        "id": outcome.gate,
        "title": view.context_words("gate", outcome.gate),
        "because": outcome.gate_because,
        "sources": view.sources(outcome.gate_source),
        "rows": [_row(view, *row, view.context_words("gate", row[0])) for row in outcome.gate_verdicts],
    }


def packet_data(view: View, documents: Sequence[Document]) -> dict[str, Any]:
    """Which documents, which of them leads, what stands beside them, and every row of the packet's table."""
    plans = view.outcome.documents
    return {
        "lead": view.outcome.lead,
        "because": plans[0].because,
        "sources": view.sources(plans[0].source),
        "documents": [{"id": plan.id, "title": plan.title} for plan in plans],
        "companions": _companions(view, documents),
        "rows": [
            _row(view, *row, _packet_title(view, number))
            for number, row in enumerate(view.outcome.packet_verdicts)
        ],
    }


def _companions(view: View, documents: Sequence[Document]) -> list[dict[str, str]]:
    planned = {plan.id for plan in view.outcome.documents}
    because = {each.instrument: each.because for each in view.library.companions}
    sheets = [each for each in documents if each.id not in planned]
    return [
        {"id": each.id, "title": each.title, "because": because.get(each.instrument, "")} for each in sheets
    ]


def _packet_title(view: View, number: int) -> str:
    """The titles of the documents that a row of the packet's table gives."""
    rows, outlines = view.library.packets, view.library.outlines
    instruments = rows[number].documents if number < len(rows) else ()
    return " and ".join(outlines[each].title for each in instruments if each in outlines)


def _row(view: View, gives: str, because: str, verdict: Verdict | None, title: str) -> dict[str, Any]:
    """A row with its verdict: chosen, not holding, or below the row that decided."""
    return {
        "gives": gives,
        "title": title or gives,
        "because": because,
        "reached": verdict is not None,
        "holds": None if verdict is None else verdict.value,
        "condition": "" if verdict is None else verdict.text,
        "grounds": view.tell.grounds([verdict]),
        "answers": view.tell.answered([verdict]),
    }


def edges_data(view: View) -> list[dict[str, Any]]:
    """The facts that hold and shaped the drafts."""
    return [
        {
            "fact": each.fact.id,
            "means": each.fact.means,
            "mandatory": each.mandatory,
            "assumed": each.fact.assumed,
            "answers": view.tell.answered([each.fact.verdict]),
            "decided": each.decided,
            "sources": view.sources(each.fact.source),
        }
        for each in edge_cases(view.library, view.outcome)
    ]
