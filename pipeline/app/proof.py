"""``library prove``: the findings in words, each with an intake that breaks the rule and was run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from pipeline.diagnostics import Diagnostic, did_you_mean
from pipeline.files import write_whole
from pipeline.library.types import Case, Library

RUN_IT, NOT_SEEN = "run it: charterwright decide", "the drafter itself does not report it:"
RUN_IT, NOT_SEEN = "run it: charterwright decide", "the drafter itself does not report it:"
DAY = date(2026, 1, 1)
"""Counter-examples are drafted as of one day: nothing in them depends on it."""


class Proved(Struct, eq=False):
    """What a proof gave. ``asked``: questions put to the solver; ``duties``: what was to be shown."""

    found: list[Diagnostic]
    files: list[Path]
    """The counter-examples."""
    duties: int = 0
    asked: int = 0


def solver_missing() -> Diagnostic | None:
    """z3 is needed only here; a finding that says how to get it."""
    if find_spec("z3") is not None:
        return None
    said = "The proof needs the package `z3-solver`, which is not installed"
    return Diagnostic("solver-missing", "error", said, help="pip install z3-solver")


def unknown_topic(library: Library, topic: str) -> Diagnostic | None:
    """A topic that is not in the library, with the nearest guess."""
    if not topic or topic in library.topics:
        return None
    said = f"`{topic}` is not a topic{did_you_mean(topic, library.topics)}"
    return Diagnostic("unknown-topic", "error", said)


def prove_library(
    library: Library, cases: Sequence[Case], topic: str, out: Path, progress: Any = lambda duties: duties
) -> Proved:
    """Prove the library, or what concerns one topic; counter-examples are written into ``out``."""
    from pipeline.rules.prove.search import prove

    proof = prove(library, cases, lambda duty: not topic or duty.topic == topic, progress)
    proved = Proved([], [], proof.duties, proof.asked)
    for finding in proof.findings:
        duty = finding.duty
        help_ = ""
        if finding.intake is not None:
            path = out / f"{duty.code}-{len(proved.files) + 1}.yaml"
            text = _as_yaml(finding.intake, duty.said)
            shown = runs(library, text, duty.code)
            write_whole(path, text.encode())
            proved.files.append(path)
            help_ = (
                f"run it: charterwright decide {path}" if shown else f"not seen by the drafter itself: {path}"
            )
        proved.found.append(Diagnostic(duty.code, "error", duty.said, duty.span, help_))
    return proved


def runs(library: Library, text: str, code: str) -> bool:
    """The counter-example is a valid intake, and its draft has the finding."""
    from pipeline.intake.answers import check_intake
    from pipeline.intake.source import parse_source
    from pipeline.rules.decide import decide

    source, _ = parse_source(text, "counter-example.yaml")
    answers, _ = check_intake(source, library.bank, "counter-example") if source else (None, [])
    if answers is None:
        return False
    outcome, slips = decide(library, answers)
    return code in {each.code for each in (*outcome.warnings, *slips, *_drafted(library, answers, outcome))}


def _drafted(library: Library, answers: Any, outcome: Any) -> list[Diagnostic]:
    from pipeline.drafting.draft import draft_packet

    return draft_packet(library, answers, outcome, DAY)[1]


def _as_yaml(intake: dict[str, Any], said: str) -> str:
    import yaml

    body = yaml.safe_dump(intake, allow_unicode=True, sort_keys=False, width=100)
    return f"# A counter-example: {said}.\n{body}"
