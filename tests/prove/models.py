"""Random models of the prover as intakes, and what the model says about them; seeded."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import z3

from pipeline.answers import Answers
from pipeline.diagnostics import render
from pipeline.intake.answers import check_intake
from pipeline.intake.source import parse_source
from pipeline.library.types import Library
from pipeline.rules.prove.cells import Cell
from pipeline.rules.prove.conditions import Translator
from pipeline.rules.prove.logic import as_z3
from pipeline.rules.prove.packet import Matter, Packet
from pipeline.rules.prove.witness import Data, holds, intake_of
from tests.property.intakes import yaml_text

ROWS = 4
WISHES = 40
"""Random literals tried for each model; those that contradict the others are dropped."""


class Models:
    """One world of four rows, and random intakes in it."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library, self.rng = library, Random(seed)
        self.world = Translator(library.bank, library.facts, ROWS)
        self.matter = Matter(library, self.world)
        self.cells = [self.world.cells.at(each) for each in library.bank.questions]
        self.cells += [self.world.cells.at(each, row) for each in library.bank.columns for row in range(ROWS)]
        for name, fact in library.facts.items():
            for row in range(ROWS) if fact.each else (None,):
                self.world.fact(name, row)
        self.solver = z3.Solver()
        self.solver.add(*self.world.rules)

    def sample(self, number: int) -> Iterator[tuple[Any, Data]]:
        """Models with their intakes; each packet's turn comes round."""
        for turn in range(number):
            self.solver.push()
            self._wish(as_z3(self.matter.packets[turn % len(self.matter.packets)].chosen))
            for _ in range(WISHES):
                self._wish(self._literal())
            assert self.solver.check() == z3.sat
            model = self.solver.model()
            yield model, intake_of(model, self.world)
            self.solver.pop()

    def _wish(self, literal: Any) -> None:
        if self.solver.check(literal) == z3.sat:
            self.solver.add(literal)

    def _literal(self) -> Any:
        cell: Cell = self.rng.choice(self.cells)
        states = [each for each in (cell.given, cell.left_open) if not isinstance(each, bool)]
        if cell.value is None or self.rng.random() < 0.3:
            state = self.rng.choice(states)
            return state if self.rng.random() < 0.6 else z3.Not(state)
        if isinstance(cell.value, dict):
            return self.rng.choice(list(cell.value.values()))
        if z3.is_bool(cell.value):
            return cell.value == (self.rng.random() < 0.5)
        return self._number(cell)

    def _number(self, cell: Cell) -> Any:
        if cell.question.type in ("choice", "country"):
            return cell.value == self.rng.randrange(len(self.world.cells.choices(cell.question)))
        if cell.question.type == "date":
            return cell.value == 737_000 + self.rng.randrange(2000)
        return cell.value == self.rng.choice((0, 1, 2, 3, 5, 6, 11, 12, 24, 25, 50, 51, 100))

    # ------------------------------------------------------------ what the model says

    def packet_of(self, model: Any) -> Packet:
        """The packet that the model chooses."""
        return next(each for each in self.matter.packets if holds(model, each.chosen))

    def facts_of(self, model: Any) -> dict[str, bool]:
        """Every fact of the matter."""
        return {
            name: holds(model, self.world.fact(name))
            for name, fact in self.library.facts.items()
            if not fact.each
        }

    def party_facts_of(self, model: Any, count: int) -> dict[str, list[bool]]:
        """Every party's facts."""
        return {
            name: [holds(model, self.world.fact(name, row)) for row in range(count)]
            for name, fact in self.library.facts.items()
            if fact.each
        }


def read(library: Library, data: Data) -> Answers:
    """The intake as the product reads it; it must be valid."""
    text = yaml_text(data)
    source, slips = parse_source(text, "model.yaml")
    assert source is not None, slips
    answers, found = check_intake(source, library.bank, "model")
    assert answers is not None, [render(each, {"model.yaml": text}) for each in found if each.is_error]
    return answers
