"""``make bench``: our draft against a bare docxtpl render of the same document, and other tools beside it.

Warm: validated answers in memory to the bytes of the Word file. Cold: two processes, each from its own files
to one Word file. The floor is what nothing can avoid: serialise and deflate the same parts.
"""

from __future__ import annotations

import compileall
import json
from importlib.metadata import version
from typing import Any

from pipeline.app.equipment import equip
from pipeline.paths import bundled, cache_folder
from tests.bench import cold, warm
from tests.bench.case import Case
from tests.bench.features import features_of
from tests.bench.rivals.race import Row, raced, table
from tests.bench.rivals.rival import LACKING
from tests.support import ROOT


def main() -> None:
    """Measure, print, and write output/bench.json."""
    compileall.compile_dir(ROOT / "pipeline", quiet=1)  # as pip did for docxtpl when it installed it
    equipment, _ = equip(bundled(), cache_folder())
    assert equipment is not None, "the bundled content has errors"
    case = Case(equipment)
    _introduce(case)
    figures: dict[str, Any] = {**warm.measured(case), **cold.measured(case)}
    rows = raced(case)
    print(f"\n{table([*_first_rows(figures), *rows])}\n")
    figures["rivals"] = {each.name: each.figures() for each in rows}
    _record(figures)


def _introduce(case: Case) -> None:
    """What is measured."""
    blocks = len(case.context["contents_lines"]) + len(case.context["body_lines"])
    print(f"{case.intake.stem}/{case.id}: {blocks} blocks, equal in both")
    print(f"ours, as `charterwright draft --no-pages` makes it: {features_of(case.file).told()}")
    print("  left out on every side: page numbers in the contents, which need LibreOffice\n")


def _first_rows(figures: dict[str, Any]) -> list[Row]:
    """Ours and docxtpl, from their own turns."""
    ours, theirs = figures["ours_ms"] / 1000, figures["docxtpl_ms"] / 1000
    return [
        Row("ours", "warm, decided and drafted too", "nothing but page numbers", ours, ours / theirs),
        Row(f"docxtpl {version('docxtpl')}", "warm, words ready; so all below", LACKING, theirs, 1.0),
    ]


def _record(figures: dict[str, Any]) -> None:
    (ROOT / "output").mkdir(exist_ok=True)
    (ROOT / "output" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
