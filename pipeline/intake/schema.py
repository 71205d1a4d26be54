"""The bank as a Cerberus schema. Relevance and ``required`` are ours; Cerberus checks typed values."""

from __future__ import annotations

from typing import Any

from pipeline.intake.bank import Question, QuestionBank

Rule = dict[str, Any]


def cerberus_schema(bank: QuestionBank) -> dict[str, Rule]:
    """Rules for every question; custom types are registered by ``validation``."""
    return {question.id: _rule(question, bank) for question in bank.questions.values()}


def _rule(question: Question, bank: QuestionBank) -> Rule:
    kind = question.type
    if kind == "rows":
        columns = {column.id: _rule(column, bank) for column in question.columns.values()}
        return {"type": "list", **_lengths(question), "schema": {"type": "dict", "schema": columns}}
    if kind == "texts":
        return {"type": "texts", **_lengths(question), "schema": {"type": "string", **_longest(question)}}
    if kind == "choices":
        return {"type": "texts", "allowed": list(question.choices)}
    if kind == "choice":
        return {"type": "string", "allowed": list(question.choices)}
    if kind == "country":
        return {"type": "string", "allowed": list(bank.countries)}
    if kind == "text":
        return {"type": "string", **_longest(question), **_pattern(question)}
    return {"type": kind, **_bounds(question)}


def _lengths(question: Question) -> Rule:
    return _given(minlength=question.fewest, maxlength=question.most)


def _longest(question: Question) -> Rule:
    return _given(maxlength=question.longest)


def _pattern(question: Question) -> Rule:
    return _given(regex=f"^(?:{question.pattern})$" if question.pattern else None)


def _bounds(question: Question) -> Rule:
    return _given(min=question.least, max=question.most)


def _given(**rules: Any) -> Rule:
    return {rule: value for rule, value in rules.items() if value is not None}
