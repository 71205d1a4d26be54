"""One question of one intake, for the solver: has it a value, is it open, is it not asked at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import z3
from msgspec import Struct

from pipeline.intake.bank import FORM, ROWS, Form, Question, QuestionBank
from pipeline.rules.conditions import Node
from pipeline.rules.prove.logic import Kleene, Truth, as_z3, both, conj, disj, either, no, two_valued

BIG = 10**15
"""Stands for "without limit": larger than any number an intake may hold."""
DAYS = (date(2020, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
"""Dates of counter-examples: any two that differ by years are among them."""


class Cell(Struct, eq=False):
    """A question, or a column of one row. Exactly one of: has a value, open, not asked, unanswered."""

    question: Question
    row: int | None
    value: Any
    """z3's constant: Bool, Int (index of a choice, day of a date) or Real; for several choices a Bool each;
    None for words, which no condition reads."""
    given: Truth = False
    """A person wrote a value."""
    left_open: Truth = False
    """A person wrote "not known yet"."""
    has: Truth = False
    unknown: Truth = False
    unasked: Truth = False

    @property
    def silent(self) -> Truth:
        """Asked, and without a value."""
        return both(no(self.has), no(self.unasked))

    @property
    def missing(self) -> Truth:
        """Neither a value nor an open value: a text that prints it would have a hole."""
        return both(no(self.has), no(self.unknown))


def named(question: Question, row: int | None) -> str:
    """The name of a cell's constants."""
    return question.id if row is None else f"{ROWS}[{row}].{question.id}"


class Cells:
    """All cells of one intake, made when first asked for. ``rules``: what every valid intake obeys."""

    def __init__(self, bank: QuestionBank, asked: Callable[[Node, int | None], Kleene]) -> None:
        self.bank, self.asked = bank, asked
        self.rules: list[Any] = []
        self.about: dict[str, list[Any]] = {}
        """The rules about one cell, or one named truth, by its name."""
        self.owners: list[str] = []
        """What is being settled, one inside the other."""
        self.name_of: dict[str, str] = {}
        """The cell of each of its constants."""
        self.made: dict[tuple[str, int | None], Cell] = {}

    def at(self, question: str, row: int | None = None) -> Cell:
        """The cell of a question, or of a row's column."""
        key = (question, row)
        if key not in self.made:
            found = self.bank.questions[question] if row is None else self.bank.columns[question]
            cell = Cell(found, row, None)
            self.made[key] = cell
            self.owners.append(named(found, row))
            cell.value = self._constant(found, row)
            self._settle(cell)
            self._name(cell, self.owners.pop())
        return self.made[key]

    def _name(self, cell: Cell, name: str) -> None:
        values = cell.value.values() if isinstance(cell.value, dict) else (cell.value,)
        for each in (*values, cell.given, cell.left_open):
            if each is not None and not isinstance(each, bool):
                self.name_of[str(each)] = name

    def define(self, name: str, truth: Truth) -> Any:
        """A constant that stands for a truth."""
        constant = z3.Bool(name)
        self.owners.append(name)
        self.rule(constant == as_z3(truth))
        self.owners.pop()
        return constant

    def rule(self, truth: Truth) -> None:
        """Something that holds in every valid intake; it is about the cell or truth at hand."""
        if truth is not True:
            self.rules.append(as_z3(truth))
            if self.owners:
                self.about.setdefault(self.owners[-1], []).append(self.rules[-1])

    # ------------------------------------------------------------ values

    def choices(self, question: Question) -> list[str]:
        """The values in the order of their numbers."""
        return list(self.bank.countries if question.type == "country" else question.choices)

    def _constant(self, question: Question, row: int | None) -> Any:
        name = named(question, row)
        if question.type == "yes_no":
            return z3.Bool(name)
        if question.type == "choices":
            return {each: z3.Bool(f"{name}.{each}") for each in question.choices}
        if question.type in ("text", "texts", "rows"):
            return None
        number = z3.Real(name) if question.type == "number" else z3.Int(name)
        low, high = self._bounds(question)
        self.rule(z3.And(number >= low, number <= high))
        return number

    def _bounds(self, question: Question) -> tuple[float, float]:
        if question.type in ("choice", "country"):
            return 0, len(self.choices(question)) - 1
        if question.type == "date":
            return DAYS
        least = -BIG if question.least is None else question.least
        return least, BIG if question.most is None else question.most

    def equals(self, cell: Cell, value: Any) -> Truth:
        """The cell's value is this typed value."""
        if cell.value is None:
            return True
        if isinstance(cell.value, dict):
            return conj(each if name in value else no(each) for name, each in cell.value.items())
        if cell.question.type in ("choice", "country"):
            return cell.value == self.choices(cell.question).index(value)
        return cell.value == (value.toordinal() if isinstance(value, date) else value)

    # ------------------------------------------------------------ which state

    def _settle(self, cell: Cell) -> None:
        """The rules of ``intake.relevance``, as formulas."""
        question, row = cell.question, cell.row
        verdict = self.asked(question.asked_when, row) if question.asked_when else two_valued(True)
        asking = conj(no(self._form_is(form)) for form in self._not_asking(question, row))
        open_to_answer = both(asking, no(verdict.f))
        self._free(cell, open_to_answer)
        silent = conj((open_to_answer, no(cell.given), no(cell.left_open)))
        presets = [
            (self._form_is(form), form.presets[question.id])
            for form in self.bank.forms.values()
            if row is None and question.id != FORM and question.id in form.presets
        ]
        preset = disj(chosen for chosen, _ in presets)
        for chosen, value in presets:
            self.rule(either(no(chosen), no(either(no(asking), silent)), self.equals(cell, value)))
        cell.unasked = both(either(no(asking), verdict.f), no(both(no(asking), preset)))
        cell.has = disj((cell.given, both(no(asking), preset), both(silent, preset)))
        cell.unknown = cell.left_open
        self._fill(cell, both(silent, no(preset)), verdict)

    def _fill(self, cell: Cell, silent: Truth, verdict: Kleene) -> None:
        """What silence gives: a named default, another answer, an error, or nothing."""
        question = cell.question
        if question.if_unanswered is not None:
            cell.has = either(cell.has, silent)
            self.rule(either(no(silent), self.equals(cell, question.if_unanswered)))
        elif question.same_as:
            other = self.at(question.same_as, cell.row)
            cell.has = either(cell.has, both(silent, other.has))
            cell.unknown = either(cell.unknown, both(silent, other.unknown))
            cell.unasked = either(cell.unasked, both(silent, other.unasked))
        elif question.required:
            self.rule(no(both(silent, verdict.t)))
            if not question.never_open:
                cell.unknown = either(cell.unknown, silent)

    def _free(self, cell: Cell, open_to_answer: Truth) -> None:
        """The person's own part: a value, "not known yet", or nothing."""
        name = named(cell.question, cell.row)
        cell.given = z3.Bool(f"given {name}")
        self.rule(either(no(cell.given), open_to_answer))
        if not cell.question.never_open:
            cell.left_open = z3.Bool(f"open {name}")
            self.rule(either(no(cell.left_open), open_to_answer))
            self.rule(no(both(cell.given, cell.left_open)))
        if isinstance(cell.value, dict):
            self.rule(either(no(cell.given), disj(cell.value.values())))

    def _form_is(self, form: Form) -> Truth:
        return self.equals(self.at(FORM), form.id)

    def _not_asking(self, question: Question, row: int | None) -> Iterator[Form]:
        for form in self.bank.forms.values():
            asks = form.asks if row is None else form.columns
            if question.id != FORM and question.id not in asks:
                yield form
