"""The solver's model as an intake that a person could have written."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import z3

from pipeline.answers import NOT_KNOWN_WORDS
from pipeline.intake.bank import ROWS, Question
from pipeline.rules.prove.cells import Cell
from pipeline.rules.prove.conditions import Translator
from pipeline.rules.prove.logic import Truth

Data = dict[str, Any]
SAMPLES = ("Partner {row}", "EUR", "ABC", "A1", "12", "name@example.org", "2027-01-01")
"""Words for questions that take words: the first that fits the question's pattern."""


def intake_of(model: Any, world: Translator) -> Data:
    """The answers that the model gives, as written in an intake: all texts."""
    bank = world.bank
    data: Data = {}
    for question in bank.questions.values():
        if question.id == ROWS:
            count = model.eval(world.count, model_completion=True).as_long()
            rows = [_answers(model, world, bank.columns, row) for row in range(count)]
            data[ROWS] = rows
        else:
            data.update(_answers(model, world, {question.id: question}, None))
    return data


def _answers(model: Any, world: Translator, questions: dict[str, Question], row: int | None) -> Data:
    found: Data = {}
    for name in questions:
        cell = world.cells.at(name, row)
        if holds(model, cell.given):
            found[name] = _written(model, world, cell)
        elif holds(model, cell.left_open):
            found[name] = NOT_KNOWN_WORDS
    return found


def holds(model: Any, truth: Truth) -> bool:
    """The truth of a formula in a model."""
    return truth if isinstance(truth, bool) else z3.is_true(model.eval(truth, model_completion=True))


def _written(model: Any, world: Translator, cell: Cell) -> Any:
    question = cell.question
    if question.type == "texts":
        return [_words(question, cell.row)]
    if question.type == "text":
        return _words(question, cell.row)
    if isinstance(cell.value, dict):
        return [name for name, truth in cell.value.items() if holds(model, truth)]
    value = model.eval(cell.value, model_completion=True)
    if question.type == "yes_no":
        return "yes" if z3.is_true(value) else "no"
    if question.type in ("choice", "country"):
        return world.cells.choices(question)[value.as_long()]
    if question.type == "date":
        return date.fromordinal(value.as_long()).isoformat()
    return _number(value)


def _number(value: Any) -> str:
    if z3.is_int_value(value):
        return str(value.as_long())
    return value.as_decimal(6).rstrip("?")  # type: ignore[no-any-return]


def _words(question: Question, row: int | None) -> str:
    for sample in SAMPLES:
        words = sample.format(row=(row or 0) + 1)
        if not question.pattern or re.fullmatch(question.pattern, words):
            return words
    return SAMPLES[0]
