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
from pipeline.rules.prove.logic import as_z3
from pipeline.rules.prove.packet import Matter
from pipeline.rules.prove.witness import Data, intake_of

FEW = 6
"""Rows of the second tier: most counter-examples need fewer."""


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


Progress = Callable[[Sequence[Duty]], Iterable[Duty]]
"""Goes through the duties of a tier, and may show how far it is."""


def prove(
    library: Library,
    cases: Sequence[Case] = (),
    wanted: Callable[[Duty], bool] = lambda duty: True,
    progress: Progress = lambda duties: duties,
) -> Proof:
    """Every duty that ``wanted`` takes, proved or broken."""
    search = _Search(library, cases, wanted, progress)
    return Proof(list(search.run()), search.asked, search.count)


class _Tier:
    """One world with its solver; the rules of the intake enter it as they are met."""

    def __init__(self, library: Library, rows: int | None) -> None:
        self.world = Translator(library.bank, library.facts, rows)
        self.matter = Matter(library, self.world)
        self.solver = z3.SolverFor("QF_LIRA") if rows is None else z3.Solver()
        self.entered = 0

    def holds(self, duty: Duty) -> Any:
        """sat or unsat, for some intake of this tier."""
        formula = duty.formula()
        if formula is False:
            return z3.unsat
        self._enter()
        return self.solver.check(as_z3(formula))

    def _enter(self) -> None:
        rules = self.world.rules
        self.solver.add(*rules[self.entered :])
        self.entered = len(rules)

    def intake(self, library: Library, duty: Duty) -> Data:
        """The intake that the last check found."""
        for question in library.bank.questions.values():
            self.world.cells.at(question.id)
        for column in library.bank.columns.values():
            for row in self.world.rows():
                self.world.cells.at(column.id, row)
        self._enter()
        assert self.solver.check(as_z3(duty.formula())) == z3.sat
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
        self.asked = self.count = 0
        self.open: set[str] = set()

    def run(self) -> Iterator[Finding]:
        most = int(self.library.bank.questions[ROWS].most or 60)
        for number, rows in enumerate((None, FEW, most)):
            if number and not self.open:
                return
            tier = _Tier(self.library, rows)
            for duty in self.progress(self._due(tier, number)):
                yield from self._ask(tier, duty, number)

    def _due(self, tier: _Tier, number: int) -> list[Duty]:
        """The duties asked for; in the later tiers, those that the earlier ones left open."""
        listed = chain(
            duties(self.library, tier.matter), duties_of_cases(self.library, tier.matter, self.cases)
        )
        due = [each for each in listed if (each.key in self.open if number else self.wanted(each))]
        self.count = self.count or len(due)
        return due

    def _ask(self, tier: _Tier, duty: Duty, number: int) -> Iterator[Finding]:
        """Unsatisfiable with free lists, or with all rows, is final; satisfiable with rows is, too."""
        self.asked += 1
        answer = tier.holds(duty)
        assert answer != z3.unknown, f"{duty.key}: the solver does not know"
        possible = answer == z3.sat
        self.open.discard(duty.key)
        if (possible and number == 0) or (not possible and number == 1):
            self.open.add(duty.key)
        elif possible and not duty.reach:
            yield Finding(duty, tier.intake(self.library, duty))
        elif not possible and duty.reach:
            yield Finding(duty)
