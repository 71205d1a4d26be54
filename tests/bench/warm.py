"""Warm: validated answers in memory to the bytes of the Word file, beside the same words by docxtpl."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.app.matters import write_matter
from pipeline.drafting.draft import draft_packet
from pipeline.drafting.lint.linter import lint_packet
from pipeline.rules.decide import decide
from tests.bench.case import MANNER, Case
from tests.bench.clock import Call, clock_of, in_turns, median_of, ms
from tests.support import AS_OF

RUNS = 30
PACKETS = 7


def measured(case: Case) -> dict[str, float]:
    """Medians, in milliseconds, and the ratios between them; printed by the way."""
    ours, theirs = in_turns("warm", [clock_of(case.ours), clock_of(case.twin)], RUNS)
    writer, least = median_of(case.write, RUNS), case.floor()
    whole = median_of(lambda: _packet(case), PACKETS)
    print(f"warm: ours {ms(ours)}, docxtpl {ms(theirs)}, ratio {ours / theirs:.2f}")
    print(f"warm, whole packet, explained: {ms(whole)}, {whole / theirs:.2f} of docxtpl's one")
    print(f"writer {ms(writer)}, floor {ms(least)}, ratio {writer / least:.2f}")
    for name, call in _stages(case):
        print(f"  {name}: {ms(median_of(call, RUNS))}")
    return {
        "ours_ms": round(ours * 1000, 2),
        "docxtpl_ms": round(theirs * 1000, 2),
        "pipeline_over_docxtpl": round(ours / theirs, 3),
        "writer_over_floor": round(writer / least, 3),
    }


def _packet(case: Case) -> None:
    """All files of the packet, explanation included, onto the disk."""
    with TemporaryDirectory() as folder:
        write_matter(case.equipment, case.answers, Path(folder), AS_OF, MANNER)


def _stages(case: Case) -> list[tuple[str, Call]]:
    """Where our time goes."""
    library, answers = case.equipment.library, case.answers
    outcome, documents = case.drafted.outcome, case.drafted.documents
    return [
        ("decide (facts, packet, parameters, topics)", lambda: decide(library, answers)),
        ("draft (assemble, define, number, refer)", lambda: draft_packet(library, answers, outcome, AS_OF)),
        ("lint (read the drafts)", lambda: lint_packet(library, answers, outcome, documents)),
        ("hand over (notes for counsel, provenance)", case.hand_over),
        ("write (one Word file)", case.write),
    ]
