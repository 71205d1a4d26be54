"""An intake, read and validated; needs the question bank only."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category, normalize

from msgspec import Struct

from pipeline.answers import Answers
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.intake.bank import QuestionBank


class Checked(Struct):
    """An intake, read and validated. ``answers`` is None when it has errors.

    ``text`` is the file as it may be shown, refused characters replaced; empty only if it cannot be read.
    """

    path: Path
    text: str
    answers: Answers | None
    found: list[Diagnostic]


def check(path: Path, bank: QuestionBank) -> Checked:
    """Read and validate an intake; the slow packages are imported only here."""
    from pipeline.intake.answers import check_intake
    from pipeline.intake.characters import without_refused
    from pipeline.intake.source import parse_source, read_text

    text, found = read_text(path, path.as_posix())
    if found:
        return Checked(path, without_refused(text), None, found)
    source, found = parse_source(text, path.as_posix())
    if source is None:
        return Checked(path, without_refused(text), None, found)
    answers, slips = check_intake(source, bank, matter_of(path))
    return Checked(path, source.text, None if has_errors(found) else answers, in_order([*found, *slips]))


def matter_of(path: Path) -> str:
    """The matter's folder: the intake's file name without what a path or a shell could read otherwise.

    Letters of every script stay, so that different names stay different.
    """
    stem = normalize("NFC", path.stem).casefold()
    kept = "".join(sign if category(sign)[0] in "LMN" else "-" for sign in stem)
    return "-".join(part for part in kept.split("-") if part)[:60] or "matter"
