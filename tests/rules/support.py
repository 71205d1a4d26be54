"""Helpers of the rules' tests: one decided matter of a tiny library."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.answers import Answers
from pipeline.decisions import Decision, DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.library.types import Library
from pipeline.rules.decide import decide
from tests.library.support import FILES, LEAVING, VOTES, Changes, compiled, intake, tiny


def outcome(answers: Answers | None = None, *changes: Changes) -> Outcome:
    """The outcome of an intake whose overrides can all be followed."""
    found, errors = decided(answers, *changes)
    assert not errors, errors
    return found


def decided(answers: Answers | None = None, *changes: Changes) -> tuple[Outcome, list[Diagnostic]]:
    """The outcome, and what is wrong with the overrides."""
    library: Library = compiled(*changes) if changes else tiny()
    return decide(library, answers or intake())


def plan(found: Outcome, document: str) -> DocumentPlan:
    """One document of the packet."""
    (only,) = [each for each in found.documents if each.id == document]
    return only


def on(found: Outcome, document: str, topic: str) -> list[Decision]:
    """What a document says about a topic."""
    return [each for each in plan(found, document).decisions if each.topic == topic]


def one(found: Outcome, document: str, topic: str) -> Decision:
    """The same, where it is one decision."""
    (only,) = on(found, document, topic)
    return only


def codes(found: Outcome) -> list[str]:
    """The codes of the outcome's warnings."""
    return [each.code for each in found.warnings]


def leaving(home: str, **lines: str) -> Mapping[str, str]:
    """The topic `leaving` at another home, with other lines."""
    text = FILES[LEAVING].replace("home: lead", f"home: {home}")
    for old, new in lines.items():
        text = text.replace(f"{old}: true", f"{old}: {new}")
    return {LEAVING: text}


def votes(
    rows: str, head: str = "hits: first\nhome: each\n", variants: str = "majority heads"
) -> Mapping[str, str]:
    """The topic `votes` with other rows (`gives when` a line) and variants."""
    text = f"number: T2\ntitle: Votes\nsettles: How the partners decide.\n{head}rows:\n"
    for row in rows.strip().splitlines():
        gives, _, when = row.strip().partition(" if ")
        text += "  - omits: true\n" if gives == "nothing" else f"  - gives: {gives}\n"
        text += f"    when: {when}\n" if when else "    otherwise: true\n"
        text += f"    because: Row {gives}.\n    source: [S1]\n"
    text += "variants:\n" + "".join(f"  {each}:\n    title: By {each}\n" for each in variants.split())
    return {VOTES: text}
