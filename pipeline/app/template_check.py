"""`template check`: whether a Word file can serve as the house document or as a shell, told for its owner."""

from __future__ import annotations

from pathlib import Path

from pipeline.app.equipment import SHELL
from pipeline.app.results import FINE, INPUT_ERRORS, Result
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.paths import HOUSE, bundled


def check_template_file(path: Path) -> Result:
    """What is wrong with a template, errors first, and whether it can be used. OSError if it is not there."""
    from pipeline.word.check.template import check, looks_like_a_shell

    data = path.read_bytes()
    is_shell = path.name == SHELL or looks_like_a_shell(data)
    checked = check(data, _house(path) if is_shell else None)
    code = INPUT_ERRORS if has_errors(checked.found) else FINE
    words = checked.summary or f"cannot be used: {_counted(checked.found)}"
    return Result(code, f"{path.name} {words}", checked.found)


def _house(shell: Path) -> bytes:
    """The house document that a shell goes with: that of the folder above its own, else the bundled one."""
    beside = shell.resolve().parent.parent / HOUSE
    return (beside if beside.is_file() else bundled().templates / HOUSE).read_bytes()


def _counted(found: list[Diagnostic]) -> str:
    counts = ((kind, sum(each.severity == kind for each in found)) for kind in ("error", "warning"))
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts if count)
