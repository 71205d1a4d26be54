"""Conditions for the solver: each node of the one tree gives a pair of formulas."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import z3
from msgspec import Struct
from msgspec.structs import replace

from pipeline.intake.bank import ROWS, QuestionBank
from pipeline.rules.conditions import Node, Symbol
from pipeline.rules.conditions import arithmetic as a
from pipeline.rules.conditions import nodes as n
from pipeline.rules.conditions.nodes import parts_of
from pipeline.rules.prove.cells import BIG, Cell, Cells
from pipeline.rules.prove.lists import is_about_list, is_head_count, rows_for
from pipeline.rules.prove.logic import (
    Kleene,
    Truth,
    all_of,
    any_of,
    both,
    choose,
    conj,
    disj,
    either,
    negated,
    no,
    two_valued,
)
from pipeline.rules.prove.numbers import Num, compare, number, ratio_compared

RELEASES = "releases"
"""The column in which a party says which of its private answers may show an effect."""


ROW = "row"
"""How the name of "there is such a row" begins."""
COUNTED = "counted"
"""How the name of a condition on how many parties there are begins."""
HEADS = "count(parties)"
"""Stands for all conditions on how many parties there are: the rows that they need are the same."""
MOST_CHOICES = 12
"""Of so many, each is asked for by itself: it is met or not."""


class Setting(Struct, frozen=True, eq=False):
    """A parameter's value for the solver. Neither known nor open: the parameter has no value here."""

    known: Truth
    open: Truth
    number: Any = None
    choices: Mapping[str, Truth] = {}


class View(Struct, frozen=True, eq=False):
    """Where a condition is read: the document's context words, its parameters, a row."""

    key: str
    context: Mapping[str, Mapping[str, Truth]] = {}
    """A context word's possible values, each with when it is one (or a member)."""
    parameters: Mapping[str, Setting] = {}
    row: int | None = None

    def at(self, row: int) -> View:
        """The same, for one party."""
        return replace(self, row=row)


