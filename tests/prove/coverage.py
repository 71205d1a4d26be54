"""Intakes made to meet everything: every variant, every pair of facts that can hold, every instrument.

The solver proposes an intake for what was met least; what it really met is counted on the engine's outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from random import Random
from typing import Any

import z3

from pipeline.decisions import Outcome
from pipeline.library.types import Library
from pipeline.rules.prove.logic import Truth, as_z3, both, conj, disj
from pipeline.rules.prove.witness import Data, intake_of
from tests.prove.models import Models

Target = tuple[str, ...]
"""("variant", topic, variant), ("facts", one, other) or ("instrument", id)."""
EXTRA = 6
"""Further targets wished of one intake."""
OPEN = 0.15
"""How often an intake of the solver's may leave an answer open, beyond what its targets need."""


class Coverage:
    """Targets with how often each was met."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library, self.rng = library, Random(seed)
        self.models = Models(library, seed)
        self.formulas = {target: truth for target, truth in self._targets() if truth is not False}
        self.met: Counter[Target] = Counter()
        self.solver = self.models.solver
        self.solver.add(*self.models.world.rules)

    def _targets(self) -> Iterator[tuple[Target, Truth]]:
        matter, world = self.models.matter, self.models.world
        packets = [each for each in matter.packets if all(one.available for one in each.documents)]
        for topic in self.library.topics.values():
            for variant in topic.variants:
                found = [both(each.chosen, matter.printed(each, topic.id, (variant,))) for each in packets]
                yield ("variant", topic.id, variant), disj(found)
        facts = [name for name, fact in self.library.facts.items() if not fact.each]
        for one, other in combinations(facts, 2):
            yield ("facts", one, other), both(world.fact(one), world.fact(other))
        for each in packets:
            for document in each.documents:
                yield ("instrument", document.instrument), each.chosen

    def drop_impossible(self) -> None:
        """Forget what no intake of four partners can meet; the prover tells what no intake at all can."""
        possible: dict[Target, Truth] = {}
        models: list[Any] = []
        for target, truth in self.formulas.items():
            formula = as_z3(truth)
            if any(z3.is_true(each.eval(formula, model_completion=True)) for each in models):
                possible[target] = truth
            elif self.solver.check(formula) == z3.sat:
                models = [*models[-20:], self.solver.model()]
                possible[target] = truth
        self.formulas = possible

    # ------------------------------------------------------------ intakes

    def intakes(self, times: int, most: int) -> Iterator[Data]:
        """Intakes until every target was met ``times`` times, or ``most`` intakes were given."""
        for _ in range(most):
            due = [each for each in self.formulas if self.met[each] < times]
            if not due:
                return
            yield self._intake(due)

    def _intake(self, due: list[Target]) -> Data:
        self.solver.push()
        first = min(self.rng.sample(due, min(len(due), 12)), key=lambda each: self.met[each])
        self._wish(self.formulas[first])
        self._wish(conj(self._answered()))
        for each in self.rng.sample(due, min(len(due), EXTRA)):
            self._wish(self.formulas[each])
        assert self.solver.check() == z3.sat
        data = intake_of(self.solver.model(), self.models.world)
        self.solver.pop()
        return data

    def _answered(self) -> Iterator[Truth]:
        """Most questions are answered rather than left open, as in life."""
        for cell in self.models.cells:
            if not isinstance(cell.left_open, bool) and self.rng.random() > OPEN:
                yield z3.Not(cell.left_open)

    def _wish(self, truth: Truth) -> None:
        if self.solver.check(as_z3(truth)) == z3.sat:
            self.solver.add(as_z3(truth))

    # ------------------------------------------------------------ what was met

    def count(self, outcome: Outcome) -> None:
        """What the engine made of one intake."""
        self.met.update(target for target in set(self._met(outcome)) if target in self.formulas)

    def _met(self, outcome: Outcome) -> Iterable[Target]:
        holding = [name for name, fact in outcome.facts.items() if fact.holds]
        order = [name for name in self.library.facts if name in holding]
        yield from (("facts", one, other) for one, other in combinations(order, 2))
        for plan in outcome.documents:
            yield "instrument", plan.instrument
            for decision in plan.decisions:
                if decision.variant is not None:
                    yield "variant", decision.topic, decision.variant

    def unmet(self, times: int) -> list[Target]:
        """Targets met less often."""
        return [each for each in self.formulas if self.met[each] < times]
