"""Cold: two processes, each from its own files to one Word file on the disk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.case import Case
from tests.bench.clock import clock_of, in_turns, median_of, ms
from tests.support import AS_OF, ROOT

RUNS = 11
PACKETS = 5
COMMAND = "from pipeline.cli import run; run()"
"""What the installed command `charterwright` runs."""
_SCRIPT = Path(__file__).with_name("cold_docxtpl.py")


def measured(case: Case) -> dict[str, float]:
    """Whole processes: `draft --document` against a script that renders with docxtpl; printed by the way."""
    with TemporaryDirectory() as folder:
        draft, script = _draft(case, Path(folder)), _rendering(case, Path(folder))
        ours, theirs = in_turns(
            "cold",
            [clock_of(partial(_run, [*draft, "--document", case.id])), clock_of(partial(_run, script))],
            RUNS,
        )
        whole = median_of(partial(_run, draft), PACKETS)
    print(f"cold: ours {ms(ours)}, docxtpl script {ms(theirs)}, ratio {ours / theirs:.2f}")
    print(f"cold, whole packet, explained: {ms(whole)}, {whole / theirs:.2f} of the script's one")
    return {"cold_over_docxtpl": round(ours / theirs, 3)}


def _draft(case: Case, place: Path) -> list[str]:
    options = ["--no-pages", "--out", str(place), "--as-of", AS_OF.isoformat()]
    return [sys.executable, "-c", COMMAND, "draft", str(case.intake), *options]


def _rendering(case: Case, place: Path) -> list[str]:
    template, words, target = (place / each for each in ("template.docx", "words.json", "t.docx"))
    template.write_bytes(case.template)
    words.write_text(json.dumps(case.context), encoding="utf-8")
    return [sys.executable, str(_SCRIPT), str(template), str(words), str(target)]


def _run(command: Sequence[str]) -> None:
    """One process, from the checkout."""
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
