"""The leaves of verdicts as plain data: what was asked, what was answered, where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.decisions import Verdict
from pipeline.explain.phrases import phrase
from pipeline.explain.trace import deciding, deciding_parts, fact_id, nearest_facts
from pipeline.explain.words import PRIVATE, place
from pipeline.library.types import Library

HELD = {True: "holds", False: "does not hold", None: "is open"}


def answers_data(library: Library, verdicts: Iterable[Verdict | None]) -> list[dict[str, Any]]:
    """The leaves that decided several verdicts, each once; ``otherwise`` is no answer and is left out."""
    found = [leaf_data(library, leaf) for each in verdicts for leaf in deciding(each) if leaf.kind != "constant"]
    return _distinct(found)


def grounds_data(library: Library, verdicts: Iterable[Verdict | None]) -> list[dict[str, Any]]:
    """The same with facts left closed: what the conditions themselves name."""
    found = [leaf_data(library, leaf) for each in verdicts for leaf in nearest_facts(each) if leaf.kind != "constant"]
    return _distinct(found)


def _distinct(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for number, each in enumerate(found) if each not in found[:number]]


def leaf_data(library: Library, leaf: Verdict) -> dict[str, Any]:
    """One leaf. A private one says that it is private, and nothing else about the answer."""
    asked, seen = _asked_and_seen(library, leaf)
    return {
        "kind": leaf.kind,
        "fact": fact_id(leaf) if leaf.kind == "fact" else None,
        "asked": asked,
        "seen": PRIVATE if leaf.private else seen,
        "where": None if leaf.private else place(leaf.where),
        "wanted": phrase(leaf.text, library.names),
        "condition": leaf.text,
        "holds": None if leaf.private else leaf.value,
        "private": leaf.private,
    }


def _asked_and_seen(library: Library, leaf: Verdict) -> tuple[str, str]:
    if leaf.kind in ("any", "all"):
        everyone = (leaf.kind == "all") == (leaf.value is True)
        return phrase(leaf.text, library.names), "for every partner" if everyone and leaf.value else "for no partner"
    if leaf.kind == "constant":
        return "Otherwise", "no row above it holds"
    return leaf.asked or phrase(leaf.text, library.names), leaf.seen or HELD[leaf.value]


def tree_data(library: Library, verdict: Verdict) -> dict[str, Any]:
    """The tree, pruned to what decided; facts stay closed, since each has its own section."""
    parts = () if verdict.kind == "fact" else deciding_parts(verdict)
    while verdict.kind in ("and", "or") and len(parts) == 1:
        verdict = parts[0]
        parts = () if verdict.kind == "fact" else deciding_parts(verdict)
    if not parts:
        return {**leaf_data(library, verdict), "parts": []}
    return {
        "kind": verdict.kind,
        "condition": verdict.text,
        "wanted": phrase(verdict.text, library.names),
        "holds": verdict.value,
        "parts": [tree_data(library, part) for part in parts],
    }
