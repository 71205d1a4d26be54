"""``make bench``: our draft against a bare docxtpl render of the same document, in one run.

Warm: validated answers in memory to the bytes of the Word file. Cold: two processes, each from its own files
to one Word file. The floor is what nothing can avoid: serialise and deflate the same parts.
"""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pipeline.app import stages
from pipeline.app.equipment import Equipment, equip
from pipeline.app.matters import write_matter
from pipeline.drafting.draft import draft_packet
from pipeline.paths import bundled, cache_folder
from pipeline.rules.decide import decide
from pipeline.word.writer import drafted_parts, write_docx
from tests.bench.docxtpl_twin import floor, make_twin, outline, render_twin

ROOT = Path(__file__).resolve().parents[2]
INTAKE = ROOT / "intake" / "examples" / "carbon-pilot.yaml"
AS_OF = date(2026, 11, 22)
COMMAND = "from pipeline.cli import run; run()"
"""What the installed command `charterwright` runs."""
WARM, COLD = 30, 11
"""Counted runs of each kind; the two sides take turns, so that a machine's moods hit both."""


def main() -> None:
    """Measure, print, and write output/bench.json."""
    compileall.compile_dir(ROOT / "pipeline", quiet=1)  # as pip did for docxtpl when it installed it
    equipment, _ = equip(bundled(), cache_folder())
    assert equipment is not None, "the bundled content has errors"
    checked = stages.check(INTAKE, equipment.library)
    assert checked.answers is not None
    bench = Bench(equipment, checked)
    figures = {**bench.warm(), **bench.cold()}
    (ROOT / "output").mkdir(exist_ok=True)
    (ROOT / "output" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


class Bench:
    """One document, both ways."""

    def __init__(self, equipment: Equipment, checked: stages.Checked) -> None:
        assert checked.answers is not None
        self.equipment, self.answers = equipment, checked.answers
        self.house = (ROOT / "templates" / "house.docx").read_bytes()
        drafted = stages.draft(equipment.library, self.answers, AS_OF)
        self.longest = max(
            drafted.documents, key=lambda each: len(stages.word_file(equipment, drafted, each))
        )
        self.word_template = equipment.template(self.longest.instrument)
        self.template, self.context = make_twin(self.longest, self.house)
        ours = stages.word_file(equipment, drafted, self.longest)
        theirs = render_twin(self.template, self.context)
        assert outline(ours) == outline(theirs), "the twin must equal our document paragraph by paragraph"
        print(f"{INTAKE.stem}/{self.longest.id}: {len(self.context['body_lines'])} blocks, equal in both")

    # ------------------------------------------------------------ warm

    def ours(self) -> bytes:
        """Answers in memory to the bytes of the one Word file."""
        drafted = stages.draft(self.equipment.library, self.answers, AS_OF)
        document = next(each for each in drafted.documents if each.id == self.longest.id)
        return stages.word_file(self.equipment, drafted, document)

    def packet(self) -> None:
        """All files of the packet, explanation included, onto the disk."""
        with TemporaryDirectory() as folder:
            write_matter(self.equipment, self.answers, Path(folder), AS_OF)

    def warm(self) -> dict[str, float]:
        """Warm medians in seconds, the ratios between them, and the profile by stage."""
        ours, theirs = paired(self.ours, lambda: render_twin(self.template, self.context), WARM)
        entries = self.entries()
        least = floor(drafted_parts(self.longest, self.word_template, entries))
        writer = median(times(lambda: write_docx(self.longest, self.word_template, entries), WARM))
        whole = median(times(self.packet, 7))
        print(f"warm: ours {ms(ours)}, docxtpl {ms(theirs)}, ratio {ours / theirs:.2f}")
        print(f"warm, whole packet, explained: {ms(whole)}, {whole / theirs:.2f} of docxtpl's one")
        print(f"writer {ms(writer)}, floor {ms(least)}, ratio {writer / least:.2f}")
        self.profile()
        return {
            "pipeline_over_docxtpl": round(ours / theirs, 3),
            "writer_over_floor": round(writer / least, 3),
        }

    def entries(self) -> dict[str, str]:
        """Provenance as the draft has it."""
        drafted = stages.draft(self.equipment.library, self.answers, AS_OF)
        return stages.provenance(self.equipment.library, drafted, self.longest)

    def profile(self) -> None:
        """Medians by stage."""
        library, answers = self.equipment.library, self.answers
        outcome, _ = decide(library, answers)
        entries = self.entries()
        rows: list[tuple[str, Callable[[], object]]] = [
            ("decide (facts, packet, parameters, topics)", lambda: decide(library, answers)),
            (
                "draft (assemble, define, number, refer)",
                lambda: draft_packet(library, answers, outcome, AS_OF),
            ),
            ("write (one Word file)", lambda: write_docx(self.longest, self.word_template, entries)),
        ]
        for name, call in rows:
            print(f"  {name}: {ms(median(times(call, WARM)))}")

    # ------------------------------------------------------------ cold

    def cold(self) -> dict[str, float]:
        """Whole processes: `draft --document` against a script that renders with docxtpl."""
        with TemporaryDirectory() as folder:
            place = Path(folder)
            (place / "template.docx").write_bytes(self.template)
            (place / "words.json").write_text(json.dumps(self.context), encoding="utf-8")
            one = [
                sys.executable,
                "-c",
                COMMAND,
                "draft",
                str(INTAKE),
                "--out",
                str(place),
                "--as-of",
                "2026-11-22",
            ]
            script = Path(__file__).with_name("cold_docxtpl.py")
            other = [
                sys.executable,
                str(script),
                *(str(place / each) for each in ("template.docx", "words.json", "t.docx")),
            ]
            ours, theirs = paired(
                lambda: run([*one, "--document", self.longest.id]), lambda: run(other), COLD
            )
            whole = median(times(lambda: run(one), COLD // 2))
        print(f"cold: ours {ms(ours)}, docxtpl script {ms(theirs)}, ratio {ours / theirs:.2f}")
        print(f"cold, whole packet, explained: {ms(whole)}, {whole / theirs:.2f} of the script's one")
        return {"cold_over_docxtpl": round(ours / theirs, 3)}


def run(command: list[str]) -> None:
    """One process, from the checkout."""
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def paired(one: Callable[[], object], other: Callable[[], object], runs: int) -> tuple[float, float]:
    """Medians in seconds of two calls that take turns, after one warm-up each."""
    one(), other()
    pairs = [(timed(one), timed(other)) for _ in range(runs)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def times(call: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run, after one warm-up."""
    call()
    return [timed(call) for _ in range(runs)]


def timed(call: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def ms(seconds: float) -> str:
    """Milliseconds, for people."""
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
