"""One run over the tiny library, and its explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import Outcome, Verdict
from pipeline.diagnostics import Diagnostic, Span
from pipeline.drafting.draft import draft_packet
from pipeline.explain.decide_json import decide_data
from pipeline.explain.why import why_data
from pipeline.library.types import Library
from pipeline.model import Document
from pipeline.rules.decide import decide
from tests.library.support import LAW, MAJORITY, NOTICE, PARAMETERS, added, compiled, edited, intake, party

AS_OF = date(2026, 11, 22)


COLLECTED = {
    "clause_library/bodies/advice/topic.yaml": """\
number: T4
title: Advice
settles: Who is heard.
hits: collect
home: each
rows:
  - gives: outsiders
    when: large
    because: A large alliance needs a view from outside.
    source: [S1]
  - gives: staff
    when: unequal
    because: The staff of the small are heard.
    source: [S1]
  - gives: staff
    otherwise: true
    because: Staff know best.
    source: [S1]
variants:
  outsiders:
    title: People from outside
  staff:
    title: The staff
""",
    "clause_library/bodies/advice/outsiders.md": "1. The {Board} hears people from outside.\n",
    "clause_library/bodies/advice/staff.md": "1. The {Board} hears the staff within {cure_days}.\n",
    **{
        f"templates/{name}/outline.yaml": edited(
            f"templates/{name}/outline.yaml",
            "[nature, votes, leaving]",
            "[nature, votes, leaving, advice]" if name == "agreement" else "[nature, votes, leaving]",
        )[f"templates/{name}/outline.yaml"]
        for name in ("charter", "agreement")
    },
}
"""A fourth topic, that collects, in the agreement only."""

OF_EACH = {
    "clause_library/exit/keys/topic.yaml": """\
number: T5
title: Keys
settles: Who keeps a key.
hits: first
each: parties
home: lead
rows:
  - gives: key
    when: protected
    because: The small ones keep a key.
    source: [S1]
  - gives: no_key
    otherwise: true
    because: Nobody else needs one.
    source: [S1]
variants:
  key:
    title: A key
  no_key:
    title: No key
    prints: nothing
""",
    "clause_library/exit/keys/key.md": "1. This {Party} keeps a key.\n",
    "templates/charter/outline.yaml": edited(
        "templates/charter/outline.yaml", "[nature, votes, leaving]", "[nature, votes, leaving, keys]"
    )["templates/charter/outline.yaml"],
}
"""A topic that is decided party by party."""

UNCHECKED = {
    **added(
        LAW,
        """\
  silence:
    says: Nobody may forbid a report.
    authority: Loi 2016-1691
    place: france
    status: unchecked
    note: Look at the reform.
  faraway:
    says: Something about elsewhere.
    authority: An act
    place: norway
""",
    ),
}
UNCHECKED[LAW] = UNCHECKED[LAW].replace(
    "propositions:",
    "  norway:\n    title: Norway\n    when: any(parties, country == NO)\npropositions:",
)
"""Two unchecked statements of law: one for France, one for Norway."""

OVERLAY_LAW = "clause_library/bodies/votes/law/france.md"
OVERLAY = {
    "clause_library/bodies/votes/majority.md": "{#rule}\n1. The {Board} decides by majority.\n",
    OVERLAY_LAW: "---\nvariant: majority\nat: rule\ndo: append\nbecause: The law says so.\n"
    "source: [S1]\nlaw: [silence]\n---\n1. Reports stay free.\n",
}
"""A paragraph that French law adds to the topic `votes`."""


@dataclass(frozen=True)
class Run:
    """Answers and everything that came of them."""

    library: Library
    answers: Answers
    outcome: Outcome
    documents: list[Document]
    findings: list[Diagnostic]

    def decided(self) -> dict[str, Any]:
        return decide_data(self.library, self.answers, self.outcome, {"charter": "charter.docx"})

    def why(self) -> dict[str, Any]:
        return why_data(self.library, self.answers, self.outcome, self.documents, self.findings, AS_OF)


def run(answers: Answers, library: Library | None = None) -> Run:
    """The tiny library, or a changed one, over some answers."""
    used = library or compiled()
    outcome, errors = decide(used, answers)
    assert not errors, errors
    documents, findings = draft_packet(used, answers, outcome, AS_OF)
    return Run(used, answers, outcome, documents, findings)


def broken() -> Run:
    """A charter with a reference to nothing, an answer that nobody was asked for, and a value of no row."""
    otherwise = "    - value: slow\n      otherwise: true\n      because: No hurry.\n      source: [S1]\n"
    texts = {
        NOTICE: "1. See clause {@votes}, paid in {answer currency}, on {exit_days} and {pace}.\n",
        MAJORITY: None,
        MAJORITY.replace(".md", ".agreement.md"): "1. So.\n",
    }
    answers = intake(party("Ada", staff=3), party("Bo", staff=3))
    return run(answers, compiled(texts, edited(PARAMETERS, otherwise, "")))


def spans(**lines: int) -> dict[Any, Span]:
    """Where answers stand: question to line."""
    return {(name,): Span("intakes/delta.yaml", line, 3) for name, line in lines.items()}


def leaf(value: bool | None, name: str, **more: Any) -> Verdict:
    """An atom's verdict."""
    return Verdict(value, name, "atom", (), f"{name}?", more.pop("seen", "seen"), **more)


def topic(data: dict[str, Any], document: str, name: str) -> dict[str, Any]:
    """One topic of one document in ``why.json``."""
    topics = next(each["topics"] for each in data["documents"] if each["id"] == document)
    found: dict[str, Any] = next(each for each in topics if each["topic"] == name)
    return found


def decisions(data: dict[str, Any], document: str, name: str) -> list[dict[str, Any]]:
    """One topic's entries for one document in ``decide.json``."""
    listed = next(each["decisions"] for each in data["documents"] if each["id"] == document)
    return [each for each in listed if each["topic"] == name]
