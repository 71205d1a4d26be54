"""The search in tiers: any number of rows at once, then six rows, then as many as may matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import inf
from typing import Any

import z3
from msgspec import Struct

from pipeline.intake.bank import ROWS
from pipeline.library.types import Case, Library
from pipeline.rules.prove.cases import duties_of_cases
from pipeline.rules.prove.conditions import HEADS, Translator
from pipeline.rules.prove.cone import cone
from pipeline.rules.prove.duties import Duty, duties
from pipeline.rules.prove.logic import Truth, as_z3
from pipeline.rules.prove.packet import Matter
from pipeline.rules.prove.witness import Data, holds, intake_of

FEW = 6
"""Rows of the second tier: most counter-examples need fewer, and most proofs too."""
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
        self.answered: dict[int, bool] = {}
        """By formula: equal ones are one to z3, and asked once."""

    def enter(self) -> None:
        """The rules of the intake, as far as they were met, enter the solver; older models know less."""
        rules = self.world.rules
        if len(rules) > self.entered:
            self.solver.add(*rules[self.entered :])
            self.entered = len(rules)
            self.models = []

    def rows_needed(self, formula: Truth) -> float:
        """With so many rows, or more, what fails fails with any number of rows.

        Each condition over the list keeps the rows that decide it; one row more stands for any.
        """
        if isinstance(formula, bool):
            return 0
        names = cone([formula], self.world.cells).names
        if str(self.world.count) in names:
            return inf
        needed = dict(self.world.witnesses[each] for each in names if each in self.world.witnesses)
        heads = needed.pop(HEADS, 0)
        return max(sum(needed.values()) + 1, heads)

    def is_possible(self, formula: Truth, reach: bool) -> bool:
        """Some intake of this tier makes it true; for what is to be reached, perhaps one found before."""
        if isinstance(formula, bool):
            return formula
        if formula.get_id() in self.answered:
            return self.answered[formula.get_id()]
        possible = self._asked(formula, reach)
        self.answered[formula.get_id()] = possible
        return possible

    def _asked(self, formula: Any, reach: bool) -> bool:
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
        self.needed: float = 0
        """Rows of the last tier."""

    def run(self) -> Iterator[Finding]:
        yield from self._tier(0, None)
        yield from self._tier(1, FEW)
        if self.open:
            most = int(self.library.bank.questions[ROWS].most or 60)
            yield from self._tier(2, int(min(self.needed, most)))

    def _tier(self, number: int, rows: int | None) -> Iterator[Finding]:
        tier = _Tier(self.library, rows)
        due = [(duty, duty.formula()) for duty in self._due(tier, number)]
        tier.enter()
        for duty, formula in self.progress(due):
            yield from self._ask(tier, duty, formula, number)

    def _due(self, tier: _Tier, number: int) -> Iterator[Duty]:
        """What may be broken is asked of any number of rows first; what is to be reached, of a few."""
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
        """Impossible with free lists, or with rows enough, is final; possible with rows is, too."""
        self.asked += 1
        possible = tier.is_possible(formula, duty.reach)
        self.open.discard(duty.key)
        more = tier.rows_needed(formula) if number == 1 and not possible else 0
        if (possible and number == 0) or more > FEW:
            self.open.add(duty.key)
            self.needed = max(self.needed, more)
        elif possible and not duty.reach:
            yield Finding(duty, tier.intake(formula))
        elif not possible and duty.reach:
            yield Finding(duty)
