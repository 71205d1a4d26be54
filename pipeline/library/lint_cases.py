"""The cases beside the topics, run: do the rows give what a case expects?

Reading an answer and reading a table are other rooms' work: the caller hands them in as an ``Engine``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.decisions import FactResult, Verdict
from pipeline.diagnostics import Span
from pipeline.intake.bank import Question
from pipeline.intake.source import Source
from pipeline.library.lint_content import Found
from pipeline.library.markup import labels_of
from pipeline.library.types import Library, Topic
from pipeline.rules.conditions import Scope

MAPPINGS = ("answers", "party")
BINDS_ALL = ("agreement", "bilateral")
BINDS_CORE = ("simple_mou", "pilot_mou")


class Engine(Struct, frozen=True):
    """What running a case needs of other rooms."""

    read_answer: Callable[[Question, Any, Mapping[str, str]], Any]
    """``pipeline.intake.reading.read_answer``."""
    read_table: Callable[[Sequence[Any], Scope, bool], Any]
    """``pipeline.rules.tables.read``."""


class WrittenCase(Struct, frozen=True, eq=False):
    """One case where it stands."""

    source: Source
    number: int

    @property
    def data(self) -> dict[str, Any]:
        """Its keys."""
        entry = self.source.data[self.number]
        return entry if isinstance(entry, dict) else {}

    @property
    def topic(self) -> str:
        """The topic that it stands beside."""
        return self.source.name.split("/")[-2]

    @property
    def name(self) -> str:
        """What it says, or its number."""
        return str(self.data.get("name", f"case {self.number + 1}"))

    def at(self, *path: str | int) -> Span:
        """Where a key of it stands."""
        return self.source.key((self.number, *path))

    def inside(self, key: str, name: Any) -> Span:
        """Where a name under a key stands, in a list or as a key."""
        value = self.data.get(key)
        if isinstance(value, list) and name in value:
            return self.source.at((self.number, key, value.index(name)))
        return self.at(key, str(name)) if isinstance(value, dict) else self.source.at((self.number, key))

    def texts(self, key: str) -> list[str]:
        """A list of words under a key; of a mapping the keys that are true."""
        value = self.data.get(key)
        if isinstance(value, dict):
            return [name for name, truth in value.items() if truth == "true"]
        return [str(each) for each in value] if isinstance(value, list) else []


def cases_of(source: Source) -> list[WrittenCase]:
    """The cases of one file."""
    return [WrittenCase(source, number) for number in range(len(source.data))]


# ---------------------------------------------------------------- running a case


def failure(library: Library, case: WrittenCase, engine: Engine) -> Found | None:
    """How the library differs from what a possible case expects."""
    topic, expected = library.topics[case.topic], case.texts("expect")
    reading = run(library, case, engine)
    found = [hit.row.gives for hit in reading.hits if hit.row.gives is not None]
    if found == expected:
        return _other_law(library, topic, case, engine)
    told = [
        f"`{hit.row.gives or 'nothing'}` since {hit.verdict.text} ({hit.row.span})" for hit in reading.hits
    ]
    told += [
        f"not `{each.variant}`: {each.verdict.text} {_UNMET[each.verdict.value]}"
        for each in reading.others
        if each.variant in expected and each.verdict is not None
    ]
    said = f"{case.name}: expected {_listed(expected)}, found {_listed(found)}"
    return Found(said, case.at("expect"), "; ".join(told))


_UNMET = {None: "cannot be told", False: "does not hold", True: "holds"}


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"


def run(library: Library, case: WrittenCase, engine: Engine) -> Any:
    """The reading of the topic's rows in the case."""
    topic = library.topics[case.topic]
    return engine.read_table(topic.rows, scope_of(library, case, engine), topic.collects)


def _other_law(library: Library, topic: Topic, case: WrittenCase, engine: Engine) -> Found | None:
    """The law of other places speaks than the case says; a case need not say."""
    expected = sorted(case.texts("law"))
    found = places_that_speak(library, topic, case, engine)
    if "law" not in case.data or found == expected:
        return None
    said = f"{case.name}: expected the law of {_listed(expected)}, found {_listed(found)}"
    return Found(said, case.at("law"))


def places_that_speak(library: Library, topic: Topic, case: WrittenCase, engine: Engine) -> list[str]:
    """Places whose law adds to or replaces a block of the expected variants, in the order of the alphabet."""
    scope, instrument = scope_of(library, case, engine), str(case.data["instrument"])
    return sorted(
        {
            each.place
            for each in topic.overlays
            if each.variant in case.texts("expect")
            and each.label in labels_of(topic.text(each.variant, instrument))
            and library.places[each.place].condition.verdict(scope).value is True
        }
    )


def scope_of(library: Library, case: WrittenCase, engine: Engine) -> Scope:
    """The case's facts and answers, all others false or unanswered; one partner, the one under ``party:``."""
    given = {key: _typed(library, case, key, engine) for key in MAPPINGS}
    facts, rows = {}, {}
    for fact in library.facts.values():
        holds = _holds(case, fact.id, fact.each)
        verdict = Verdict(holds, fact.id, "constant")
        party = 0 if fact.each else None
        result = FactResult(fact.id, fact.means, holds, verdict, fact.means, False, fact.source, party)
        if fact.each:
            rows[fact.id] = (result,)
        else:
            facts[fact.id] = result
    answers = Answers("case", given["answers"], [given["party"]])
    row = 0 if library.topics[case.topic].each else None
    return Scope(answers, (0,), facts, rows, _context(library, case), {}, row)


def _holds(case: WrittenCase, fact: str, each: bool) -> bool:
    return case.data.get("party", {}).get(fact) == "true" if each else fact in case.texts("facts")


def _context(library: Library, case: WrittenCase) -> dict[str, Any]:
    packet, instrument = case.texts("packet"), str(case.data["instrument"])
    return {
        "gate": str(case.data.get("gate", "draft")),
        "instrument": instrument,
        "packet": frozenset(packet),
        "lead": max(packet, key=lambda each: library.outlines[each].strength),
        "binds": str(case.data.get("binds") or default_binds(instrument, case.texts("facts"))),
    }


def _typed(library: Library, case: WrittenCase, key: str, engine: Engine) -> dict[str, Any]:
    """The answers given, and what silence means where the bank gives it a name."""
    questions = library.bank.questions if key == "answers" else library.bank.columns
    given = case.data.get(key) or {}
    silent = {each.id: each.if_unanswered for each in questions.values() if each.if_unanswered is not None}
    return silent | {
        name: engine.read_answer(questions[name], raw, library.bank.country_codes)
        for name, raw in given.items()
        if name in questions
    }


def default_binds(instrument: str, facts: Sequence[str]) -> str:
    """What binds of a document where the case does not say."""
    if instrument in BINDS_ALL:
        return "all"
    return "core" if instrument in BINDS_CORE and "must_bind" in facts else "none"
