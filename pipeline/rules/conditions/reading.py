"""Reading one name from a scope: its value, its words, its place."""

from __future__ import annotations

from typing import Any

from pipeline.answers import NOT_ASKED, NOT_KNOWN, UNANSWERED, State
from pipeline.decisions import Truth, Verdict
from pipeline.rules.conditions.scope import Scope
from pipeline.rules.conditions.symbols import Symbol

MOST_SHOWN = 12
"""Longer lists are counted, not listed."""


def value_of(symbol: Symbol, scope: Scope) -> Any:
    """The value, or a State. NOT_KNOWN is returned as it is."""
    if symbol.kind == "question":
        return scope.answers.values.get(symbol.id, UNANSWERED)
    if symbol.kind == "column":
        return scope.column(symbol.id, _row(scope), symbol.private)
    if symbol.kind == "context":
        return scope.context.get(symbol.id, UNANSWERED)
    value = scope.parameters.get(symbol.id)
    return UNANSWERED if value is None else value


def _row(scope: Scope) -> int:
    assert scope.row is not None, "a column is read outside a row"
    return scope.row


def words_of(symbol: Symbol, value: Any) -> str:
    """The answer in words, for explanations; never a private one."""
    if symbol.private:
        return "(private)"
    if isinstance(value, State):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | set | frozenset):
        if len(value) > MOST_SHOWN:
            return f"{len(value)} of them"
        return ", ".join(str(symbol.choices.get(each, each)) for each in sorted(value)) or "none"
    return str(symbol.choices.get(str(value), value))


def leaf(symbol: Symbol, scope: Scope, text: str, truth: Truth, value: Any) -> Verdict:
    """The verdict of an atom over one name."""
    if symbol.kind == "context":
        return Verdict(truth, text, "context", (), symbol.words, words_of(symbol, value))
    row = scope.row if symbol.kind == "column" else None
    where = None if symbol.private else scope.span(symbol.id, row)
    seen = words_of(symbol, value)
    if row is not None:
        seen = f"{scope.name_of(row)}: {seen}"
    return Verdict(truth, text, "atom", (), symbol.words, seen, where, symbol.private)


def is_silent(value: Any) -> bool:
    """Unanswered or not known yet: the atom is open."""
    return value is UNANSWERED or value is NOT_KNOWN


def is_unasked(value: Any) -> bool:
    """Irrelevant: every atom over it is false."""
    return value is NOT_ASKED
