"""The rivals in turns with docxtpl. First each file is checked: it must have our styles and words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline.word.numbers.labels import labels
from tests.bench.case import Case
from tests.bench.clock import clock_of, in_turns
from tests.bench.rivals import by_docxtemplater, by_pandoc, by_python_docx
from tests.bench.rivals.rival import Missing, Rival
from tests.bench.rivals.words import said

RIVALS = (by_docxtemplater, by_python_docx, by_pandoc)
RUNS = 12


class Row(Struct, frozen=True):
    """One line of the table; without a time where the tool is not there."""

    name: str
    how: str
    leaves_out: str = ""
    seconds: float | None = None
    ratio: float | None = None
    """To docxtpl in the same turns."""

    def figures(self) -> dict[str, Any]:
        """For the record."""
        if self.seconds is None or self.ratio is None:
            return {"missing": self.how}
        timed = {"ms": round(self.seconds * 1000, 1), "over_docxtpl": round(self.ratio, 3)}
        return {**timed, "how": self.how, "leaves_out": self.leaves_out}


def raced(case: Case) -> list[Row]:
    """Every rival's row."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        task = case.task(Path(folder))
        found = [stack.enter_context(module.opened(task)) for module in RIVALS]
        return _rows(case, found)


def _rows(case: Case, found: Sequence[Rival | Missing]) -> list[Row]:
    there = [_checked(each, case.file) for each in found if isinstance(each, Rival)]
    yardstick, *taken = in_turns("rivals", [clock_of(case.twin), *(each.seconds for each in there)], RUNS)
    rows = [
        Row(each.name, each.how, each.leaves_out, seconds, seconds / yardstick)
        for each, seconds in zip(there, taken, strict=True)
    ]
    return rows + [Row(each.name, each.why) for each in found if isinstance(each, Missing)]


def _checked(rival: Rival, ours: bytes) -> Rival:
    """The rival, whose file says what ours says; numbers that it gets wrong are told with what it lacks."""
    made = rival.make()
    assert said(made) == said(ours), f"{rival.name} must say the same, paragraph by paragraph"
    lost = lost_numbers(made, ours)
    leaves_out = f"{rival.leaves_out}, {lost} numbers of lists that begin again" if lost else rival.leaves_out
    return replace(rival, leaves_out=leaves_out)


def lost_numbers(made: bytes, ours: bytes) -> int:
    """How many paragraphs print another number than in our file: lists that begin again out of turn."""
    return sum(one != other for one, other in zip(labels(made), labels(ours), strict=True))


def table(rows: Sequence[Row]) -> str:
    """Name, milliseconds, ratio to docxtpl, what is left out."""
    head = f"{'':<52}{'median':>10}{'of docxtpl':>12}  leaves out"
    return "\n".join([head, *map(_told, rows)])


def _told(row: Row) -> str:
    if row.seconds is None:
        return f"{row.name}: {row.how}"
    return f"{row.name + ', ' + row.how:<52}{row.seconds * 1000:>7.1f} ms{row.ratio:>12.2f}  {row.leaves_out}"