class Translator:
    """One intake with a number of rows; or, where ``rows`` is None, of any number of rows, with every
    condition over the list of parties left free: what cannot happen then cannot happen at all."""

    def __init__(self, bank: QuestionBank, facts: Mapping[str, Any], rows: int | None) -> None:
        self.bank, self.facts, self.limit = bank, facts, rows
        self.cells = Cells(bank, lambda node, row: self.truth(node, self.base(row)))
        self.count = z3.Int(f"count({ROWS})")
        question = bank.questions[ROWS]
        fewest, most = int(question.fewest or 1), int(question.most or 60)
        self.bounds = [self.count >= fewest, self.count <= min(rows or most, most)]
        self.cells.rules += self.bounds
        self.seen: dict[tuple[Any, ...], Kleene] = {}
        self.settled: dict[tuple[str, int | None], Truth] = {}
        self.free: dict[tuple[str, int | None], Kleene] = {}
        self.kept: list[Any] = []
        self.there: dict[int, Truth] = {}
        self.witnesses: dict[str, tuple[str, int]] = {}
        """By constant of a condition over all parties: its words, and how many rows decide it."""

    @property
    def rules(self) -> list[Any]:
        """What every valid intake obeys, as far as it was asked for."""
        return self.cells.rules

    def base(self, row: int | None = None) -> View:
        """The intake alone: no document, no parameters."""
        return View("", row=row)

    def rows(self) -> range:
        """The rows there are; one that stands for any, where the list is left free."""
        return range(self.limit or 1)

    def active(self, row: int) -> Truth:
        """The row is one of the intake's."""
        if self.limit is None:
            return True
        if row not in self.there:
            self.there[row] = self.cells.define(f"{ROW} {row}", self.count > row)
        return self.there[row]

    # ------------------------------------------------------------ truths

    def truth(self, node: Node, view: View) -> Kleene:
        """The node's pair of formulas."""
        key = (id(node), view.key, view.row)
        if key not in self.seen:
            self.kept.append(node)
            self.seen[key] = self._fresh(node, view)
        return self.seen[key]

    def _fresh(self, node: Node, view: View) -> Kleene:
        if not is_about_list(node):
            return self._plain(node, view)
        if self.limit is None:
            return self._left_free(node.text, view.row)
        found, here = self._plain(node, view), f"{node.text} @{view.key}/{view.row}"
        t = self._witnessed(f"holds {here}", node.text, rows_for(node), found.t)
        return Kleene(t, self._witnessed(f"fails {here}", node.text, rows_for(node), found.f))

    def _plain(self, node: Node, view: View) -> Kleene:
        found: Kleene = _TRUTHS[type(node)](self, node, view)
        return found

    def _witnessed(self, name: str, text: str, rows: int, truth: Truth) -> Truth:
        """A constant in its place, so that a proof sees which conditions over the list it rests on."""
        if isinstance(truth, bool):
            return truth
        self.witnesses[name] = (text, rows)
        return self.cells.define(name, truth)

    def _left_free(self, text: str, row: int | None) -> Kleene:
        key = (text, row)
        if key not in self.free:
            name = text if row is None else f"{text} @{row}"
            self.free[key] = Kleene(z3.Bool(f"holds {name}"), z3.Bool(f"fails {name}"))
            self.cells.rule(no(both(self.free[key].t, self.free[key].f)))
        return self.free[key]

    def _constant(self, node: n.Constant, view: View) -> Kleene:
        return two_valued(node.value)

    def _and(self, node: n.And, view: View) -> Kleene:
        return all_of(self.truth(each, view) for each in node.parts)

    def _or(self, node: n.Or, view: View) -> Kleene:
        return any_of(self.truth(each, view) for each in node.parts)

    def _not(self, node: n.Not, view: View) -> Kleene:
        return negated(self.truth(node.part, view))

    def _truthy(self, node: n.Truthy, view: View) -> Kleene:
        cell = self.cell(node.symbol, view)
        return self._of_cell(node.symbol, view, cell, cell.value)

    def _fact_is(self, node: n.FactIs, view: View) -> Kleene:
        row = view.row if node.symbol.kind == "party_fact" else None
        return two_valued(self.fact(node.symbol.id, row))

    def _one_of(self, node: n.OneOf, view: View) -> Kleene:
        if node.symbol.kind == "context":
            values = view.context.get(node.symbol.id)
            if values is None:
                return Kleene(False, False)
            among = disj(truth for value, truth in values.items() if value in node.values)
            return two_valued(no(among) if node.negated else among)
        if node.symbol.kind == "parameter":
            setting = view.parameters.get(node.symbol.id, Setting(False, False))
            among = disj(truth for value, truth in setting.choices.items() if value in node.values)
            found = no(among) if node.negated else among
            return Kleene(both(setting.known, found), both(setting.known, no(found)))
        cell = self.cell(node.symbol, view)
        codes = [self.cells.choices(cell.question).index(each) for each in sorted(node.values)]
        among = disj(cell.value == code for code in codes)
        return self._of_cell(node.symbol, view, cell, no(among) if node.negated else among)

    def _has(self, node: n.Has, view: View) -> Kleene:
        if node.symbol.kind == "context":
            values = view.context.get(node.symbol.id)
            return Kleene(False, False) if values is None else two_valued(values.get(node.member, False))
        cell = self.cell(node.symbol, view)
        return self._of_cell(node.symbol, view, cell, cell.value[node.member])

    def _answered(self, node: n.Answered, view: View) -> Kleene:
        cell = self.cell(node.symbol, view)
        there = cell.has if node.known else either(cell.has, cell.unknown)
        return two_valued(both(self._visible(node.symbol, view), there))

    def _compares(self, node: n.Compares, view: View) -> Kleene:
        if isinstance(node.left, a.Column) and node.left.how == "ratio" and isinstance(node.right, a.Literal):
            return ratio_compared(node.sign, node.left, node.right.value, view, self)
        found = compare(node.sign, number(node.left, view, self), number(node.right, view, self))
        if self.limit is None or not is_head_count(node):
            return found
        bound = max(int(each.value) for each in parts_of(node) if isinstance(each, a.Literal))
        name = f"{COUNTED} {node.text}"
        return two_valued(self._witnessed(name, HEADS, bound + 1, found.t))

    def _any(self, node: n.AnyParty, view: View) -> Kleene:
        rows = [(self.active(row), self.truth(node.condition, view.at(row))) for row in self.rows()]
        return any_of(Kleene(both(there, each.t), either(no(there), each.f)) for there, each in rows)

    def _every(self, node: n.EveryParty, view: View) -> Kleene:
        rows = [(self.active(row), self.truth(node.condition, view.at(row))) for row in self.rows()]
        return all_of(Kleene(either(no(there), each.t), both(there, each.f)) for there, each in rows)

    def _differ(self, node: n.Differ, view: View) -> Kleene:
        """A value that is not the first one; or, while one row is silent, perhaps."""
        rows = [(self.active(row), view.at(row)) for row in self.rows()]
        cells = [(there, self.cell(node.symbol, each), each) for there, each in rows]
        has = [conj((there, self._visible(node.symbol, at), cell.has)) for there, cell, at in cells]
        silent = [
            conj((there, either(no(self._visible(node.symbol, at)), cell.silent)))
            for there, cell, at in cells
        ]
        apart = self._apart([(there, cell) for there, (_, cell, _) in zip(has, cells, strict=True)])
        counted = sum((choose(each, 1, 0) for each in (*has, *silent)), start=0)
        return Kleene(apart, both(no(apart), either(no(disj(silent)), counted <= 1)))

    def _apart(self, cells: list[tuple[Truth, Cell]]) -> Truth:
        """Two rows that have a value have different ones."""
        choices = len(self.cells.choices(cells[0][1].question))
        if 0 < choices <= MOST_CHOICES:
            met = [disj(both(there, cell.value == code) for there, cell in cells) for code in range(choices)]
            return disj(both(one, other) for one, other in combinations(met, 2))
        first: Any = 0
        for there, cell in reversed(cells):
            first = choose(there, cell.value, first)
        return disj(both(there, cell.value != first) for there, cell in cells)

    def some_party(self, condition: Node, view: View) -> Truth:
        """The condition holds for a party at least."""
        text = f"any({ROWS}, {condition.text})"
        if self.limit is None:
            return self._left_free(text, None).t
        found = disj(both(self.active(row), self.truth(condition, view.at(row)).t) for row in self.rows())
        return self._witnessed(f"holds {text} @{view.key}", text, 1, found)

    # ------------------------------------------------------------ names

    def cell(self, symbol: Symbol, view: View) -> Cell:
        """The cell that a name means here."""
        return self.cells.at(symbol.id, view.row if symbol.kind == "column" else None)

    def _visible(self, symbol: Symbol, view: View) -> Truth:
        """A party's private answer shows an effect only where the party released it."""
        if symbol.kind != "column" or not symbol.private:
            return True
        releases = self.cells.at(RELEASES, view.row)
        return both(releases.has, releases.value.get(symbol.id, False))

    def _of_cell(self, symbol: Symbol, view: View, cell: Cell, truth: Truth) -> Kleene:
        visible = self._visible(symbol, view)
        return Kleene(
            conj((visible, cell.has, truth)),
            both(visible, either(cell.unasked, both(cell.has, no(truth)))),
        )

    def read_number(self, symbol: Symbol, view: View) -> Num:
        """A question's, column's or parameter's number; between its bounds while it is silent."""
        least = int(symbol.least) if symbol.least > -BIG else -BIG
        most = int(symbol.most) if symbol.most < BIG else BIG
        if symbol.kind == "parameter":
            setting = view.parameters.get(symbol.id)
            if setting is None or setting.number is None:
                return Num(True, least, most, False)
            value, has, asked = setting.number, setting.known, True
        else:
            cell = self.cell(symbol, view)
            visible = self._visible(symbol, view)
            value, has, asked = cell.value, both(visible, cell.has), either(no(visible), no(cell.unasked))
        return Num(asked, choose(has, value, least), choose(has, value, most), has)

    # ------------------------------------------------------------ facts

    def fact(self, name: str, row: int | None = None) -> Truth:
        """A fact, closed: one constant each, defined once."""
        key = (name, row)
        if key not in self.settled:
            fact = self.facts[name]
            verdict = self.truth(fact.condition, self.base(row))
            holds = either(verdict.t, no(verdict.f)) if fact.holds_unanswered else verdict.t
            self.settled[key] = self._named(f"fact {name}" if row is None else f"fact {name} @{row}", holds)
        return self.settled[key]

    def _named(self, name: str, truth: Truth) -> Truth:
        if isinstance(truth, bool):
            return truth
        return self.cells.define(name, truth)


_TRUTHS: dict[type, Any] = {
    n.Constant: Translator._constant,
    n.And: Translator._and,
    n.Or: Translator._or,
    n.Not: Translator._not,
    n.Truthy: Translator._truthy,
    n.FactIs: Translator._fact_is,
    n.OneOf: Translator._one_of,
    n.Has: Translator._has,
    n.Answered: Translator._answered,
    n.Compares: Translator._compares,
    n.AnyParty: Translator._any,
    n.EveryParty: Translator._every,
    n.Differ: Translator._differ,
}
