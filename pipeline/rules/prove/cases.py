"""Cases that cannot happen: no valid intake has these facts and answers and lacks the facts not named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.answers import NOT_KNOWN_WORDS
from pipeline.library.types import Case, Library
from pipeline.rules.conditions.nodes import symbols_of
from pipeline.rules.prove.cells import Cell
from pipeline.rules.prove.duties import Duty
from pipeline.rules.prove.logic import Truth, conj, disj, no
from pipeline.rules.prove.packet import Matter


def duties_of_cases(library: Library, matter: Matter, cases: Sequence[Case]) -> Iterator[Duty]:
    """Each case can happen, as far as its topic's table looks at it."""
    for number, case in enumerate(cases):
        if case.topic in library.topics:
            said = f"the case “{case.name}” cannot happen: no intake has these facts and answers together"
            formula = _happens(library, matter, case)
            key = f"case {case.topic} {number}"
            yield Duty(key, "impossible-case", said, formula, True, case.span, case.topic)


def _happens(library: Library, matter: Matter, case: Case) -> Callable[[], Truth]:
    def formula() -> Truth:
        chosen = [each.chosen for each in matter.packets if set(each.row.documents) == set(case.packet)]
        gate = matter.gate.get(case.gate, False) if case.gate else True
        return conj((disj(chosen), gate, *_facts(library, matter, case), *_answers(matter, case)))

    return formula


def _facts(library: Library, matter: Matter, case: Case) -> Iterator[Truth]:
    """The facts named hold; of the others, those that the table reads do not."""
    conditions = [row.condition for row in library.topics[case.topic].rows]
    read = {symbol.id: symbol for each in conditions for symbol in symbols_of(each) if symbol.type == "fact"}
    for name in case.facts:
        if name in library.facts:
            yield matter.world.fact(name)
    for name, symbol in read.items():
        if symbol.kind == "fact" and name not in case.facts:
            yield no(matter.world.fact(name))
        elif symbol.kind == "party_fact":
            holds = matter.world.fact(name, 0)
            yield holds if case.party.get(name) == "true" else no(holds)


def _answers(matter: Matter, case: Case) -> Iterator[Truth]:
    world = matter.world
    for name, raw in case.answers.items():
        if name in world.bank.questions:
            yield _is_answered(matter, world.cells.at(name), raw)
    for name, raw in case.party.items():
        if name in world.bank.columns:
            yield _is_answered(matter, world.cells.at(name, 0), raw)


def _is_answered(matter: Matter, cell: Cell, raw: Any) -> Truth:
    """The cell has this answer, as a person writes it."""
    if raw == NOT_KNOWN_WORDS:
        return cell.unknown
    if isinstance(cell.value, dict):
        named = raw if isinstance(raw, list) else [raw]
        return conj((cell.has, *(each if name in named else no(each) for name, each in cell.value.items())))
    if cell.value is None or cell.question.type == "date":
        return cell.has
    return conj((cell.has, matter.world.cells.equals(cell, _typed(cell.question.type, str(raw)))))


def _typed(kind: str, raw: str) -> Any:
    if kind == "yes_no":
        return raw in ("yes", "true")
    if kind in ("choice", "country"):
        return raw
    return float(raw) if "." in raw else int(raw.replace(",", ""))
