"""An intake, read and validated; needs the question bank only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.answers import Answers, slug
from pipeline.diagnostics import Diagnostic
from pipeline.intake.bank import QuestionBank


@dataclass(slots=True)
class Checked:
    """An intake, read and validated. ``answers`` is None when it has errors."""

    path: Path
    text: str
    answers: Answers | None
    found: list[Diagnostic]


def check(path: Path, bank: QuestionBank) -> Checked:
    """Read and validate an intake; the slow packages are imported only here."""
    from pipeline.intake.answers import check_intake
    from pipeline.intake.source import read_source

    source, found = read_source(path)
    if source is None:
        return Checked(path, "", None, found)
    answers, slips = check_intake(source, bank, matter_of(path))
    return Checked(path, source.text, answers, [*found, *slips])


def matter_of(path: Path) -> str:
    """The matter's folder: a slug of the intake's file name."""
    return slug(path.stem, 60) or "matter"
