"""The search in tiers: any number of rows at once, then six rows, then as many as an intake may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import z3
from msgspec import Struct

from pipeline.intake.bank import ROWS
from pipeline.library.types import Case, Library
from pipeline.rules.prove.cases import duties_of_cases
from pipeline.rules.prove.conditions import Translator
from pipeline.rules.prove.duties import Duty, duties
from pipeline.rules.prove.logic import Truth, as_z3
from pipeline.rules.prove.packet import Matter
from pipeline.rules.prove.witness import Data, holds, intake_of

FEW = 6
"""Rows of the second tier: most counter-examples need fewer."""
MODELS = 12
"""Intakes kept: what one of them reaches need not be asked."""


class Proof(Struct, eq=False):
    """What was found, and how much was asked."""

    findings: list[Finding]
    asked: int
    """Questions put to the solver, over all tiers."""
    duties: int


class Finding(Struct, frozen=True, eq=False):
    """A duty that is not kept, with an intake that breaks it; for what cannot be reached there is none."""

    duty: Duty
    intake: Data | None = None


Progress = Callable[[Sequence[tuple[Duty, Truth]]], Iterable[tuple[Duty, Truth]]]
"""Goes through the duties of a tier, and may show how far it is."""


def prove(
    library: Library,
    cases: Sequence[Case] = (),
    wanted: Callable[[Duty], bool] = lambda duty: True,
    progress: Progress = lambda duties: duties,
) -> Proof:
    """Every duty that ``wanted`` takes, proved or broken."""
    search = _Search(library, cases, wanted, progress)
    return Proof(list(search.run()), search.asked, len(search.keys))


class _Tier:
    """One world with its solver."""

    def __init__(self, library: Library, rows: int | None) -> None:
        self.library = library
        self.world = Translator(library.bank, library.facts, rows)
        self.matter = Matter(library, self.world)
        self.solver = z3.SolverFor("QF_LIRA") if rows is None else z3.Solver()
        self.entered = 0
        self.models: list[Any] = []

    def enter(self) -> None:
        """The rules of the intake, as far as they were met, enter the solver; older models know less."""
        rules = self.world.rules
        if len(rules) > self.entered:
            self.solver.add(*rules[self.entered :])
            self.entered = len(rules)
            self.models = []

    def is_possible(self, formula: Truth, reach: bool) -> bool:
        """Some intake of this tier makes it true; for what is to be reached, perhaps one found before."""
        if isinstance(formula, bool):
            return formula
        if reach and any(holds(each, formula) for each in reversed(self.models)):
            return True
        answer = self.solver.check(formula)
        assert answer != z3.unknown, f"the solver does not know: {formula}"
        if answer == z3.sat and reach:
            self.models = [*self.models[1 - MODELS :], self.solver.model()]
        return bool(answer == z3.sat)

    def intake(self, formula: Truth) -> Data:
        """An intake of this tier that makes it true: with every question, not only those in the formula."""
        for question in self.library.bank.questions:
            self.world.cells.at(question)
        for column in self.library.bank.columns:
            for row in self.world.rows():
                self.world.cells.at(column, row)
        self.enter()
        assert self.solver.check(as_z3(formula)) == z3.sat
        return intake_of(self.solver.model(), self.world)


class _Search:
    def __init__(
        self,
        library: Library,
        cases: Sequence[Case],
        wanted: Callable[[Duty], bool],
        progress: Progress,
    ) -> None:
        self.library, self.cases, self.wanted, self.progress = library, cases, wanted, progress
        self.asked = 0
        self.keys: set[str] = set()
        """Every duty met."""
        self.open: set[str] = set()
        """Those that wait for a tier with rows, or with more rows."""

    def run(self) -> Iterator[Finding]:
        most = int(self.library.bank.questions[ROWS].most or 60)
        for number, rows in enumerate((None, FEW, most)):
            if number == 2 and not self.open:
                return
            tier = _Tier(self.library, rows)
            due = [(duty, duty.formula()) for duty in self._due(tier, number)]
            tier.enter()
            for duty, formula in self.progress(due):
                yield from self._ask(tier, duty, formula, number)

    def _due(self, tier: _Tier, number: int) -> Iterator[Duty]:
        """What may be broken is asked of any number of rows first; what is to be reached, of six."""
        cases = duties_of_cases(self.library, tier.matter, self.cases)
        for duty in chain(duties(self.library, tier.matter), cases):
            if number == 0 and self.wanted(duty):
                self.keys.add(duty.key)
                if duty.reach:
                    self.open.add(duty.key)
                else:
                    yield duty
            elif duty.key in self.open:
                yield duty

    def _ask(self, tier: _Tier, duty: Duty, formula: Truth, number: int) -> Iterator[Finding]:
        """Impossible with free lists, or with all rows, is final; possible with rows is, too."""
        self.asked += 1
        possible = tier.is_possible(formula, duty.reach)
        self.open.discard(duty.key)
        if (possible and number == 0) or (not possible and number == 1):
            self.open.add(duty.key)
        elif possible and not duty.reach:
            yield Finding(duty, tier.intake(formula))
        elif not possible and duty.reach:
            yield Finding(duty)
